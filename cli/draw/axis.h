// The axis of a chart: where its days lie, and which of them are named.
//
// Thread safety: values and pure functions.
#ifndef COMITY_CLI_DRAW_AXIS_H_
#define COMITY_CLI_DRAW_AXIS_H_

#include <string>
#include <vector>

#include "common/model/day.h"

namespace comity::cli {

// Days laid out from 0 to `length`, in the unit of the picture.
class Scale {
 public:
  // REQUIRES: axis.first <= axis.last, length > 0.
  Scale(model::DayRange axis, double length);

  // Where the day begins; days off the axis are held at its ends.
  double Begin(model::Day day) const;
  // Where it ends: where the next begins.
  double End(model::Day day) const;
  double Middle(model::Day day) const { return (Begin(day) + End(day)) / 2; }

 private:
  const model::DayRange axis_;
  const double length_;
};

struct Tick {
  model::Day day;     // the first day of a year or month
  std::string label;  // "2004", or "2004-05" where months are told apart
};

// Ticks on round dates, as many as fit: no more than `count_max`, and evenly
// apart (1, 3 or 6 months; 1, 2, 5, 10, 20, 50, 100… years). At least the
// axis' first day, if nothing round lies on it. REQUIRES: count_max >= 1.
std::vector<Tick> TicksOf(model::DayRange axis, int count_max);

}  // namespace comity::cli

#endif  // COMITY_CLI_DRAW_AXIS_H_
