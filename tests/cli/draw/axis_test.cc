// Where days lie on an axis, and which of them are named.
#include "cli/draw/axis.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/cli/draw/charts.h"

namespace comity::cli {
namespace {

std::vector<std::string> Labels(const std::vector<Tick>& ticks) {
  std::vector<std::string> labels;
  for (const Tick& tick : ticks) labels.push_back(tick.label);
  return labels;
}

TEST(ScaleTest, DaysFillTheAxisAndOthersAreHeldAtItsEnds) {
  const Scale scale(Days("2001-01-01", "2001-01-10"), 100);
  EXPECT_DOUBLE_EQ(scale.Begin(DayOf("2001-01-01")), 0);
  EXPECT_DOUBLE_EQ(scale.End(DayOf("2001-01-01")), 10);
  EXPECT_DOUBLE_EQ(scale.Middle(DayOf("2001-01-06")), 55);
  EXPECT_DOUBLE_EQ(scale.End(DayOf("2001-01-10")), 100);
  EXPECT_DOUBLE_EQ(scale.Begin(model::kMinDay), 0);
  EXPECT_DOUBLE_EQ(scale.End(model::kMaxDay), 100);
}

TEST(TicksOfTest, AreOnRoundYears) {
  EXPECT_THAT(Labels(TicksOf(Days("1949-04-04", "2026-12-31"), 10)),
              testing::ElementsAre("1950", "1960", "1970", "1980", "1990",
                                   "2000", "2010", "2020"));
  EXPECT_THAT(Labels(TicksOf(Days("2001-06-15", "2004-12-31"), 5)),
              testing::ElementsAre("2002", "2003", "2004"));
}

TEST(TicksOfTest, NameMonthsOfAShortAxis) {
  EXPECT_THAT(Labels(TicksOf(Days("2003-11-01", "2004-05-01"), 4)),
              testing::ElementsAre("2004-01", "2004-04"));
}

TEST(TicksOfTest, AnAxisWithoutARoundDateNamesItsFirstDay) {
  EXPECT_THAT(Labels(TicksOf(Days("2004-05-02", "2004-05-20"), 4)),
              testing::ElementsAre("2004-05-02"));
}

TEST(TicksOfTest, StayOnTheWholeCalendar) {
  const auto ticks = TicksOf({model::kMinDay, model::kMaxDay}, 12);
  EXPECT_LE(ticks.size(), 12u);
  EXPECT_EQ(ticks.front().label, "1000");
  EXPECT_EQ(ticks.back().label, "9000");
}

}  // namespace
}  // namespace comity::cli
