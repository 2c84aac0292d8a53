// What several rules need of events.
#include "absl/strings/str_cat.h"

#include "common/model/edtf.h"
#include "common/model/ordering.h"
#include "common/model/record_access.h"
#include "common/rules/rules.h"

namespace comity::rules {

using model::v1::Event;

EventSelection AcceptedOf(const Draft& draft) {
  EventSelection accepted;
  const model::EventList& events = model::EventsOf(*draft.after);
  for (int i = 0; i < events.size(); ++i) {
    if (model::IsAccepted(events[i])) accepted.Add(events[i], i);
  }
  return accepted;
}

model::DayRange BoundsOf(const Event& event) {
  const absl::StatusOr<model::Date> date = model::Date::Parse(event.date());
  return date.ok() ? date->bounds() : model::DayRange();
}

void JudgeOrder(const Draft& draft, const EventSelection& selection,
                platform::Violations& violations) {
  std::vector<model::DayRange> bounds;
  bounds.reserve(selection.size());
  for (const Event* event : selection.events)
    bounds.push_back(BoundsOf(*event));
  const auto conflict = model::FindOrderConflict(bounds);
  if (!conflict.has_value()) return;
  draft.AddEventViolation(
      selection.indexes[conflict->later], "",
      model::v1::REASON_ORDER_IMPOSSIBLE,
      absl::StrCat(model::NameOfEvent(*selection.events[conflict->later]),
                   " cannot follow ",
                   model::NameOfEvent(*selection.events[conflict->earlier])),
      violations);
}

}  // namespace comity::rules
