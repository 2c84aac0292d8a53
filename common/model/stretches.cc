#include "common/model/stretches.h"

#include <algorithm>
#include <limits>

namespace comity::model {
namespace {

using Bounds = absl::Span<const DayRange>;
using Same = absl::FunctionRef<bool(int, int)>;

// What lies before the first event has always been; what lies after the last
// one goes on.
constexpr DayRange kAlways = {Day(std::numeric_limits<int32_t>::min() + 1),
                              Day(std::numeric_limits<int32_t>::min() + 1)};
constexpr DayRange kNever = {Day(std::numeric_limits<int32_t>::max()),
                             Day(std::numeric_limits<int32_t>::max())};

int SizeOf(Bounds bounds) { return static_cast<int>(bounds.size()); }

DayRange BoundsOf(Bounds bounds, int place) {
  if (place < 0) return kAlways;
  return place < SizeOf(bounds) ? bounds[static_cast<size_t>(place)] : kNever;
}

// Whether no day can end at this place: the next event is on the same day.
bool NeverPassed(Bounds bounds, int place) {
  return BoundsOf(bounds, place).first >= BoundsOf(bounds, place + 1).last;
}

Certainty Graded(bool certain, bool possible) {
  if (certain) return Certainty::kCertain;
  return possible ? Certainty::kPossible : Certainty::kNone;
}

bool Overlap(DayRange a, DayRange b) {
  return std::max(a.first, b.first) <= std::min(a.last, b.last);
}

bool Contains(DayRange outer, DayRange inner) {
  return outer.first <= inner.first && inner.last <= outer.last;
}

// How far the state of a place goes on in one direction (-1 or +1). It goes on
// across places that no day ends at, if it is resumed at one where a day can.
int EndOf(Bounds bounds, Same same, int place, int direction) {
  int end = place;
  for (int i = place + direction; i >= -1 && i < SizeOf(bounds);
       i += direction) {
    const bool passed = !NeverPassed(bounds, i);
    if (same(i, place) && (passed || i == end + direction)) {
      end = i;
    } else if (passed) {
      break;
    }
  }
  return end;
}

// The stretch around a place that some day asked may end at.
Stretch StretchAround(Bounds bounds, Same same, int place, DayRange days) {
  Stretch stretch;
  stretch.bearing = place;
  stretch.places = {EndOf(bounds, same, place, -1),
                    EndOf(bounds, same, place, +1)};
  const DayRange begin = BoundsOf(bounds, stretch.places.first);
  const DayRange end = BoundsOf(bounds, stretch.places.last + 1);
  const DayRange possible = {begin.first, end.last.Previous()};
  const DayRange certain = {begin.last, end.first.Previous()};
  stretch.at_some_time =
      Graded(Overlap(certain, days), Overlap(possible, days));
  stretch.throughout =
      Graded(Contains(certain, days), Contains(possible, days));
  return stretch;
}

}  // namespace

void ForEachStretch(Bounds bounds, DayRange days, Same same,
                    absl::FunctionRef<void(const Stretch&)> visitor) {
  const int first = PossibleAt(bounds, days.first).first;
  const int last = PossibleAt(bounds, days.last).last;
  for (int place = first; place <= last; ++place) {
    if (NeverPassed(bounds, place)) continue;
    Stretch stretch = StretchAround(bounds, same, place, days);
    // The last place that a day asked may end at bears the state in use.
    for (int i = place; i <= std::min(last, stretch.places.last); ++i) {
      if (same(i, place)) stretch.bearing = i;
    }
    visitor(stretch);
    place = stretch.places.last;
  }
}

void ForEachStretch(const MembershipTimeline& timeline, DayRange days,
                    absl::FunctionRef<void(const Stretch&)> visitor) {
  ForEachStretch(
      timeline.bounds(), days,
      [&timeline](int a, int b) {
        return timeline.outcome(a).SameStatus(timeline.outcome(b));
      },
      visitor);
}

}  // namespace comity::model
