// The stretches of equal status that a timeline may be in on the days asked.
//
// A stretch goes from the event it begins with to the event that ends it. Its
// bounds follow from theirs (design.md, section 3): with the first event's
// bounds [lo, hi] and the ending one's [lo', hi'], it may hold on the days
// [lo, hi' - 1], and certainly holds on the days [hi, lo' - 1].
//
// Thread safety: pure functions.
#ifndef COMITY_QUERY_ANSWER_STRETCHES_H_
#define COMITY_QUERY_ANSWER_STRETCHES_H_

#include "absl/functional/function_ref.h"

#include "common/model/day.h"
#include "common/model/edtf.h"
#include "common/model/fold.h"

namespace comity::query {

struct Stretch {
  // Places in the timeline, all of one status, or never passed on any day
  // since the next event falls on the same one. A suspension that ended on its
  // day thus does not break a membership.
  model::IndexRange places;
  // The last place of it that bears the status.
  int bearing = -1;
  // Whether it holds on at least one of the days asked, and on all of them.
  model::Certainty at_some_time = model::Certainty::kNone;
  model::Certainty throughout = model::Certainty::kNone;
};

// Visits each stretch that may hold on one of the days, in the order of the
// events; there is at least one. Does not allocate. REQUIRES: first <= last.
void ForEachStretch(const model::MembershipTimeline& timeline,
                    model::DayRange days,
                    absl::FunctionRef<void(const Stretch&)> visitor);

}  // namespace comity::query

#endif  // COMITY_QUERY_ANSWER_STRETCHES_H_
