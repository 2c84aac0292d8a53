// Bounds of dates that stand in a causal order, tightened against each other
// (design.md, section 3). Memberships and offices both rest on it.
//
// Thread safety: pure functions over the caller's values.
#ifndef COMMON_MODEL_ORDERING_H_
#define COMMON_MODEL_ORDERING_H_

#include <cstddef>
#include <optional>
#include <vector>

#include "absl/types/span.h"

#include "common/model/day.h"

namespace comity::model {

// What to do when the dates contradict the order of the list.
enum class OrderPolicy {
  kRefuse,
  // Sort by earliest, then by latest day, keeping the order of equals. For
  // views that mix alternatives, which stand side by side in one list and were
  // never claimed to follow each other.
  kSortByEarliest,
};

// Two places of a list that contradict each other: the later one is certainly
// before the earlier one.
struct OrderConflict {
  size_t earlier = 0;
  size_t later = 0;

  friend constexpr bool operator==(const OrderConflict&,
                                   const OrderConflict&) = default;
};

// The first contradiction, or nothing: for each place its nearest rival is the
// one before it that can be no earlier than any other.
std::optional<OrderConflict> FindOrderConflict(
    absl::Span<const DayRange> bounds);

// lo_i = max(lo_i, lo_{i-1}), hi_i = min(hi_i, hi_{i+1}): afterwards both ends
// rise along the list. REQUIRES: FindOrderConflict gives nothing.
void Tighten(absl::Span<DayRange> bounds);

// Places in the order by earliest, then latest day; equals keep theirs. In that
// order there is never a conflict.
std::vector<size_t> SortedByEarliest(absl::Span<const DayRange> bounds);

// Places of a list of events, -1 standing for "before the first".
struct IndexRange {
  int first = -1;
  int last = -1;

  friend constexpr bool operator==(const IndexRange&,
                                   const IndexRange&) = default;
};

// Which events may be the newest one on a day: event i may, if it can have
// happened by then and the next one can still be to come. REQUIRES: `bounds`
// were tightened. Two binary searches; first <= last always.
//
// The set is exact: for each i in it there is a choice of days, one in each
// event's bounds and in the list's order, by which i is the newest on that day.
// Choose lo for all up to i and hi for all after it.
IndexRange PossibleAt(absl::Span<const DayRange> bounds, Day day);

}  // namespace comity::model

#endif  // COMMON_MODEL_ORDERING_H_
