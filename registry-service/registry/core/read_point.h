// As of which revision a read is answered.
//
// Thread safety: as the store's. May block.
#ifndef COMITY_REGISTRY_CORE_READ_POINT_H_
#define COMITY_REGISTRY_CORE_READ_POINT_H_

#include <cstdint>

#include "absl/status/statusor.h"

#include "comity/registry/v1/registry_service.pb.h"
#include "registry/core/commit_clock.h"
#include "registry/store/store.h"

namespace comity::registry {

// The revision that `at` names, between 0 and the head's; 0 only when nothing
// was asked for and there is no commit yet.
//
// A time that a commit may still come before is refused with
// REASON_REVISION_IN_FUTURE, since the same read would then not give the same
// answer (R5): see CommitClock. A time before the first commit is
// REASON_REVISION_GONE.
absl::StatusOr<int64_t> ResolveReadPoint(const v1::ReadPoint& at,
                                         const Head& head, Store& store,
                                         CommitClock& commit_clock);

}  // namespace comity::registry

#endif  // COMITY_REGISTRY_CORE_READ_POINT_H_
