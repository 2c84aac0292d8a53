#include "common/model/day.h"

#include "gtest/gtest.h"

namespace comity::model {
namespace {

TEST(DayTest, EndsOfTheCalendarAreWhatTheyAreCalled) {
  EXPECT_EQ(kMinDay.ToString(), "0001-01-01");
  EXPECT_EQ(kMaxDay.ToString(), "9999-12-31");
  EXPECT_EQ(Day().ToString(), "1970-01-01");
}

TEST(DayTest, CivilDayAndBack) {
  const Day day(absl::CivilDay(2001, 6, 15));
  EXPECT_EQ(day.days_since_epoch(), 11488);
  EXPECT_EQ(day.ToCivil(), absl::CivilDay(2001, 6, 15));
  EXPECT_EQ(day.Next().ToString(), "2001-06-16");
  EXPECT_EQ(day.Previous().ToString(), "2001-06-14");
  EXPECT_LT(day, day.Next());
}

TEST(DayTest, TodayIsTheDayInUtcAndWithinTheCalendar) {
  const absl::Time noon =
      absl::FromCivil(absl::CivilSecond(2026, 11, 24, 12), absl::UTCTimeZone());
  EXPECT_EQ(Today(noon).ToString(), "2026-11-24");
  EXPECT_EQ(Today(noon + absl::Hours(12) - absl::Nanoseconds(1)).ToString(),
            "2026-11-24");
  EXPECT_EQ(Today(noon + absl::Hours(12)).ToString(), "2026-11-25");
  EXPECT_EQ(Today(absl::UnixEpoch() - absl::Nanoseconds(1)).ToString(),
            "1969-12-31");
  EXPECT_EQ(Today(absl::InfiniteFuture()), kMaxDay);
  EXPECT_EQ(Today(absl::InfinitePast()), kMinDay);
}

}  // namespace
}  // namespace comity::model
