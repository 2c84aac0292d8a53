// The stretches of equal state that a list of ordered events may be in on the
// days asked: what a membership, a mandate or an office was, and for how long.
//
// A stretch goes from the event it begins with to the event that ends it. Its
// bounds follow from theirs (design.md, section 3): with the first event's
// bounds [lo, hi] and the ending one's [lo', hi'], it may hold on the days
// [lo, hi' - 1], and certainly holds on the days [hi, lo' - 1].
//
// Thread safety: pure functions.
#ifndef COMMON_MODEL_STRETCHES_H_
#define COMMON_MODEL_STRETCHES_H_

#include "absl/functional/function_ref.h"
#include "absl/types/span.h"

#include "common/model/day.h"
#include "common/model/edtf.h"
#include "common/model/fold.h"
#include "common/model/ordering.h"

namespace comity::model {

struct Stretch {
  // Places in the list, all of one state, or never passed on any day since the
  // next event falls on the same one. A suspension that ended on its day thus
  // does not break a membership.
  IndexRange places;
  // The last place of it that bears the state.
  int bearing = -1;
  // Whether it holds on at least one of the days asked, and on all of them.
  Certainty at_some_time = Certainty::kNone;
  Certainty throughout = Certainty::kNone;
};

// Visits each stretch that may hold on one of the days, in the order of the
// events; there is at least one. `same` says whether the state from one place
// on is that from another on; places go from -1 to bounds.size() - 1. Does not
// allocate. REQUIRES: `bounds` were tightened; days.first <= days.last.
void ForEachStretch(absl::Span<const DayRange> bounds, DayRange days,
                    absl::FunctionRef<bool(int, int)> same,
                    absl::FunctionRef<void(const Stretch&)> visitor);

// The stretches of equal status of a membership.
void ForEachStretch(const MembershipTimeline& timeline, DayRange days,
                    absl::FunctionRef<void(const Stretch&)> visitor);

}  // namespace comity::model

#endif  // COMMON_MODEL_STRETCHES_H_
