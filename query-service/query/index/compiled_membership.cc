#include "query/index/compiled_membership.h"

#include "common/model/view.h"
#include "common/platform/status_macros.h"

namespace comity::query {

absl::StatusOr<std::unique_ptr<const CompiledMembership>> CompileMembership(
    const model::v1::Record& record) {
  auto compiled = std::make_unique<CompiledMembership>();
  for (const model::v1::Event& event : record.membership().events()) {
    compiled->succession |=
        event.has_continued_by() || event.has_ended_by_succession();
  }
  compiled->events = model::AcceptedEvents(record.membership().events());
  COMITY_ASSIGN_OR_RETURN(compiled->timeline,
                          model::MembershipTimeline::Build(
                              compiled->events, model::View{}.order_policy()));
  return compiled;
}

}  // namespace comity::query
