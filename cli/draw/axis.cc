#include "cli/draw/axis.h"

#include <algorithm>
#include <cstdint>

#include "absl/strings/str_format.h"

namespace comity::cli {
namespace {

constexpr int kMonthsOfYear = 12;
constexpr int kSteps[] = {1,   3,    6,    12,   24,    60,    120,  240,
                          600, 1200, 2400, 6000, 12000, 24000, 60000};

// Months since the beginning of the calendar.
int64_t MonthOf(model::Day day) {
  const absl::CivilDay civil = day.ToCivil();
  return civil.year() * kMonthsOfYear + civil.month() - 1;
}

model::Day FirstOf(int64_t month) {
  return model::Day(absl::CivilDay(
      month / kMonthsOfYear, static_cast<int>(month % kMonthsOfYear) + 1, 1));
}

}  // namespace

Scale::Scale(model::DayRange axis, double length)
    : axis_(axis), length_(length) {}

double Scale::Begin(model::Day day) const {
  const double days =
      1.0 + axis_.last.days_since_epoch() - axis_.first.days_since_epoch();
  const double past = static_cast<double>(day.days_since_epoch()) -
                      axis_.first.days_since_epoch();
  return std::clamp(past / days, 0.0, 1.0) * length_;
}

double Scale::End(model::Day day) const { return Begin(day.Next()); }

std::vector<Tick> TicksOf(model::DayRange axis, int count_max) {
  // A month that begins before the axis is not on it.
  const int64_t begin = MonthOf(axis.first.Previous()) + 1;
  const int64_t last = MonthOf(axis.last);
  std::vector<Tick> ticks;
  for (const int step : kSteps) {
    const int64_t from = (begin + step - 1) / step;
    const int64_t to = last / step;
    if (to - from + 1 > count_max) continue;
    for (int64_t i = from; i <= to; ++i) {
      const model::Day day = FirstOf(i * step);
      const absl::CivilDay civil = day.ToCivil();
      ticks.push_back(
          {day, step < kMonthsOfYear
                    ? absl::StrFormat("%d-%02d", civil.year(), civil.month())
                    : absl::StrFormat("%d", civil.year())});
    }
    break;
  }
  if (ticks.empty()) ticks.push_back({axis.first, axis.first.ToString()});
  return ticks;
}

}  // namespace comity::cli
