// Dates and intervals in ISO 8601-2 (EDTF), the only form in which Comity
// takes and gives valid time, and their bounds in days.
//
// A Date is one of (design.md, section 3):
//   2001-06-15, 2001-06, 2001    level 0, years 0001 to 9999
//   2013~, 2013-04?, 2013%       with a qualifier after the whole date:
//                                approximate, uncertain, both
//   [1951..1955], [..1960], [1951..]
//                                level 2's "one of a range": the day lies
//                                somewhere within; the ends are plain dates of
//                                any precision
//   the empty string             unknown: any day of the calendar
// Nothing else is accepted: no spaces, no 2001-6-1, no 2001-02-30, no 201X.
//
// Parsing does not allocate unless it fails. Because the grammar has one
// spelling for each value, a Date keeps its parts rather than its text, and
// text() gives back exactly what was parsed: a year stays a year.
//
// Thread safety: values; safe to read from any number of threads.
#ifndef COMMON_MODEL_EDTF_H_
#define COMMON_MODEL_EDTF_H_

#include <cstdint>
#include <string>

#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"

#include "common/model/day.h"

namespace comity::model {

enum class DatePrecision : uint8_t { kUnknown, kDay, kMonth, kYear, kRange };

// How firmly something can be said; the order is the order of strength.
enum class Certainty : uint8_t { kNone, kPossible, kCertain };

// One end of what was written: month and day are 0 when not given, and year is
// 0 when there is no date at all.
struct DateParts {
  int16_t year = 0;
  int8_t month = 0;
  int8_t day = 0;

  friend constexpr bool operator==(const DateParts&,
                                   const DateParts&) = default;
};

class Date {
 public:
  // The unknown date.
  Date() = default;

  // Example of success: "2001-06" has bounds 2001-06-01 and 2001-06-30.
  // Example of failure: "2001-02-30" gives INVALID_ARGUMENT with
  // REASON_DATE_MALFORMED and "'2001-02-30' is not a day of the calendar".
  // Input of any bytes and length is safe.
  static absl::StatusOr<Date> Parse(absl::string_view text);

  // A date of day precision. REQUIRES: kMinDay <= day <= kMaxDay.
  static Date OfDay(Day day);

  // The first and the last day that the date may mean. A qualifier does not
  // widen them.
  Day earliest() const { return earliest_; }
  Day latest() const { return latest_; }
  DayRange bounds() const { return {earliest_, latest_}; }

  DatePrecision precision() const { return precision_; }
  bool unknown() const { return precision_ == DatePrecision::kUnknown; }

  // `~` or `%`, and `?` or `%`. An answer is marked approximate when a date it
  // rests on is qualified at all.
  bool approximate() const { return approximate_; }
  bool uncertain() const { return uncertain_; }
  bool qualified() const { return approximate_ || uncertain_; }

  // What Parse was given; empty when unknown.
  std::string text() const;

  friend bool operator==(const Date&, const Date&) = default;

 private:
  Day earliest_ = kMinDay;
  Day latest_ = kMaxDay;
  DateParts first_;  // the whole date, or the lower end of a range
  DateParts last_;   // the upper end of a range
  DatePrecision precision_ = DatePrecision::kUnknown;
  bool approximate_ = false;
  bool uncertain_ = false;
};

// A stretch of time whose ends are Dates, such as a source's coverage or the
// time in which a label is valid. Both ends are included.
//   1816/2014            from some day of 1816 to some day of 2014
//   ../1991, 1992/..     open: without beginning, without end
//   /1991, 1992/         unknown: it has a beginning or an end, nobody says
//   when 2005                 a single date is the interval of its bounds the
//   empty string     unbounded
// The ends are dates with or without a qualifier, not ranges in brackets.
class Interval {
 public:
  // The unbounded interval.
  Interval() = default;

  // Fails as Date::Parse does; also when the end is certainly before the start.
  static absl::StatusOr<Interval> Parse(absl::string_view text);

  // The widest reading: the first and last day that may lie in the interval.
  // "Outside the coverage" means outside of this.
  DayRange outer() const { return outer_; }

  // The narrowest reading: the days that lie in it certainly. first > last when
  // there is none.
  DayRange inner() const { return inner_; }

  // Whether the day lies in the interval.
  Certainty Contains(Day day) const { return Covers({day, day}); }

  // Whether all days of the range lie in it. REQUIRES: range.first <= .last.
  Certainty Covers(DayRange range) const;

  // Whether at least one day of the range lies in it. REQUIRES: as above.
  Certainty Overlaps(DayRange range) const;

 private:
  DayRange outer_;
  DayRange inner_;
};

}  // namespace comity::model

#endif  // COMMON_MODEL_EDTF_H_
