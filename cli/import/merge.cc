#include "cli/import/merge.h"

#include <algorithm>
#include <map>
#include <string>
#include <utility>

#include "common/model/record_access.h"

namespace comity::cli {

bool IsOwn(const model::v1::Event& event, const std::set<std::string>& owned) {
  return std::all_of(
      event.citations().begin(), event.citations().end(),
      [&](const auto& citation) { return owned.contains(citation.source()); });
}

namespace {

// Adds the citations of others that `stored` has and the event has not.
void KeepCitations(const model::v1::Event& stored,
                   const std::set<std::string>& owned,
                   model::v1::Event& event) {
  for (const auto& citation : stored.citations()) {
    const auto& has = event.citations();
    const bool known =
        std::any_of(has.begin(), has.end(), [&](const auto& other) {
          return other.source() == citation.source() &&
                 other.locator() == citation.locator();
        });
    if (!known && !owned.contains(citation.source())) {
      *event.add_citations() = citation;
    }
  }
}

}  // namespace

model::v1::Record ReplaceOwnEvents(model::v1::Record wanted,
                                   const model::v1::Record& stored,
                                   const std::set<std::string>& owned) {
  auto* events = model::MutableEventsOf(wanted);
  if (events == nullptr) return wanted;
  std::map<std::string, model::v1::Event*> by_id;
  for (auto& event : *events) by_id.emplace(event.id(), &event);
  for (const auto& event : model::EventsOf(stored)) {
    const auto it = by_id.find(event.id());
    if (it != by_id.end()) KeepCitations(event, owned, *it->second);
  }
  model::EventList merged;
  bool placed = false;
  const auto place_own = [&] {
    if (!placed) merged.MergeFrom(*events);
    placed = true;
  };
  for (const auto& event : model::EventsOf(stored)) {
    if (IsOwn(event, owned) || by_id.contains(event.id())) {
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
