#include "cli/import/merge.h"

#include <algorithm>

#include "common/model/record_access.h"

namespace comity::cli {

model::v1::Record KeepForeignEvents(model::v1::Record wanted,
                                    const model::v1::Record& stored,
                                    const std::set<std::string>& owned) {
  auto* events = model::MutableEventsOf(wanted);
  if (events == nullptr) return wanted;
  std::set<std::string> ids;
  for (const auto& event : *events) ids.insert(event.id());
  for (const auto& event : model::EventsOf(stored)) {
    const bool is_own =
        std::all_of(event.citations().begin(), event.citations().end(),
                    [&](const auto& citation) {
                      return owned.contains(citation.source());
                    });
    if (!is_own && !ids.contains(event.id())) *events->Add() = event;
  }
  return wanted;
}

}  // namespace comity::cli
