// A version of a membership with its canonical timeline, folded once when it
// came in, so that a question about a day is a binary search.
#ifndef COMITY_QUERY_INDEX_COMPILED_MEMBERSHIP_H_
#define COMITY_QUERY_INDEX_COMPILED_MEMBERSHIP_H_

#include <memory>
#include <vector>

#include "absl/status/statusor.h"

#include "comity/model/v1/record.pb.h"
#include "common/model/fold.h"

namespace comity::query {

// The canonical view of one version of a membership. The timeline's indexes are
// places in `events`, which lie in the record. Immutable.
struct CompiledMembership {
  std::vector<const model::v1::Event*> events;
  model::MembershipTimeline timeline;
  // Whether any event, accepted or not, tells of a succession.
  bool succession = false;
};

// The record must outlive the result. Fails as MembershipTimeline::Build.
absl::StatusOr<std::unique_ptr<const CompiledMembership>> CompileMembership(
    const model::v1::Record& record);

}  // namespace comity::query

#endif  // COMITY_QUERY_INDEX_COMPILED_MEMBERSHIP_H_
