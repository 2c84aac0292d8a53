#include "query/answer/stretches.h"

#include <algorithm>
#include <limits>

namespace comity::query {
namespace {

using model::Certainty;
using model::Day;
using model::DayRange;
using model::MembershipTimeline;

// What lies before the first event has always been; what lies after the last
// one goes on.
constexpr DayRange kAlways = {Day(std::numeric_limits<int32_t>::min() + 1),
                              Day(std::numeric_limits<int32_t>::min() + 1)};
constexpr DayRange kNever = {Day(std::numeric_limits<int32_t>::max()),
                             Day(std::numeric_limits<int32_t>::max())};

DayRange BoundsOf(const MembershipTimeline& timeline, int place) {
  if (place < 0) return kAlways;
  return place < timeline.size() ? timeline.bounds(place) : kNever;
}

// Whether no day can end at this place: the next event is on the same day.
bool NeverPassed(const MembershipTimeline& timeline, int place) {
  return BoundsOf(timeline, place).first >= BoundsOf(timeline, place + 1).last;
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

// How far the status of a place goes on in one direction (-1 or +1). It goes on
// across places that no day ends at, if it is resumed at one where a day can.
int EndOf(const MembershipTimeline& timeline, int place, int direction) {
  const model::Outcome& held = timeline.outcome(place);
  int end = place;
  for (int i = place + direction; i >= -1 && i < timeline.size();
       i += direction) {
    const bool same = timeline.outcome(i).SameStatus(held);
    const bool passed = !NeverPassed(timeline, i);
    if (same && (passed || i == end + direction)) {
      end = i;
    } else if (passed) {
      break;
    }
  }
  return end;
}

// The stretch around a place that some day asked may end at.
Stretch StretchAround(const MembershipTimeline& timeline, int place,
                      DayRange days) {
  Stretch stretch;
  stretch.bearing = place;
  stretch.places = {EndOf(timeline, place, -1), EndOf(timeline, place, +1)};
  const DayRange begin = BoundsOf(timeline, stretch.places.first);
  const DayRange end = BoundsOf(timeline, stretch.places.last + 1);
  const DayRange possible = {begin.first, end.last.Previous()};
  const DayRange certain = {begin.last, end.first.Previous()};
  stretch.at_some_time =
      Graded(Overlap(certain, days), Overlap(possible, days));
  stretch.throughout =
      Graded(Contains(certain, days), Contains(possible, days));
  return stretch;
}

}  // namespace

void ForEachStretch(const MembershipTimeline& timeline, DayRange days,
                    absl::FunctionRef<void(const Stretch&)> visitor) {
  const int first = timeline.At(days.first).possible.first;
  const int last = timeline.At(days.last).possible.last;
  for (int place = first; place <= last; ++place) {
    if (NeverPassed(timeline, place)) continue;
    Stretch stretch = StretchAround(timeline, place, days);
    // The last place that a day asked may end at bears the title in use.
    for (int i = place; i <= std::min(last, stretch.places.last); ++i) {
      if (timeline.outcome(i).SameStatus(timeline.outcome(place))) {
        stretch.bearing = i;
      }
    }
    visitor(stretch);
    place = stretch.places.last;
  }
}

}  // namespace comity::query
