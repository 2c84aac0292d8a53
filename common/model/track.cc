#include "common/model/track.h"

#include <algorithm>
#include <utility>

namespace comity::model {

Track::Track(std::vector<const v1::Event*> events)
    : events_(std::move(events)) {
  const auto read = [this] {
    bounds_.clear();
    qualified_.clear();
    for (const v1::Event* event : events_) {
      const absl::StatusOr<Date> date = Date::Parse(event->date());
      bounds_.push_back(date.ok() ? date->bounds() : DayRange{});
      qualified_.push_back(date.ok() && date->qualified() ? 1 : 0);
    }
  };
  read();
  if (FindOrderConflict(bounds_).has_value()) {
    std::vector<const v1::Event*> sorted;
    sorted.reserve(events_.size());
    for (const size_t i : SortedByEarliest(bounds_)) {
      sorted.push_back(events_[i]);
    }
    events_ = std::move(sorted);
    read();
  }
  Tighten(absl::MakeSpan(bounds_));
}

bool Track::AnyQualified(IndexRange places) const {
  // A place is bounded by its own event and by the next one.
  const int first = std::max(places.first, 0);
  const int last = std::min(places.last + 1, size() - 1);
  for (int place = first; place <= last; ++place) {
    if (qualified_[static_cast<size_t>(place)] != 0) return true;
  }
  return false;
}

void Track::ForEachStretch(
    DayRange days, absl::FunctionRef<int(int place)> state,
    absl::FunctionRef<void(const Stretch&)> visitor) const {
  model::ForEachStretch(
      bounds_, days, [state](int a, int b) { return state(a) == state(b); },
      visitor);
}

Track::Firmness Track::During(DayRange days,
                              absl::FunctionRef<bool(int place)> holds) const {
  Firmness firmness;
  bool always = true;
  ForEachStretch(
      days, [holds](int place) { return holds(place) ? 1 : 0; },
      [&](const Stretch& stretch) {
        if (!holds(stretch.bearing)) {
          always = false;
          return;
        }
        firmness.at_some_time =
            std::max(firmness.at_some_time, stretch.at_some_time);
        firmness.throughout = std::max(firmness.throughout, stretch.throughout);
      });
  // Nothing else is possible on any of the days.
  if (always && firmness.at_some_time != Certainty::kNone) {
    return {Certainty::kCertain, Certainty::kCertain};
  }
  return firmness;
}

}  // namespace comity::model
