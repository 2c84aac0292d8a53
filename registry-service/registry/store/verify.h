// Recomputes the chain over a store's log (promise R8): whoever changed,
// dropped or swapped a byte of what was committed is found.
//
// What is covered: every header and every change, their order, that revisions
// and times rise, and that the log ends where the head says. What is not: the
// remembered answers of requests that made no revision, and tables that a store
// derives for its own speed.
//
// Thread safety: pure functions; commits made meanwhile are not looked at.
#ifndef COMITY_REGISTRY_STORE_VERIFY_H_
#define COMITY_REGISTRY_STORE_VERIFY_H_

#include <optional>

#include "absl/functional/function_ref.h"
#include "absl/status/status.h"
#include "absl/status/statusor.h"

#include "comity/registry/v1/registry_service.pb.h"
#include "registry/store/store.h"

namespace comity::registry {

// As Store::ReadLog.
using LogReader =
    absl::FunctionRef<absl::StatusOr<std::optional<v1::CommitPart>>(
        const LogPosition& from, size_t bytes_max)>;

// The whole log. DATA_LOSS (STORE_DAMAGED) names the first bad revision, in the
// message and as metadata `revision` of the ErrorInfo.
absl::Status VerifyChain(Store& store);

// The same over any reader, up to `head`.
absl::Status VerifyChain(LogReader read_log, const Head& head);

// The last commit only, resting on the digest stored for the one before: for a
// store that was verified whole when it was opened.
absl::Status VerifyHead(LogReader read_log, const Head& head);

}  // namespace comity::registry

#endif  // COMITY_REGISTRY_STORE_VERIFY_H_
