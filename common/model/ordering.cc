#include "common/model/ordering.h"

#include <algorithm>
#include <numeric>

namespace comity::model {

std::optional<OrderConflict> FindOrderConflict(
    absl::Span<const DayRange> bounds) {
  size_t rival = 0;
  for (size_t i = 1; i < bounds.size(); ++i) {
    if (bounds[rival].first > bounds[i].last) return OrderConflict{rival, i};
    if (bounds[i].first > bounds[rival].first) rival = i;
  }
  return std::nullopt;
}

void Tighten(absl::Span<DayRange> bounds) {
  for (size_t i = 1; i < bounds.size(); ++i) {
    bounds[i].first = std::max(bounds[i].first, bounds[i - 1].first);
  }
  for (size_t i = bounds.size(); i-- > 1;) {
    bounds[i - 1].last = std::min(bounds[i - 1].last, bounds[i].last);
  }
}

std::vector<size_t> SortedByEarliest(absl::Span<const DayRange> bounds) {
  std::vector<size_t> order(bounds.size());
  std::iota(order.begin(), order.end(), size_t{0});
  std::stable_sort(order.begin(), order.end(), [bounds](size_t a, size_t b) {
    if (bounds[a].first != bounds[b].first) {
      return bounds[a].first < bounds[b].first;
    }
    return bounds[a].last < bounds[b].last;
  });
  return order;
}

IndexRange PossibleAt(absl::Span<const DayRange> bounds, Day day) {
  // Event i is the newest at the earliest once all before it have certainly
  // happened: all events with hi <= day have, and the last of these is first.
  const auto done = std::partition_point(
      bounds.begin(), bounds.end(),
      [day](const DayRange& range) { return range.last <= day; });
  const auto begun = std::partition_point(
      done, bounds.end(),
      [day](const DayRange& range) { return range.first <= day; });
  return {static_cast<int>(done - bounds.begin()) - 1,
          static_cast<int>(begun - bounds.begin()) - 1};
}

}  // namespace comity::model
