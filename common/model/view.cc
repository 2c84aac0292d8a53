#include "common/model/view.h"

#include <algorithm>

#include "common/model/edtf.h"

namespace comity::model {

std::optional<Day> PublishedBy(const v1::Source& source) {
  const absl::StatusOr<Date> date = Date::Parse(source.published());
  if (!date.ok() || date->unknown()) return std::nullopt;
  return date->latest();
}

bool Selects(const View& view, const v1::Event& event,
             PublishedByResolver resolver) {
  if (view.sources.empty() && !IsAccepted(event)) return false;
  if (view.canonical()) return true;
  // Only a hypothesis need not cite: it is the caller's own word.
  if (event.citations().empty()) return true;
  for (const v1::Citation& citation : event.citations()) {
    if (!Supports(citation)) continue;
    if (!view.sources.empty() &&
        std::find(view.sources.begin(), view.sources.end(),
                  citation.source()) == view.sources.end()) {
      continue;
    }
    if (!view.evidence_until.has_value()) return true;
    const std::optional<Day> published = resolver(citation.source());
    if (published.has_value() && *published <= *view.evidence_until)
      return true;
  }
  return false;
}

std::vector<const v1::Event*> SelectEvents(const EventList& events,
                                           const View& view,
                                           PublishedByResolver resolver) {
  std::vector<const v1::Event*> selected;
  selected.reserve(events.size());
  for (const v1::Event& event : events) {
    if (Selects(view, event, resolver)) selected.push_back(&event);
  }
  return selected;
}

std::vector<const v1::Event*> AcceptedEvents(const EventList& events) {
  return SelectEvents(events, View{},
                      [](absl::string_view) { return std::optional<Day>(); });
}

}  // namespace comity::model
