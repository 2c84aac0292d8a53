// The story of one membership: an order that can be, and a fold that is legal.
#include "common/model/membership_rules.h"

#include <map>
#include <string>

#include "absl/strings/str_cat.h"

#include "common/model/errors.h"
#include "common/model/fold.h"
#include "common/model/record_access.h"
#include "common/rules/rules.h"

namespace comity::rules {
namespace {

using model::v1::Event;
using platform::Violations;

EventSelection StatusBearing(const EventSelection& selection) {
  EventSelection bearing;
  for (size_t i = 0; i < selection.size(); ++i) {
    if (model::BearsStatus(*selection.events[i])) {
      bearing.Add(*selection.events[i], selection.indexes[i]);
    }
  }
  return bearing;
}

// A source's own view: what it supports, whatever the standing.
struct SourceView {
  EventSelection events;
  bool all_accepted = true;
};

void JudgeSourceViews(const Draft& draft, Violations& violations) {
  std::map<absl::string_view, SourceView> views;
  const model::EventList& events = model::EventsOf(*draft.after);
  for (int i = 0; i < events.size(); ++i) {
    if (!model::BearsStatus(events[i])) continue;
    for (const model::v1::Citation& citation : events[i].citations()) {
      if (!model::Supports(citation)) continue;
      SourceView& view = views[citation.source()];
      // Cited twice for one event, a source still says it once.
      if (!view.events.indexes.empty() && view.events.indexes.back() == i) {
        continue;
      }
      view.events.Add(events[i], i);
      view.all_accepted &= model::IsAccepted(events[i]);
    }
  }
  for (const auto& [source, view] : views) {
    // A part of the canonical view, which is judged already.
    if (!view.all_accepted) JudgeOrder(draft, view.events, violations);
  }
}

}  // namespace

void JudgeMembership(const Draft& draft, Violations& violations) {
  if (!draft.after->has_membership()) return;
  const EventSelection accepted = StatusBearing(AcceptedOf(draft));
  JudgeOrder(draft, accepted, violations);
  model::JudgeMembershipFold(
      accepted.events, [&](size_t index, absl::string_view message) {
        draft.AddEventViolation(accepted.indexes[index], "",
                                model::v1::REASON_FOLD_ILLEGAL, message,
                                violations);
      });
  JudgeSourceViews(draft, violations);
}

}  // namespace comity::rules
