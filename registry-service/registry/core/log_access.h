// Small reads of the log that several parts of the core need.
//
// Thread safety: as the store's. May block.
#ifndef COMITY_REGISTRY_CORE_LOG_ACCESS_H_
#define COMITY_REGISTRY_CORE_LOG_ACCESS_H_

#include <cstddef>
#include <cstdint>
#include <string>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"

#include "comity/registry/v1/registry_service.pb.h"
#include "registry/store/store.h"

namespace comity::registry {

// As Store::ReadLog for a commit that must be there: a hole in the log is
// DATA_LOSS (STORE_DAMAGED).
absl::StatusOr<v1::CommitPart> ReadPart(Store& store, const LogPosition& from,
                                        std::size_t bytes_max);

// The chain's digest at a revision; for revision 0 the one that the chain
// starts from.
absl::StatusOr<std::string> DigestAt(Store& store,
                                     absl::string_view registry_id,
                                     int64_t revision);

// OUT_OF_RANGE with REASON_REVISION_IN_FUTURE, naming `field`.
absl::Status RevisionInFuture(absl::string_view field, int64_t asked,
                              int64_t newest);

// INVALID_ARGUMENT with REASON_FIELD_INVALID, naming `field`.
absl::Status FieldInvalid(absl::string_view field,
                          absl::string_view description);

// OK unless `epoch` is another one than the registry's: FAILED_PRECONDITION
// with REASON_EPOCH_MISMATCH, naming `field`.
absl::Status CheckEpoch(absl::string_view field, absl::string_view epoch,
                        const Head& head);

}  // namespace comity::registry

#endif  // COMITY_REGISTRY_CORE_LOG_ACCESS_H_
