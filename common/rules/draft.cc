#include "common/rules/draft.h"

#include <utility>

#include "absl/strings/str_cat.h"

#include "common/model/errors.h"
#include "common/model/record_access.h"

namespace comity::rules {

std::string Draft::FieldPath(absl::string_view field) const {
  if (!put || !after.has_value()) return path;
  const std::optional<model::Kind> kind = model::KindOfBody(*after);
  if (!kind.has_value()) return path;
  return absl::StrCat(path, ".", model::KindWord(*kind), ".", field);
}

std::string Draft::EventPath(int event) const {
  const EventOrigin& origin = origins[static_cast<size_t>(event)];
  switch (origin.source) {
    case EventOrigin::Source::kStored:
      return path;
    case EventOrigin::Source::kPut:
      return FieldPath(absl::StrCat("events[", origin.index, "]"));
    case EventOrigin::Source::kAppended:
      return absl::StrCat(list, "[", origin.change, "].append_events.events[",
                          origin.index, "]");
    case EventOrigin::Source::kAmended:
      return absl::StrCat(list, "[", origin.change, "].amend_event.event");
  }
  return path;
}

void Draft::AddEventViolation(int event, absl::string_view field,
                              model::v1::Reason reason,
                              absl::string_view message,
                              platform::Violations& violations) const {
  const EventOrigin& origin = origins[static_cast<size_t>(event)];
  if (origin.source == EventOrigin::Source::kStored) {
    const model::v1::Event& stored = model::EventsOf(*after)[event];
    violations.Add(reason, path,
                   absl::StrCat(model::Quoted(name), " event ",
                                model::NameOfEvent(stored), ": ", message));
    return;
  }
  violations.Add(
      reason, absl::StrCat(EventPath(event), field.empty() ? "" : ".", field),
      message);
}

Draft& Drafts::Add(std::string name) {
  by_name_.emplace(name, drafts_.size());
  drafts_.emplace_back();
  drafts_.back().name = std::move(name);
  return drafts_.back();
}

Draft* Drafts::Find(absl::string_view name) {
  const auto found = by_name_.find(name);
  return found == by_name_.end() ? nullptr : &drafts_[found->second];
}

const Draft* Drafts::Find(absl::string_view name) const {
  const auto found = by_name_.find(name);
  return found == by_name_.end() ? nullptr : &drafts_[found->second];
}

}  // namespace comity::rules
