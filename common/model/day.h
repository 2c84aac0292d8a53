// A day of the proleptic Gregorian calendar, from 0001-01-01 to 9999-12-31.
//
// Everything that Comity says about valid time comes down to days: a date has
// an earliest and a latest one, a status holds from one to another. A Day is an
// int32 in a strong type, so that it can be neither added to a revision nor
// mistaken for a time of day.
//
// Thread safety: a value; immutable but for assignment.
#ifndef COMMON_MODEL_DAY_H_
#define COMMON_MODEL_DAY_H_

#include <compare>
#include <cstddef>
#include <cstdint>
#include <ostream>
#include <string>

#include "absl/time/civil_time.h"
#include "absl/time/time.h"

namespace comity::model {

// Days since 1970-01-01, which is 0. Any int32 can be held; what comes from a
// parsed date lies within [kMinDay, kMaxDay].
class Day {
 public:
  constexpr Day() = default;
  constexpr explicit Day(int32_t days_since_epoch) : days_(days_since_epoch) {}
  explicit Day(absl::CivilDay civil)
      : days_(static_cast<int32_t>(civil - absl::CivilDay(1970, 1, 1))) {}

  constexpr int32_t days_since_epoch() const { return days_; }
  absl::CivilDay ToCivil() const {
    return absl::CivilDay(1970, 1, 1) + static_cast<absl::civil_diff_t>(days_);
  }

  // "2001-06-15": the year has four digits always.
  std::string ToString() const {
    // By hand: answers are full of days, and a format costs ten times as much.
    const absl::CivilDay civil = ToCivil();
    std::string text = "0000-00-00";
    const auto put = [&text](int64_t number, size_t last, int digits) {
      for (int i = 0; i < digits; ++i, number /= 10) {
        text[last - static_cast<size_t>(i)] =
            static_cast<char>('0' + number % 10);
      }
    };
    put(civil.year(), 3, 4);
    put(civil.month(), 6, 2);
    put(civil.day(), 9, 2);
    return text;
  }

  // The day before and after. REQUIRES: not at the end of int32.
  constexpr Day Previous() const { return Day(days_ - 1); }
  constexpr Day Next() const { return Day(days_ + 1); }

  friend constexpr auto operator<=>(Day, Day) = default;
  template <typename H>
  friend H AbslHashValue(H h, Day day) {
    return H::combine(std::move(h), day.days_);
  }
  friend std::ostream& operator<<(std::ostream& out, Day day) {
    return out << day.ToString();
  }

 private:
  int32_t days_ = 0;
};

inline constexpr Day kMinDay{-719162};  // 0001-01-01
inline constexpr Day kMaxDay{2932896};  // 9999-12-31

// Two days, both included. REQUIRES of most users: first <= last.
struct DayRange {
  Day first = kMinDay;
  Day last = kMaxDay;

  friend constexpr bool operator==(const DayRange&, const DayRange&) = default;
};

// The day that it is in UTC at `now`, held within the calendar's bounds. The
// time comes from the caller's clock: nothing here reads one.
inline Day Today(absl::Time now) {
  const absl::CivilDay civil = absl::ToCivilDay(now, absl::UTCTimeZone());
  if (civil < kMinDay.ToCivil()) return kMinDay;
  if (civil > kMaxDay.ToCivil()) return kMaxDay;
  return Day(civil);
}

}  // namespace comity::model

#endif  // COMMON_MODEL_DAY_H_
