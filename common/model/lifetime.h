// How long a state or organisation existed, as far as its events can tell.
//
// Thread safety: pure functions over values.
#ifndef COMMON_MODEL_LIFETIME_H_
#define COMMON_MODEL_LIFETIME_H_

#include <optional>

#include "comity/model/v1/record.pb.h"
#include "common/model/day.h"
#include "common/model/edtf.h"

namespace comity::model {

// Absent where no event says so; the first two also where its date is unknown
// on that side.
struct Lifetime {
  // The first day on which it may have existed.
  std::optional<Day> certain_not_before;
  // The last day on which it may have existed.
  std::optional<Day> certain_not_after;
  // The first and the last day on which it certainly existed: absent first,
  // nobody says when it began; absent last, it goes on.
  std::optional<Day> certain_from;
  std::optional<Day> certain_until;

  // Whether something whose day is in `bounds` was certainly before or after.
  bool CertainlyBefore(DayRange bounds) const {
    return certain_not_before.has_value() && bounds.last < *certain_not_before;
  }
  bool CertainlyAfter(DayRange bounds) const {
    return certain_not_after.has_value() && bounds.first > *certain_not_after;
  }

  // How firmly it existed at some time of the days, for the complement of a
  // set: where nobody says when it began, it counts as having been there.
  Certainty During(DayRange days) const {
    if (CertainlyBefore(days) || CertainlyAfter(days)) return Certainty::kNone;
    const bool begun = !certain_from.has_value() || *certain_from <= days.last;
    const bool goes_on =
        !certain_until.has_value() || *certain_until >= days.first;
    return begun && goes_on ? Certainty::kCertain : Certainty::kPossible;
  }
};

// From the accepted FOUNDED, SUCCEEDED_BY and DISSOLVED events of a state or
// organisation; of any other record, or without such events: no bounds. Of
// several foundings the earliest counts, of several endings the latest; one
// founded anew after its end has no end. Dates that do not parse are passed
// over: judging them is the commit rules' business.
Lifetime LifetimeOf(const v1::Record& record);

}  // namespace comity::model

#endif  // COMMON_MODEL_LIFETIME_H_
