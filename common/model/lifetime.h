// How long a state or organisation certainly did not exist yet, or any more.
//
// Thread safety: pure functions over values.
#ifndef COMMON_MODEL_LIFETIME_H_
#define COMMON_MODEL_LIFETIME_H_

#include <optional>

#include "comity/model/v1/record.pb.h"
#include "common/model/day.h"

namespace comity::model {

// Absent where nothing is said, or the date is unknown on that side.
struct Lifetime {
  // The first day on which it may have existed.
  std::optional<Day> certain_not_before;
  // The last day on which it may have existed.
  std::optional<Day> certain_not_after;

  // Whether something whose day is in `bounds` was certainly before or after.
  bool CertainlyBefore(DayRange bounds) const {
    return certain_not_before.has_value() && bounds.last < *certain_not_before;
  }
  bool CertainlyAfter(DayRange bounds) const {
    return certain_not_after.has_value() && bounds.first > *certain_not_after;
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
