#include "common/model/lifetime.h"

#include <algorithm>

#include "common/model/edtf.h"
#include "common/model/record_access.h"

namespace comity::model {

Lifetime LifetimeOf(const v1::Record& record) {
  std::optional<DayRange> begin;
  std::optional<DayRange> end;
  for (const v1::Event& event : EventsOf(record)) {
    if (!IsAccepted(event)) continue;
    const bool founds = event.has_founded();
    if (!founds && !event.has_succeeded_by() && !event.has_dissolved())
      continue;
    const absl::StatusOr<Date> date = Date::Parse(event.date());
    if (!date.ok()) continue;
    if (founds) {
      if (!begin.has_value() || date->earliest() < begin->first) {
        begin = date->bounds();
      }
      end.reset();
    } else if (!end.has_value() || date->latest() > end->last) {
      end = date->bounds();
    }
  }
  Lifetime lifetime;
  if (begin.has_value()) {
    if (begin->first > kMinDay) lifetime.certain_not_before = begin->first;
    lifetime.certain_from = begin->last;
  }
  if (end.has_value()) {
    if (end->last < kMaxDay) lifetime.certain_not_after = end->last;
    lifetime.certain_until = end->first;
  }
  return lifetime;
}

}  // namespace comity::model
