#include "common/model/edtf.h"

#include <algorithm>

#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"

#include "common/model/errors.h"

namespace comity::model {
namespace {

using v1::REASON_DATE_MALFORMED;

absl::Status Malformed(absl::string_view text, absl::string_view what) {
  return QuotedError(REASON_DATE_MALFORMED, text, what);
}

bool IsDigit(char c) { return c >= '0' && c <= '9'; }

// The value of two digits, or -1.
int TwoDigits(const char* p) {
  if (!IsDigit(p[0]) || !IsDigit(p[1])) return -1;
  return (p[0] - '0') * 10 + (p[1] - '0');
}

int DaysInMonth(int year, int month) {
  static constexpr int8_t kDays[] = {31, 28, 31, 30, 31, 30,
                                     31, 31, 30, 31, 30, 31};
  const bool leap = (year % 4 == 0 && year % 100 != 0) || year % 400 == 0;
  return month == 2 && leap ? 29 : kDays[month - 1];
}

// A plain date is nothing but digits and hyphens in one of three lengths; this
// says in words which rule was broken, for the error only.
absl::string_view WhyNotPlain(absl::string_view text) {
  for (char c : text) {
    if (c == ' ') return "holds a space";
    if (c == 'X' || c == 'u') {
      return "holds a digit left open, which is not supported; write a year, "
             "or bounds such as [2010..2019]";
    }
    if (c == 'T' || c == ':')
      return "holds a time of day; dates end at the day";
    if (!IsDigit(c) && c != '-') {
      return "is not a date; write 2001-06-15, 2001-06 or 2001, with ?, ~ or % "
             "after it, or [1951..1955]";
    }
  }
  return "is not a date; the year has four digits, month and day have two: "
         "2001-06-15, 2001-06 or 2001";
}

// The parts of 2001, 2001-06 or 2001-06-15. On failure returns false and sets
// `why`, a sentence's rest.
bool ParsePlain(absl::string_view text, DateParts& parts,
                absl::string_view& why) {
  const size_t size = text.size();
  const char* p = text.data();
  if ((size != 4 && size != 7 && size != 10) || (size > 4 && p[4] != '-') ||
      (size > 7 && p[7] != '-')) {
    why = WhyNotPlain(text);
    return false;
  }
  const int century = TwoDigits(p);
  const int rest = TwoDigits(p + 2);
  const int month = size > 4 ? TwoDigits(p + 5) : 0;
  const int day = size > 7 ? TwoDigits(p + 8) : 0;
  if (century < 0 || rest < 0 || month < 0 || day < 0) {
    why = WhyNotPlain(text);
    return false;
  }
  const int year = century * 100 + rest;
  if (year == 0) {
    why = "is not in the calendar; years go from 0001 to 9999";
    return false;
  }
  if (size > 4 && (month < 1 || month > 12)) {
    why = "has no such month; months go from 01 to 12";
    return false;
  }
  if (size > 7 && (day < 1 || day > DaysInMonth(year, month))) {
    why = "is not a day of the calendar";
    return false;
  }
  parts = {static_cast<int16_t>(year), static_cast<int8_t>(month),
           static_cast<int8_t>(day)};
  return true;
}

Day EarliestOf(DateParts parts) {
  return Day(absl::CivilDay(parts.year, parts.month == 0 ? 1 : parts.month,
                            parts.day == 0 ? 1 : parts.day));
}

Day LatestOf(DateParts parts) {
  const int month = parts.month == 0 ? 12 : parts.month;
  const int day = parts.day == 0 ? DaysInMonth(parts.year, month) : parts.day;
  return Day(absl::CivilDay(parts.year, month, day));
}

DatePrecision PrecisionOf(DateParts parts) {
  if (parts.day != 0) return DatePrecision::kDay;
  return parts.month != 0 ? DatePrecision::kMonth : DatePrecision::kYear;
}

void AppendParts(DateParts parts, std::string& out) {
  if (parts.year == 0) return;
  const auto digits = [&out](int value, int width) {
    for (int unit = width == 4 ? 1000 : 10; unit > 0; unit /= 10) {
      out.push_back(static_cast<char>('0' + value / unit % 10));
    }
  };
  digits(parts.year, 4);
  if (parts.month == 0) return;
  out.push_back('-');
  digits(parts.month, 2);
  if (parts.day == 0) return;
  out.push_back('-');
  digits(parts.day, 2);
}

}  // namespace

absl::StatusOr<Date> Date::Parse(absl::string_view text) {
  Date date;
  if (text.empty()) return date;
  absl::string_view why;

  if (text.front() == '[') {
    if (text.back() != ']') {
      return Malformed(text, "opens a bracket and does not end with it");
    }
    const absl::string_view inside = text.substr(1, text.size() - 2);
    const size_t dots = inside.find("..");
    if (dots == absl::string_view::npos) {
      return Malformed(text, "is not a range; write [1951..1955]");
    }
    const absl::string_view first = inside.substr(0, dots);
    const absl::string_view last = inside.substr(dots + 2);
    if (first.empty() && last.empty()) {
      return Malformed(text, "has no bound; leave the date empty if unknown");
    }
    if ((!first.empty() && !ParsePlain(first, date.first_, why)) ||
        (!last.empty() && !ParsePlain(last, date.last_, why))) {
      return Malformed(text, absl::StrCat("has an end that ", why));
    }
    if (!first.empty()) date.earliest_ = EarliestOf(date.first_);
    if (!last.empty()) date.latest_ = LatestOf(date.last_);
    if (date.earliest_ > date.latest_) {
      return Malformed(text, "ends before it begins");
    }
    date.precision_ = DatePrecision::kRange;
    return date;
  }

  absl::string_view plain = text;
  const char last = text.back();
  if (last == '?' || last == '~' || last == '%') {
    date.approximate_ = last != '?';
    date.uncertain_ = last != '~';
    plain.remove_suffix(1);
  }
  if (!ParsePlain(plain, date.first_, why)) return Malformed(text, why);
  date.earliest_ = EarliestOf(date.first_);
  date.latest_ = LatestOf(date.first_);
  date.precision_ = PrecisionOf(date.first_);
  return date;
}

Date Date::OfDay(Day day) {
  const absl::CivilDay civil = day.ToCivil();
  Date date;
  date.earliest_ = date.latest_ = day;
  date.first_ = {static_cast<int16_t>(civil.year()),
                 static_cast<int8_t>(civil.month()),
                 static_cast<int8_t>(civil.day())};
  date.precision_ = DatePrecision::kDay;
  return date;
}

std::string Date::text() const {
  std::string out;
  if (precision_ == DatePrecision::kRange) {
    out.push_back('[');
    AppendParts(first_, out);
    out.append("..");
    AppendParts(last_, out);
    out.push_back(']');
    return out;
  }
  AppendParts(first_, out);
  if (qualified()) {
    out.push_back(approximate_ ? (uncertain_ ? '%' : '~') : '?');
  }
  return out;
}

absl::StatusOr<Interval> Interval::Parse(absl::string_view text) {
  Interval interval;
  if (text.empty()) return interval;
  if (absl::StrContains(text, '[')) {
    return Malformed(text,
                     "holds a range in brackets; an interval's ends are plain "
                     "dates: 1951/1955");
  }
  const size_t slash = text.find('/');
  if (slash == absl::string_view::npos) {
    absl::StatusOr<Date> date = Date::Parse(text);
    if (!date.ok()) return date.status();
    interval.outer_ = interval.inner_ = date->bounds();
    return interval;
  }
  const absl::string_view first = text.substr(0, slash);
  const absl::string_view last = text.substr(slash + 1);
  if (first.empty() && last.empty()) {
    return Malformed(text,
                     "has no bound; leave the interval empty if unbounded");
  }
  DayRange start{kMinDay, kMinDay};
  DayRange end{kMaxDay, kMaxDay};
  for (const bool is_start : {true, false}) {
    const absl::string_view part = is_start ? first : last;
    if (part == "..") continue;
    absl::StatusOr<Date> date = Date::Parse(part);
    if (!date.ok()) return date.status();
    (is_start ? start : end) = date->bounds();
  }
  if (start.first > end.last) return Malformed(text, "ends before it begins");
  interval.outer_ = {start.first, end.last};
  // An interval does not end before it starts, so each end bounds the other.
  interval.inner_ = {std::min(start.last, end.last),
                     std::max(end.first, start.first)};
  return interval;
}

Certainty Interval::Covers(DayRange range) const {
  if (inner_.first <= range.first && range.last <= inner_.last) {
    return Certainty::kCertain;
  }
  return outer_.first <= range.first && range.last <= outer_.last
             ? Certainty::kPossible
             : Certainty::kNone;
}

Certainty Interval::Overlaps(DayRange range) const {
  // Holds even where inner_ is empty: start and end then lie both within range.
  if (inner_.first <= range.last && range.first <= inner_.last) {
    return Certainty::kCertain;
  }
  return outer_.first <= range.last && range.first <= outer_.last
             ? Certainty::kPossible
             : Certainty::kNone;
}

}  // namespace comity::model
