#include "query/answer/tools.h"

#include <algorithm>

namespace comity::query {

std::vector<const model::v1::Event*> Only(
    const std::vector<const model::v1::Event*>& events,
    std::initializer_list<model::v1::Event::PayloadCase> payloads) {
  std::vector<const model::v1::Event*> picked;
  for (const model::v1::Event* event : events) {
    if (std::find(payloads.begin(), payloads.end(), event->payload_case()) !=
        payloads.end()) {
      picked.push_back(event);
    }
  }
  return picked;
}

}  // namespace comity::query
