#include "common/model/lifetime.h"

#include <algorithm>

#include "common/model/edtf.h"
#include "common/model/record_access.h"

namespace comity::model {

Lifetime LifetimeOf(const v1::Record& record) {
  // A bound at the calendar's end says nothing, and is left out below.
  std::optional<Day> begin;
  std::optional<Day> end;
  for (const v1::Event& event : EventsOf(record)) {
    if (!IsAccepted(event)) continue;
    const bool founds = event.has_founded();
    if (!founds && !event.has_succeeded_by() && !event.has_dissolved())
      continue;
    const absl::StatusOr<Date> date = Date::Parse(event.date());
    if (!date.ok()) continue;
    if (founds) {
      begin = std::min(begin.value_or(kMaxDay), date->earliest());
      end.reset();
    } else {
      end = std::max(end.value_or(kMinDay), date->latest());
    }
  }
  Lifetime lifetime;
  if (begin.has_value() && *begin > kMinDay)
    lifetime.certain_not_before = begin;
  if (end.has_value() && *end < kMaxDay) lifetime.certain_not_after = end;
  return lifetime;
}

}  // namespace comity::model
