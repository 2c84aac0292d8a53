// The picture: well formed, within its frame, and telling certain from
// possible.
#include "cli/draw/svg_chart.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "absl/strings/numbers.h"
#include "absl/strings/str_cat.h"
#include "cli/draw/svg_style.h"

#include "tests/cli/draw/charts.h"

namespace comity::cli {
namespace {

using testing::HasSubstr;
using testing::SizeIs;

double NumberOf(const Element& element, const char* attribute) {
  double number = -1;
  const auto at = element.attributes.find(attribute);
  EXPECT_TRUE(at != element.attributes.end() &&
              absl::SimpleAtod(at->second, &number))
      << element.name << " has no number " << attribute;
  return number;
}

// The bar itself in a group of class `span`.
const Element& BarOf(const Element& span) {
  for (const Element& child : span.children) {
    if (child.name == "rect") return child;
  }
  ADD_FAILURE() << "a span without a bar";
  return span;
}

TEST(RenderSvgTest, LabelsOfAnyTextAreEscaped) {
  const std::string wild = "<b> & \"q\" 'x' \x01 ]]> 中国";
  Chart chart = ChartWith({{"t<",
                            {Certain(kMember, "2001-01-01", "2008-12-31")},
                            {Marker(MarkerKind::kTalks, "2001-05-05")}}});
  chart.title = chart.sections[0].heading = wild;
  chart.subtitle = chart.footer = {wild};
  chart.sections[0].rows[0].label = chart.sections[0].rows[0].story = wild;
  auto& lane = chart.sections[0].rows[0].lanes[0];
  lane.spans[0].story = lane.spans[0].since = lane.markers[0].story = wild;
  const Element root = ParseXml(RenderSvg(chart));
  EXPECT_EQ(root.name, "svg");
  EXPECT_THAT(root.text, HasSubstr("<b> & \"q\" 'x' \uFFFD ]]> 中国"));
}

TEST(RenderSvgTest, HasTitleAndDescriptionForThoseWhoDoNotSee) {
  Chart chart =
      ChartWith({{"", {Certain(kMember, "2001-01-01", "2008-12-31")}, {}}});
  chart.footer = {"revision 7"};
  const Element root = ParseXml(RenderSvg(chart));
  EXPECT_EQ(root.attributes.at("role"), "img");
  ASSERT_GE(root.children.size(), 2u);
  EXPECT_EQ(root.children[0].name, "title");
  EXPECT_EQ(root.children[0].text, "A title");
  EXPECT_EQ(root.children[1].name, "desc");
  EXPECT_THAT(root.children[1].text, HasSubstr("revision 7"));
}

TEST(RenderSvgTest, WhatIsPossibleIsHatchedWithADashedEdge) {
  ChartSpan span = Possible(kMember, "2001-01-01", "2008-12-31");
  span.certain = Days("2002-01-01", "2007-12-31");
  const Element root = ParseXml(RenderSvg(ChartWith({{"", {span}, {}}})));
  const auto certain = Find(root, "certain");
  const auto possible = Find(root, "possible");
  ASSERT_THAT(certain, SizeIs(1));
  ASSERT_THAT(possible, SizeIs(2));
  EXPECT_FALSE(BarOf(*certain[0]).attributes.contains("stroke-dasharray"));
  EXPECT_TRUE(BarOf(*possible[0]).attributes.contains("stroke-dasharray"));
  EXPECT_EQ(BarOf(*possible[0]).attributes.at("fill"), "url(#possible-member)");
  EXPECT_THAT(RenderSvg(ChartWith({{"", {span}, {}}})),
              HasSubstr("<pattern id=\"possible-member\""));
  EXPECT_THAT(possible[0]->children[0].text, HasSubstr("2001-01-01"));
}

TEST(RenderSvgTest, SpansLieOnTheAxisAndInTheirOrder) {
  std::mt19937 random(Seed());
  for (int run = 0; run < 100; ++run) {
    const Chart chart = RandomChart(random);
    const Element root = ParseXml(RenderSvg(chart));
    const double width = NumberOf(root, "width");
    for (const Element* row : Find(root, "row")) {
      for (const Element* span : Find(*row, "span")) {
        EXPECT_GE(span->attributes.at("data-from"),
                  chart.axis.first.ToString());
        EXPECT_LE(span->attributes.at("data-to"), chart.axis.last.ToString());
        EXPECT_LE(span->attributes.at("data-from"),
                  span->attributes.at("data-to"));
        const Element& bar = BarOf(*span);
        EXPECT_GT(NumberOf(bar, "x"), 0);
        EXPECT_GT(NumberOf(bar, "width"), 0);
        EXPECT_LE(NumberOf(bar, "x") + NumberOf(bar, "width"), width);
      }
    }
  }
}

TEST(RenderSvgTest, MarkersOfOneKindThatWouldTouchAreOne) {
  const Element root = ParseXml(
      RenderSvg(ChartWith({{"",
                            {},
                            {Marker(MarkerKind::kSignature, "2003-04-16"),
                             Marker(MarkerKind::kSignature, "2003-04-17"),
                             Marker(MarkerKind::kDecision, "2003-04-17"),
                             Marker(MarkerKind::kSignature, "2008-01-01")}}})));
  const auto markers = Find(root, "marker");
  ASSERT_THAT(markers, SizeIs(3));
  EXPECT_EQ(markers[0]->children[0].text, "2003-04-16\n2003-04-17");
}

TEST(RenderSvgTest, TicksDoNotOverlap) {
  for (const char* last :
       {"2000-02-20", "2001-01-01", "2026-12-31", "2500-12-31", "9999-12-31"}) {
    Chart chart =
        ChartWith({{"", {Certain(kMember, "2000-01-01", "9999-12-31")}, {}}});
    chart.axis.last = DayOf(last);
    double free_from = -1;
    double line = -1;
    const Element root = ParseXml(RenderSvg(chart));
    for (const Element* tick : Find(root, "tick")) {
      const double half =
          TextWidth(tick->text, NumberOf(*tick, "font-size")) / 2;
      const double x = NumberOf(*tick, "x");
      if (NumberOf(*tick, "y") != line) free_from = -1;
      EXPECT_GT(x - half, free_from) << last;
      free_from = x + half;
      line = NumberOf(*tick, "y");
    }
  }
}

TEST(RenderSvgTest, TodayAndTheDateAskedAreMarkedAndOthersAreNot) {
  Chart chart =
      ChartWith({{"", {Certain(kMember, "2001-01-01", "2008-12-31")}, {}}});
  chart.today = DayOf("2009-11-24");
  chart.asked = Days("2009-01-01", "2009-01-01");
  EXPECT_THAT(Find(ParseXml(RenderSvg(chart)), "date"), SizeIs(2));
  EXPECT_THAT(RenderSvg(chart), HasSubstr("asked: 2009-01-01"));
  chart.today = DayOf("2026-11-24");
  EXPECT_THAT(Find(ParseXml(RenderSvg(chart)), "date"), SizeIs(1));
}

TEST(RenderSvgTest, ThirtyRowsFitAPageInLandscape) {
  const std::vector<ChartLane> lanes(
      30, {"", {Certain(kMember, "2001-01-01", "2008-12-31")}, {}});
  Chart chart = ChartWith(lanes);
  chart.subtitle = {"a"};
  chart.footer = {"b", "c"};
  const Element root = ParseXml(RenderSvg(chart));
  EXPECT_LE(NumberOf(root, "height") / NumberOf(root, "width"), 210.0 / 297);
}

TEST(FitTextTest, RunsNoWiderThanItsRoom) {
  const std::string text = "Organisation of Eastern Caribbean States";
  EXPECT_EQ(FitText(text, 10, 1000), text);
  const std::string fitted = FitText(text, 10, 100);
  EXPECT_LE(TextWidth(fitted, 10), 100);
  EXPECT_THAT(fitted, testing::EndsWith("…"));
}

}  // namespace
}  // namespace comity::cli
