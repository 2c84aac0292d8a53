#include "common/model/edtf.h"

#include <random>
#include <string>
#include <vector>

#include "absl/strings/match.h"
#include "gtest/gtest.h"

#include "common/platform/error.h"

namespace comity::model {
namespace {

Day D(absl::string_view text) { return Date::Parse(text).value().earliest(); }

struct Good {
  const char* text;
  const char* earliest;
  const char* latest;
  DatePrecision precision;
  bool approximate = false;
  bool uncertain = false;
};

TEST(DateTest, GoodDatesHaveTheirBoundsAndGiveBackTheirText) {
  const Good kGood[] = {
      {"2001-06-15", "2001-06-15", "2001-06-15", DatePrecision::kDay},
      {"2001-06", "2001-06-01", "2001-06-30", DatePrecision::kMonth},
      {"2001", "2001-01-01", "2001-12-31", DatePrecision::kYear},
      {"2000-02", "2000-02-01", "2000-02-29", DatePrecision::kMonth},
      {"1900-02", "1900-02-01", "1900-02-28", DatePrecision::kMonth},
      {"2004-02-29", "2004-02-29", "2004-02-29", DatePrecision::kDay},
      {"0001-01-01", "0001-01-01", "0001-01-01", DatePrecision::kDay},
      {"9999-12", "9999-12-01", "9999-12-31", DatePrecision::kMonth},
      {"0476", "0476-01-01", "0476-12-31", DatePrecision::kYear},
      {"2013~", "2013-01-01", "2013-12-31", DatePrecision::kYear, true, false},
      {"2013-04?", "2013-04-01", "2013-04-30", DatePrecision::kMonth, false,
       true},
      {"2013-04-05%", "2013-04-05", "2013-04-05", DatePrecision::kDay, true,
       true},
      {"[1951..1955]", "1951-01-01", "1955-12-31", DatePrecision::kRange},
      {"[..1960]", "0001-01-01", "1960-12-31", DatePrecision::kRange},
      {"[1960-02..]", "1960-02-01", "9999-12-31", DatePrecision::kRange},
      {"[2001-06-15..2001]", "2001-06-15", "2001-12-31", DatePrecision::kRange},
      {"[2001..2001-06-15]", "2001-01-01", "2001-06-15", DatePrecision::kRange},
      {"[2001-06-15..2001-06-15]", "2001-06-15", "2001-06-15",
       DatePrecision::kRange},
      {"", "0001-01-01", "9999-12-31", DatePrecision::kUnknown},
  };
  for (const Good& good : kGood) {
    SCOPED_TRACE(good.text);
    const absl::StatusOr<Date> date = Date::Parse(good.text);
    ASSERT_TRUE(date.ok()) << date.status();
    EXPECT_EQ(date->earliest().ToString(), good.earliest);
    EXPECT_EQ(date->latest().ToString(), good.latest);
    EXPECT_EQ(date->precision(), good.precision);
    EXPECT_EQ(date->approximate(), good.approximate);
    EXPECT_EQ(date->uncertain(), good.uncertain);
    EXPECT_EQ(date->qualified(), good.approximate || good.uncertain);
    EXPECT_EQ(date->text(), good.text);
    EXPECT_EQ(date->unknown(), good.text[0] == '\0');
  }
}

TEST(DateTest, BadDatesSayWhatIsWrong) {
  const struct {
    std::string text;
    const char* says;
  } kBad[] = {
      {" ", "space"},
      {" 2001", "space"},
      {"2001 ", "space"},
      {"2001-06 -15", "space"},
      {"2001-6-1", "two"},
      {"2001-06-1", "two"},
      {"20010615", "two"},
      {"201", "four digits"},
      {"02001", "four digits"},
      {"-2001", "four digits"},
      {"2001-", "two"},
      {"2001-06-", "two"},
      {"2001/06/15", "is not a date"},
      {"15.06.2001", "is not a date"},
      {"June 2001", "is not a date"},
      {"201X", "left open"},
      {"2001-XX", "left open"},
      {"2001-06-15T10:00:00Z", "time of day"},
      {"2001-02-30", "not a day of the calendar"},
      {"2001-02-29", "not a day of the calendar"},
      {"1900-02-29", "not a day of the calendar"},
      {"2001-04-31", "not a day of the calendar"},
      {"2001-01-00", "not a day of the calendar"},
      {"2001-01-32", "not a day of the calendar"},
      {"2001-13", "no such month"},
      {"2001-00", "no such month"},
      {"0000", "0001 to 9999"},
      {"0000-01-01", "0001 to 9999"},
      {"..", "is not a date"},
      {"?", "is not a date"},
      {"2001??", "is not a date"},
      {"2001?~", "is not a date"},
      {"2001~-06", "is not a date"},
      {"~2001", "is not a date"},
      {"2001..2003", "is not a date"},
      {"2001/2003", "is not a date"},
      {"[", "bracket"},
      {"]", "is not a date"},
      {"[]", "not a range"},
      {"[2001]", "not a range"},
      {"[2001,2002]", "not a range"},
      {"[..]", "no bound"},
      {"[2001..2002]~", "bracket"},
      {"[2001~..2002]", "an end that is not a date"},
      {"[2001...2002]", "an end that is not a date"},
      {"[2001..2002..2003]", "an end that is not a date"},
      {"[2001-02-30..2002]", "an end that is not a day"},
      {"[ 2001..2002]", "an end that holds a space"},
      {"[[2001..2002]]", "an end that"},
      {"[2002..2001]", "ends before it begins"},
      {"[2001-12..2001-06]", "ends before it begins"},
      {std::string("2001\0", 5), "is not a date"},
      {std::string("20\xff"
                   "1"),
       "is not a date"},
      {"\u0662\u0660\u0660\u0661", "is not a date"},
  };
  for (const auto& bad : kBad) {
    SCOPED_TRACE(bad.text);
    const absl::StatusOr<Date> date = Date::Parse(bad.text);
    ASSERT_FALSE(date.ok());
    EXPECT_EQ(date.status().code(), absl::StatusCode::kInvalidArgument);
    EXPECT_EQ(platform::ReasonOf(date.status()), v1::REASON_DATE_MALFORMED);
    EXPECT_TRUE(absl::StrContains(date.status().message(), bad.says))
        << date.status();
  }
}

TEST(DateTest, EveryDayOfTheCalendarAgreesWithItsText) {
  // A day in 97 visits each day of the month in each month many times.
  for (int32_t n = kMinDay.days_since_epoch(); n <= kMaxDay.days_since_epoch();
       n += 97) {
    const Day day(n);
    const absl::StatusOr<Date> date = Date::Parse(day.ToString());
    ASSERT_TRUE(date.ok()) << date.status();
    ASSERT_EQ(date->bounds(), (DayRange{day, day}));
    ASSERT_EQ(*date, Date::OfDay(day));
  }
}

TEST(DateTest, AnyBytesAreEitherRefusedOrGivenBackUnchanged) {
  std::mt19937 random(20011115);
  const std::string alphabet = "0123456789-..[]?~%/X \n\xff";
  int accepted = 0;
  for (int i = 0; i < 50000; ++i) {
    std::string text = i % 2 == 0 ? "[1951-01..2001-06-15]" : "2001-06-15~";
    text.resize(random() % (text.size() + 1));
    for (uint32_t edits = random() % 4; edits > 0 && !text.empty(); --edits) {
      text[random() % text.size()] = alphabet[random() % alphabet.size()];
    }
    const absl::StatusOr<Date> date = Date::Parse(text);
    const absl::StatusOr<Interval> interval = Interval::Parse(text);
    if (!date.ok()) continue;
    ++accepted;
    ASSERT_EQ(date->text(), text);
    ASSERT_LE(date->earliest(), date->latest());
  }
  EXPECT_GT(accepted, 1000);
}

TEST(DateTest, ErrorsDoNotRepeatLongOrUnprintableInput) {
  const absl::Status status =
      Date::Parse(std::string(1 << 20, 'x') + "\n").status();
  EXPECT_LT(status.message().size(), 400u);
  EXPECT_FALSE(
      absl::StrContains(Date::Parse("20\n1").status().message(), "\n"));
}

TEST(IntervalTest, BoundsOfEachForm) {
  const struct {
    const char* text;
    const char* outer_first;
    const char* outer_last;
    const char* inner_first;
    const char* inner_last;
  } kGood[] = {
      {"1816/2014", "1816-01-01", "2014-12-31", "1816-12-31", "2014-01-01"},
      {"1974/1992-08-30", "1974-01-01", "1992-08-30", "1974-12-31",
       "1992-08-30"},
      {"../1991-12-26", "0001-01-01", "1991-12-26", "0001-01-01", "1991-12-26"},
      {"1992-01-03/..", "1992-01-03", "9999-12-31", "1992-01-03", "9999-12-31"},
      {"../..", "0001-01-01", "9999-12-31", "0001-01-01", "9999-12-31"},
      // An unknown start is known to lie before the end.
      {"/1991-12-26", "0001-01-01", "1991-12-26", "1991-12-26", "1991-12-26"},
      {"1992-01-03/", "1992-01-03", "9999-12-31", "1992-01-03", "1992-01-03"},
      {"2001~/2003?", "2001-01-01", "2003-12-31", "2001-12-31", "2003-01-01"},
      {"2005", "2005-01-01", "2005-12-31", "2005-01-01", "2005-12-31"},
      {"2005-03-07", "2005-03-07", "2005-03-07", "2005-03-07", "2005-03-07"},
      {"", "0001-01-01", "9999-12-31", "0001-01-01", "9999-12-31"},
      // Begins and ends in one year: no day is in it for certain.
      {"2005/2005", "2005-01-01", "2005-12-31", "2005-12-31", "2005-01-01"},
  };
  for (const auto& good : kGood) {
    SCOPED_TRACE(good.text);
    const absl::StatusOr<Interval> interval = Interval::Parse(good.text);
    ASSERT_TRUE(interval.ok()) << interval.status();
    EXPECT_EQ(interval->outer().first.ToString(), good.outer_first);
    EXPECT_EQ(interval->outer().last.ToString(), good.outer_last);
    EXPECT_EQ(interval->inner().first.ToString(), good.inner_first);
    EXPECT_EQ(interval->inner().last.ToString(), good.inner_last);
  }
}

TEST(IntervalTest, BadIntervalsAreRefused) {
  for (const char* text :
       {"/", "//", "2001/2002/2003", "2002/2001", "2001-06-16/2001-06-15", "..",
        "2001/...", " /2001", "2001 /2002", "[1951..1955]", "[1951..1955]/1960",
        "201X/2014", "1816-2014"}) {
    SCOPED_TRACE(text);
    const absl::Status status = Interval::Parse(text).status();
    EXPECT_EQ(platform::ReasonOf(status), v1::REASON_DATE_MALFORMED);
  }
}

TEST(IntervalTest, CoversAndOverlapsSayHowFirmly) {
  const Interval interval = Interval::Parse("1816/2014").value();
  EXPECT_EQ(interval.Contains(D("1900-01-01")), Certainty::kCertain);
  EXPECT_EQ(interval.Contains(D("1816-12-31")), Certainty::kCertain);
  EXPECT_EQ(interval.Contains(D("1816-12-30")), Certainty::kPossible);
  EXPECT_EQ(interval.Contains(D("2014-12-31")), Certainty::kPossible);
  EXPECT_EQ(interval.Contains(D("2015-01-01")), Certainty::kNone);
  EXPECT_EQ(interval.Covers({D("1900-01-01"), D("2014-06-01")}),
            Certainty::kPossible);
  EXPECT_EQ(interval.Covers({D("1900-01-01"), D("2015-01-01")}),
            Certainty::kNone);
  EXPECT_EQ(interval.Overlaps({D("2010-01-01"), D("2015-01-01")}),
            Certainty::kCertain);
  EXPECT_EQ(interval.Overlaps({D("2014-06-01"), D("2015-01-01")}),
            Certainty::kPossible);
  EXPECT_EQ(interval.Overlaps({D("2015-01-01"), D("2016-01-01")}),
            Certainty::kNone);
  // All of it lies within the range, though no single day is certain.
  EXPECT_EQ(Interval::Parse("2005/2005")
                ->Overlaps({D("2005-01-01"), D("2005-12-31")}),
            Certainty::kCertain);
}

}  // namespace
}  // namespace comity::model
