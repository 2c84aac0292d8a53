#include "cli/import/merge.h"

#include <algorithm>
#include <utility>

#include "common/model/record_access.h"

namespace comity::cli {

bool IsOwn(const model::v1::Event& event, const std::set<std::string>& owned) {
  return std::all_of(
      event.citations().begin(), event.citations().end(),
      [&](const auto& citation) { return owned.contains(citation.source()); });
}

model::v1::Record ReplaceOwnEvents(model::v1::Record wanted,
                                   const model::v1::Record& stored,
                                   const std::set<std::string>& owned) {
  auto* events = model::MutableEventsOf(wanted);
  if (events == nullptr) return wanted;
  std::set<std::string> ids;
  for (const auto& event : *events) ids.insert(event.id());
  model::EventList merged;
  bool placed = false;
  const auto place_own = [&] {
    if (!placed) merged.MergeFrom(*events);
    placed = true;
  };
  for (const auto& event : model::EventsOf(stored)) {
    if (IsOwn(event, owned) || ids.contains(event.id())) {
      place_own();
    } else {
      *merged.Add() = event;
    }
  }
  place_own();
  events->Swap(&merged);
  return wanted;
}

}  // namespace comity::cli
