// What the flags of a chart choose.
#include "cli/draw/chart_flags.h"

#include <fstream>
#include <sstream>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/cli/draw/charts.h"
#include "tests/support/status_matchers.h"
#include "tests/support/temp_folder.h"

namespace comity::cli {
namespace {

using test_support::IsOk;

class ChartFlagsTest : public ::testing::Test {
 protected:
  ChartFlagsTest() { flags_.AddTo(app_); }

  // A member since 2004, a candidate before, and one that left in 1999.
  static Chart MakeChart() {
    ChartSpan member = Certain(kMember, "2004-05-01", "2009-12-31");
    member.possible.last = member.certain->last = model::kMaxDay;
    Chart chart = ChartWith(
        {{"", {Certain(kCandidate, "1998-01-01", "2004-04-30"), member}, {}},
         {"", {Certain(kObserver, "1990-01-01", "1999-06-30")}, {}}});
    chart.today = DayOf("2026-11-24");
    return chart;
  }

  Chart Choose() {
    Chart chart = MakeChart();
    flags_.Choose(chart);
    return chart;
  }

  CLI::App app_;
  ChartFlags flags_;
};

TEST_F(ChartFlagsTest, WithoutFlagsAllOfItsTimeIsDrawn) {
  app_.parse("");
  const Chart chart = Choose();
  EXPECT_EQ(chart.axis, Days("1990-01-01", "2026-12-31"));
  EXPECT_EQ(chart.sections[0].rows.size(), 2u);
  EXPECT_EQ(flags_.Interval(), "");
}

TEST_F(ChartFlagsTest, FromAndToCutTheAxis) {
  app_.parse("--from 2003-02 --to 2005");
  EXPECT_THAT(flags_.Check(), IsOk());
  const Chart chart = Choose();
  EXPECT_EQ(chart.axis, Days("2003-02-01", "2005-12-31"));
  EXPECT_EQ(chart.sections[0].rows.size(), 1u);
  EXPECT_EQ(flags_.Interval(), "2003-02/2005");
}

TEST_F(ChartFlagsTest, AnEndBeyondAllEventsIsNoError) {
  app_.parse("--from 2040");
  EXPECT_EQ(Choose().axis, Days("2040-01-01", "2040-12-31"));
  EXPECT_EQ(flags_.Interval(), "2040/..");
}

TEST_F(ChartFlagsTest, EndsInTheWrongOrderAreRefused) {
  app_.parse("--from 2005 --to 2003");
  EXPECT_EQ(flags_.Check().code(), absl::StatusCode::kInvalidArgument);
}

TEST_F(ChartFlagsTest, TheAxisFollowsTheRowsThatOnlyLeaves) {
  app_.parse("--only candidate,dialogue-partner");
  const Chart chart = Choose();
  EXPECT_EQ(chart.axis, Days("1998-01-01", "2026-12-31"));
  ASSERT_EQ(chart.sections[0].rows.size(), 1u);
  EXPECT_EQ(chart.sections[0].rows[0].lanes[0].spans.size(), 2u);
}

TEST_F(ChartFlagsTest, WhatIsNoDateStatusOrOrderIsRefused) {
  EXPECT_THROW(app_.parse("--from x"), CLI::ValidationError);
  EXPECT_THROW(app_.parse("--only friend"), CLI::ValidationError);
  EXPECT_THROW(app_.parse("--sort luck"), CLI::ValidationError);
  EXPECT_THROW(app_.parse("--svg a --bars"), CLI::ExcludesError);
}

TEST_F(ChartFlagsTest, ThePictureIsWrittenToItsFile) {
  const test_support::TempFolder folder;
  const std::string path = std::string(folder.path()) + "/a.svg";
  app_.parse("--svg " + path);
  Session session;
  EXPECT_TRUE(flags_.WantsChart(session));
  EXPECT_THAT(flags_.Draw(Choose(), session), IsOk());
  EXPECT_EQ(session.exit_code(), kExitOk);
  std::stringstream text;
  text << std::ifstream(path).rdbuf();
  EXPECT_EQ(ParseXml(text.str()).name, "svg");
}

TEST_F(ChartFlagsTest, AFileThatCannotBeWrittenIsTold) {
  app_.parse("--svg /dev/null/a.svg");
  Session session;
  EXPECT_THAT(flags_.Draw(Choose(), session), IsOk());
  EXPECT_EQ(session.exit_code(), kExitCannotWrite);
}

}  // namespace
}  // namespace comity::cli
