// The model of a chart: pieces, axis, filters, order.
#include "cli/draw/chart.h"

#include <set>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/cli/draw/charts.h"

namespace comity::cli {
namespace {

using testing::ElementsAre;
using testing::SizeIs;

std::vector<std::string> LabelsOf(const Chart& chart) {
  std::vector<std::string> labels;
  for (const ChartSection& section : chart.sections) {
    for (const ChartRow& row : section.rows) labels.push_back(row.label);
  }
  return labels;
}

// What can be said of one day, looked up span by span.
std::vector<Layer> Naive(const ChartLane& lane, model::Day day) {
  const auto has = [day](model::DayRange days) {
    return days.first <= day && day <= days.last;
  };
  std::vector<Layer> layers;
  for (const ChartSpan& span : lane.spans) {
    if (!has(span.possible)) continue;
    layers.push_back({&span, span.certain.has_value() && has(*span.certain)});
  }
  return layers;
}

TEST(PiecesOfTest, AgreeWithEachDayOfTheAxis) {
  std::mt19937 random(Seed());
  for (int run = 0; run < 200; ++run) {
    const Chart chart = RandomChart(random);
    for (const ChartRow& row : chart.sections[0].rows) {
      const auto pieces = PiecesOf(row.lanes[0], chart.axis);
      size_t next = 0;
      for (model::Day day = chart.axis.first; day <= chart.axis.last;
           day = day.Next()) {
        while (next < pieces.size() && pieces[next].days.last < day) ++next;
        const bool within =
            next < pieces.size() && pieces[next].days.first <= day;
        ASSERT_EQ(within ? pieces[next].layers : std::vector<Layer>(),
                  Naive(row.lanes[0], day))
            << day;
      }
    }
  }
}

TEST(PiecesOfTest, OfASpanWithImpreciseEndsAreThree) {
  ChartSpan span = Possible(kMember, "2001-01-01", "2008-12-31");
  span.certain = Days("2002-01-01", "2007-12-31");
  const ChartLane lane = {"", {span}, {}};
  const auto pieces = PiecesOf(lane, Days("2000-01-01", "2009-12-31"));
  ASSERT_THAT(pieces, SizeIs(3));
  EXPECT_FALSE(pieces[0].layers[0].certain);
  EXPECT_TRUE(pieces[1].layers[0].certain);
  EXPECT_EQ(pieces[1].days, Days("2002-01-01", "2007-12-31"));
  EXPECT_FALSE(pieces[2].layers[0].certain);
}

TEST(NaturalAxisTest, IsWholeYearsAndPassesOverWhatHasNoBound) {
  ChartSpan span = Certain(kMember, "1955-12-14", "1991-07-01");
  span.possible.first = model::kMinDay;
  span.possible.last = model::kMaxDay;
  const Chart chart =
      ChartWith({{"", {span}, {Marker(MarkerKind::kTalks, "1954-02-03")}}});
  EXPECT_EQ(NaturalAxis(chart, DayOf("2026-11-24")),
            Days("1954-01-01", "2026-12-31"));
}

TEST(NaturalAxisTest, ReachesEventsToCome) {
  const Chart chart =
      ChartWith({{"", {Certain(kMember, "2020-01-01", "2030-06-01")}, {}}});
  EXPECT_EQ(NaturalAxis(chart, DayOf("2026-11-24")).last, DayOf("2030-12-31"));
}

TEST(HoldToTest, WhatNobodyAskedSpeaksOfIsCutOffAndDoesNotGoOn) {
  ChartSpan on = Certain(kMember, "2001-01-01", "2009-12-31");
  on.possible.last = on.certain->last = model::kMaxDay;
  on.goes_on = true;
  Chart chart =
      ChartWith({{"", {on}, {}},
                 {"", {Certain(kMember, "2006-01-01", "2008-01-01")}, {}}});
  HoldTo(Days("2002-01-01", "2005-12-31"), chart);
  const auto& rows = chart.sections[0].rows;
  ASSERT_THAT(rows[0].lanes[0].spans, SizeIs(1));
  EXPECT_EQ(rows[0].lanes[0].spans[0].possible,
            Days("2002-01-01", "2005-12-31"));
  EXPECT_FALSE(rows[0].lanes[0].spans[0].goes_on);
  EXPECT_TRUE(rows[1].lanes[0].spans.empty());
}

TEST(KeepOnAxisTest, LeavesOutRowsOfOtherTimes) {
  Chart chart =
      ChartWith({{"", {Certain(kMember, "1990-01-01", "1999-12-31")}, {}},
                 {"", {Certain(kMember, "1990-01-01", "2000-01-01")}, {}},
                 {"", {}, {Marker(MarkerKind::kTalks, "2003-03-03")}}});
  KeepOnAxis(chart);
  EXPECT_THAT(LabelsOf(chart), ElementsAre("row 1", "row 2"));
}

TEST(KeepStatusesTest, KeepsWholeRows) {
  Chart chart =
      ChartWith({{"",
                  {Certain(kCandidate, "2001-01-01", "2003-12-31"),
                   Certain(kMember, "2004-01-01", "2009-12-31")},
                  {}},
                 {"", {Certain(kObserver, "2001-01-01", "2003-12-31")}, {}}});
  KeepStatuses({kMember}, chart);
  EXPECT_THAT(LabelsOf(chart), ElementsAre("row 0"));
  EXPECT_THAT(chart.sections[0].rows[0].lanes[0].spans, SizeIs(2));
}

TEST(SortRowsTest, BySinceByNameAndByStatusAtTheEnd) {
  Chart chart =
      ChartWith({{"", {Certain(kObserver, "2001-01-01", "2010-12-31")}, {}},
                 {"", {Certain(kMember, "2004-01-01", "2010-12-31")}, {}},
                 {"", {Certain(kMember, "2000-01-01", "2002-12-31")}, {}}});
  SortRows(RowOrder::kSince, chart);
  EXPECT_THAT(LabelsOf(chart), ElementsAre("row 2", "row 0", "row 1"));
  SortRows(RowOrder::kName, chart);
  EXPECT_THAT(LabelsOf(chart), ElementsAre("row 0", "row 1", "row 2"));
  SortRows(RowOrder::kStatus, chart);
  EXPECT_THAT(LabelsOf(chart), ElementsAre("row 1", "row 0", "row 2"));
}

TEST(ShownInTest, IsWhatTheAxisShows) {
  Chart chart = ChartWith({{"",
                            {Certain(kMember, "2001-01-01", "2002-12-31"),
                             Possible(kCandidate, "1990-01-01", "1995-12-31")},
                            {Marker(MarkerKind::kLeaving, "2002-02-02")}}});
  const Shown shown = ShownIn(chart);
  EXPECT_THAT(shown.statuses, ElementsAre(kMember));
  EXPECT_FALSE(shown.possible);
  EXPECT_THAT(shown.markers, ElementsAre(MarkerKind::kLeaving));
}

}  // namespace
}  // namespace comity::cli
