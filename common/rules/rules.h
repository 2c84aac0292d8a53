// The rules that depend on the register, one function a concern. Each adds what
// it finds to `violations`; the status is a failure of the view only.
//
// Those that read dates and orders REQUIRE a draft that is well formed and not
// a deletion. All read accepted events only, unless they say otherwise.
//
// Not thread-safe, as the overlay is not.
#ifndef COMITY_COMMON_RULES_RULES_H_
#define COMITY_COMMON_RULES_RULES_H_

#include <deque>
#include <vector>

#include "absl/status/status.h"
#include "absl/types/span.h"

#include "comity/model/v1/event.pb.h"
#include "comity/registry/v1/registry_service.pb.h"
#include "common/model/day.h"
#include "common/platform/error.h"
#include "common/rules/draft.h"
#include "common/rules/overlay.h"

namespace comity::rules {

// --- Of any draft.

// PRECONDITION_STALE.
absl::Status JudgePreconditions(const registry::v1::CommitRequest& request,
                                Overlay& overlay,
                                platform::Violations& violations);

// PARENT_MISSING, REFERENCE_UNRESOLVED, REFERENCE_KIND, and REFERENCE_CYCLE for
// what refers to itself. Of a stored event that the commit leaves alone, only
// references to what the commit deletes are looked at: the others resolved
// before and still do.
absl::Status JudgeReferences(const Draft& draft, Overlay& overlay,
                             platform::Violations& violations);

// RECORD_REFERENCED, of a draft that is a deletion.
absl::Status JudgeDeletion(const Draft& draft, Overlay& overlay,
                           platform::Violations& violations);

// REFERENCE_CYCLE among topics, over all drafts.
absl::Status JudgeTopicCycles(Overlay& overlay,
                              platform::Violations& violations);

// CODE_SHARED, over all drafts.
absl::Status JudgeCodes(Overlay& overlay, platform::Violations& violations);

// --- Of one dossier by itself; nothing for drafts of other kinds.

// ORDER_IMPOSSIBLE (in the canonical view and in each source's own) and
// FOLD_ILLEGAL.
void JudgeMembership(const Draft& draft, platform::Violations& violations);

// OFFICE_OCCUPIED, STEP_OUT_OF_ORDER, ORDER_IMPOSSIBLE.
void JudgeOfficeHolders(const Draft& draft, platform::Violations& violations);

// PARTY_NOT_JOINED, STEP_OUT_OF_ORDER, ORDER_IMPOSSIBLE, OUTSIDE_LIFETIME.
void JudgeInstrument(const Draft& draft, platform::Violations& violations);

// STEP_OUT_OF_ORDER and ORDER_IMPOSSIBLE in the lives of states,
// organizations, institutions, proposals and positions.
void JudgeSteps(const Draft& draft, platform::Violations& violations);

// --- Of a dossier beside others.

// OUTSIDE_LIFETIME.
absl::Status JudgeLifetimes(const Draft& draft, Overlay& overlay,
                            platform::Violations& violations);

// OUTSIDE_COVERAGE, of status-bearing events of any standing.
absl::Status JudgeCoverage(const Draft& draft, Overlay& overlay,
                           platform::Violations& violations);

// Stored records that the commit leaves alone, but that rest on something that
// it changes: on the lifetime of a state or organization, on the coverage of a
// source. JudgeLifetimes and JudgeCoverage must hold for them too; what is
// broken is reported at the change to blame.
absl::StatusOr<std::deque<Draft>> FindBystanders(Overlay& overlay);

// --- Shared by the above.

// Some events of a draft, and where they stand in it.
struct EventSelection {
  std::vector<const model::v1::Event*> events;
  std::vector<int> indexes;

  void Add(const model::v1::Event& event, int index) {
    events.push_back(&event);
    indexes.push_back(index);
  }
  size_t size() const { return events.size(); }
};

EventSelection AcceptedOf(const Draft& draft);

// The bounds of the event's date; of one that does not parse, all days.
model::DayRange BoundsOf(const model::v1::Event& event);

// ORDER_IMPOSSIBLE where the dates of the selection contradict its order.
void JudgeOrder(const Draft& draft, const EventSelection& selection,
                platform::Violations& violations);

}  // namespace comity::rules

#endif  // COMITY_COMMON_RULES_RULES_H_
