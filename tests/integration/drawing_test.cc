// Charts of the starter data from the running pair. A chart asks for all time
// at once; these tests ask the same service day by day, and the two must agree.
#include <memory>
#include <set>
#include <string>
#include <utility>
#include <vector>

#include <CLI/CLI.hpp>

#include "cli/client/call.h"
#include "cli/command/session.h"
#include "cli/draw/gather.h"
#include "cli/draw/memberships.h"
#include "gmock/gmock.h"
#include "gtest/gtest.h"

#include "tests/integration/pair.h"
#include "tests/support/status_matchers.h"

namespace comity {
namespace {

using ::comity::cli::Chart;
using ::comity::cli::ChartSpan;
using ::comity::cli::Gatherer;
using ::comity::cli::MembershipStory;
using ::comity::cli::Session;
using ::comity::test_support::IsOk;
using ::comity::test_support::Pair;

constexpr char kOrganization[] = "organizations/sco";
constexpr int kDaysApart = 61;

// A status, and whether it is certain.
using Held = std::set<std::pair<int, bool>>;

class DrawingTest : public ::testing::Test {
 protected:
  static void SetUpTestSuite() {
    pair_ = new Pair();
    ASSERT_THAT(pair_->StartBoth(), IsOk());
    ASSERT_THAT(pair_->ImportStarterData(), IsOk());
    const auto head = pair_->GetHead();
    ASSERT_THAT(head.status(), IsOk());
    ASSERT_THAT(pair_->WaitForRevision(head->revision()), IsOk());
  }
  static void TearDownTestSuite() { delete pair_; }

  DrawingTest() {
    session_.AddGlobalFlags(app_);
    app_.parse("--query " + pair_->query_target());
  }

  // All members of the organisation as the command draws them.
  Chart Draw(const query::v1::ReadContext& context) {
    Gatherer gatherer(context, session_);
    Chart chart;
    chart.sections.emplace_back();
    auto stories = gatherer.Stories(kOrganization, true);
    EXPECT_THAT(stories.status(), IsOk());
    if (!stories.ok()) return chart;
    const std::vector<MembershipStory> all = *std::move(stories);
    const bool strict = context.certainty() == query::v1::CERTAINTY_MODE_STRICT;
    for (const MembershipStory& story : all) {
      chart.sections[0].rows.push_back(
          {story.member, "", {cli::LaneOf(story, "", strict)}});
    }
    chart.axis = cli::NaturalAxis(chart, gatherer.today());
    const auto covered =
        gatherer.Covered(kOrganization, all[0].member, chart.axis);
    EXPECT_THAT(covered.status(), IsOk());
    if (covered.ok() && covered->has_value()) HoldTo(**covered, chart);
    return chart;
  }

  // Checks each row against the service's word on single days.
  void ExpectAgreement(const query::v1::ReadContext& context) {
    const Chart chart = Draw(context);
    ASSERT_GT(chart.sections[0].rows.size(), 5u);
    for (const cli::ChartRow& row : chart.sections[0].rows) {
      std::vector<model::Day> days;
      query::v1::BatchCheckMembershipsRequest request;
      *request.mutable_context() = context;
      for (int day = chart.axis.first.days_since_epoch();
           day <= chart.axis.last.days_since_epoch(); day += kDaysApart) {
        days.emplace_back(day);
        auto& check = *request.add_checks();
        check.set_organization(kOrganization);
        check.set_member(row.label);
        check.set_date(days.back().ToString());
      }
      const auto response = cli::Call(
          session_.query(),
          &query::v1::QueryService::Stub::BatchCheckMemberships, request);
      ASSERT_THAT(response.status(), IsOk());
      for (size_t i = 0; i < days.size(); ++i) {
        Held answered;
        const auto& result = response->results(static_cast<int>(i));
        for (const auto& held : result.answer().statuses()) {
          answered.emplace(held.status(),
                           held.at_some_time() == query::v1::CERTAINTY_CERTAIN);
        }
        EXPECT_EQ(DrawnOn(row, days[i]), answered)
            << row.label << " on " << days[i];
      }
    }
  }

  static Held DrawnOn(const cli::ChartRow& row, model::Day day) {
    Held drawn;
    for (const auto& piece : PiecesOf(row.lanes[0], {day, day})) {
      for (const cli::Layer& layer : piece.layers) {
        drawn.emplace(layer.span->status, layer.certain);
      }
    }
    return drawn;
  }

  static Pair* pair_;
  CLI::App app_;
  Session session_;
};

Pair* DrawingTest::pair_ = nullptr;

TEST_F(DrawingTest, BarsAgreeWithChecksOnSingleDays) { ExpectAgreement({}); }

TEST_F(DrawingTest, BarsOfCertainDaysAgreeWithStrictChecks) {
  query::v1::ReadContext context;
  context.set_certainty(query::v1::CERTAINTY_MODE_STRICT);
  ExpectAgreement(context);
}

TEST_F(DrawingTest, BarsByASourceEndWhereItsCoverageEnds) {
  query::v1::ReadContext context;
  context.add_sources("sources/russia-in-sco");
  ExpectAgreement(context);
  EXPECT_EQ(Draw(context).covered->last.ToString(), "2013-12-31");
}

TEST_F(DrawingTest, BarsAsTheWorldCouldKnowAgreeWithSuchChecks) {
  query::v1::ReadContext context;
  context.set_evidence_until("2015-12-31");
  ExpectAgreement(context);
}

TEST_F(DrawingTest, RowsAreCalledByTheirLabels) {
  Gatherer gatherer({}, session_);
  ASSERT_THAT(gatherer.Timeline(kOrganization, "").status(), IsOk());
  const auto names = gatherer.NamesOfAll(
      {kOrganization, "states/SUN", "states/absent"}, "2026-01-01");
  ASSERT_THAT(names.status(), IsOk());
  EXPECT_EQ(names->at(kOrganization).brief, "SCO");
  // Gone by then, it is called as it last was.
  EXPECT_NE(names->at("states/SUN").label, "SUN");
  EXPECT_EQ(names->at("states/absent").label, "absent");
}

}  // namespace
}  // namespace comity
