#include "common/model/fold.h"

#include <string>
#include <vector>

#include "absl/strings/str_cat.h"
#include "gmock/gmock.h"
#include "gtest/gtest.h"

#include "common/model/membership_rules.h"
#include "common/platform/error.h"
#include "tests/common/model/textproto.h"

namespace comity::model {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;

Day D(absl::string_view text) { return Date::Parse(text).value().earliest(); }

MembershipTimeline Timeline(absl::Span<const v1::Event* const> events) {
  absl::StatusOr<MembershipTimeline> timeline =
      MembershipTimeline::Build(events);
  EXPECT_TRUE(timeline.ok()) << timeline.status();
  return timeline.ok() ? *std::move(timeline) : MembershipTimeline();
}

std::string Text(const Outcome& outcome) {
  switch (outcome.kind) {
    case OutcomeKind::kNone:
      return "none";
    case OutcomeKind::kUnknown:
      return "unknown";
    case OutcomeKind::kStatus:
      break;
  }
  // Without the prefix MEMBERSHIP_STATUS_.
  return v1::MembershipStatus_Name(outcome.status).substr(18);
}

// "MEMBER" when certain, "none?MEMBER?" when both are possible.
std::string At(const MembershipTimeline& timeline, absl::string_view day) {
  const MembershipTimeline::DayView view = timeline.At(D(day));
  if (view.certain) return Text(timeline.outcome(view.possible.last));
  std::string text;
  for (int i = view.possible.first; i <= view.possible.last; ++i) {
    absl::StrAppend(&text, Text(timeline.outcome(i)), "?");
  }
  return text;
}

TEST(FoldTest, WithoutEventsThereIsNoStatusAtAnyTime) {
  const MembershipTimeline timeline;
  EXPECT_EQ(At(timeline, "2001-06-15"), "none");
  EXPECT_EQ(timeline.size(), 0);
  EXPECT_FALSE(timeline.AnyQualified({-1, -1}));
}

TEST(FoldTest, StatusHoldsFromTheDayOfItsEventToTheDayBeforeTheNext) {
  const MembershipTimeline timeline =
      Timeline(Events{{"2005-07-05", kAdmittedObserver},
                      {"2017-06-09", kAdmitted},
                      {"2030-01-01", "withdrew {}"}});
  EXPECT_EQ(At(timeline, "2005-07-04"), "none");
  EXPECT_EQ(At(timeline, "2005-07-05"), "OBSERVER");
  EXPECT_EQ(At(timeline, "2017-06-08"), "OBSERVER");
  EXPECT_EQ(At(timeline, "2017-06-09"), "MEMBER");
  EXPECT_EQ(At(timeline, "2029-12-31"), "MEMBER");
  EXPECT_EQ(At(timeline, "2030-01-01"), "none");
}

TEST(FoldTest, AYearIsNeverItsFirstOfJanuary) {
  const MembershipTimeline timeline =
      Timeline(Events{{"2001", kAdmitted}, {"2004", "withdrew {}"}});
  EXPECT_EQ(At(timeline, "2000-12-31"), "none");
  EXPECT_EQ(At(timeline, "2001-01-01"), "none?MEMBER?");
  EXPECT_EQ(At(timeline, "2001-12-30"), "none?MEMBER?");
  EXPECT_EQ(At(timeline, "2001-12-31"), "MEMBER");
  EXPECT_EQ(At(timeline, "2003-12-31"), "MEMBER");
  EXPECT_EQ(At(timeline, "2004-01-01"), "MEMBER?none?");
  EXPECT_EQ(At(timeline, "2004-12-31"), "none");
}

TEST(FoldTest, OrderTightensBounds) {
  const MembershipTimeline timeline = Timeline(
      Events{{"2001-06-15", kAdmitted}, {"[1990..2002-01-31]", "withdrew {}"}});
  EXPECT_EQ(timeline.bounds(1).first, D("2001-06-15"));
  EXPECT_EQ(At(timeline, "2001-06-14"), "none");
  EXPECT_EQ(At(timeline, "2001-06-15"), "MEMBER?none?");
  EXPECT_EQ(At(timeline, "2002-01-31"), "none");
}

TEST(FoldTest, UnknownDateIsBoundedByItsNeighbours) {
  const MembershipTimeline timeline = Timeline(Events{
      {"1990", kAdmitted}, {"", "withdrew {}"}, {"2000-05-01", kAdmitted}});
  EXPECT_EQ(At(timeline, "1989-12-31"), "none");
  EXPECT_EQ(At(timeline, "1995-01-01"), "MEMBER?none?");
  EXPECT_EQ(At(timeline, "2000-05-01"), "MEMBER");
}

TEST(FoldTest, CertainWhenAllPossibleEventsYieldTheSame) {
  const MembershipTimeline timeline =
      Timeline(Events{{"1990", kAdmitted}, {"[1995..1999]", kAdmitted}});
  const MembershipTimeline::DayView view = timeline.At(D("1997-01-01"));
  EXPECT_EQ(view.possible, (IndexRange{0, 1}));
  EXPECT_TRUE(view.certain);
}

// A source that knows only the end of a story does not say that there was none.
TEST(FoldTest, BeforeAnUntoldBeginningNothingIsKnown) {
  for (const char* end : {"withdrew {}", "expelled {}", "suspended {}",
                          "status_changed { status: MEMBERSHIP_STATUS_MEMBER }",
                          "reinstated {}"}) {
    const MembershipTimeline timeline = Timeline(Events{{"1993", end}});
    EXPECT_EQ(At(timeline, "1990-01-01"), "unknown") << end;
  }
  EXPECT_EQ(At(Timeline(Events{{"1993", "withdrew {}"}}), "2000-01-01"),
            "none");
  EXPECT_EQ(At(Timeline(Events{{"1993", "status_unknown {}"}}), "1990-01-01"),
            "none");
}

TEST(FoldTest, StepsOfAccessionBearNoStatus) {
  const Events events{{"2015-07-10", "admission_decided {}"},
                      {"2016", "accession_signed {}"},
                      {"2017-06-09", kAdmitted},
                      {"2018", "withdrawal_notified {}"}};
  const MembershipTimeline timeline = Timeline(events);
  EXPECT_EQ(timeline.size(), 1);
  EXPECT_EQ(timeline.outcome(0).event, 2);
  EXPECT_EQ(At(timeline, "2016-06-01"), "none");
  EXPECT_EQ(At(timeline, "2019-06-01"), "MEMBER");
}

TEST(FoldTest, ReinstatementRestoresWhatWasHeld) {
  const Events events{
      {"2001", kAdmittedObserver},
      {"2002", "suspended {}"},
      {"2003", "reinstated {}"},
      {"2004", "suspended {}"},
      {"2005", "reinstated { status: MEMBERSHIP_STATUS_GUEST }"}};
  const MembershipTimeline timeline = Timeline(events);
  EXPECT_EQ(At(timeline, "2002-12-31"), "SUSPENDED");
  EXPECT_EQ(At(timeline, "2003-12-31"), "OBSERVER");
  EXPECT_EQ(timeline.outcome(2).event, 2);
  EXPECT_EQ(timeline.outcome(2).title_event, 0);
  EXPECT_EQ(At(timeline, "2005-12-31"), "GUEST");
  EXPECT_EQ(timeline.outcome(4).title_event, 4);
}

TEST(FoldTest, EachWayToLeaveEndsTheStatusAndOneMayComeBack) {
  for (const char* leaving :
       {"withdrew {}", "expelled {}", "ended_by_succession {}",
        "continued_by { member: \"states/RUS\" }", "ended_by_dissolution {}"}) {
    const MembershipTimeline timeline = Timeline(Events{
        {"2001", kAdmitted}, {"2003", leaving}, {"2005", kAdmittedObserver}});
    EXPECT_EQ(At(timeline, "2004-01-01"), "none") << leaving;
    EXPECT_EQ(At(timeline, "2006-01-01"), "OBSERVER") << leaving;
  }
}

TEST(FoldTest, UnknownIsNeverASilentNo) {
  EXPECT_EQ(
      At(Timeline(Events{{"2001", kAdmitted}, {"2005", "status_unknown {}"}}),
         "2006-01-01"),
      "unknown");
  // Views that lack what came before.
  EXPECT_EQ(At(Timeline(Events{{"2001", "reinstated {}"}}), "2006-01-01"),
            "unknown");
  EXPECT_EQ(
      At(Timeline(Events{{"2001", "suspended {}"}, {"2002", "reinstated {}"}}),
         "2006-01-01"),
      "unknown");
  EXPECT_EQ(At(Timeline(Events{{"2001", "admitted {}"}}), "2006-01-01"),
            "unknown");
}

TEST(FoldTest, ImpossibleOrderNamesBothEvents) {
  const Events events{{"2000", "applied {}"},
                      {"1995", absl::StrCat("id: 'admitted-1995' ", kAdmitted)},
                      {"1990", "id: 'withdrew-1990' withdrew {}"}};
  OrderConflict conflict;
  const absl::Status status =
      MembershipTimeline::Build(events, OrderPolicy::kRefuse, &conflict)
          .status();
  EXPECT_EQ(platform::ReasonOf(status), v1::REASON_ORDER_IMPOSSIBLE);
  EXPECT_EQ(status.message(),
            "'withdrew-1990' (1990) cannot follow 'admitted-1995' (1995)");
  EXPECT_EQ(conflict, (OrderConflict{1, 2}));
}

TEST(FoldTest, MalformedDateIsRefused) {
  EXPECT_EQ(platform::ReasonOf(
                MembershipTimeline::Build(Events{{"2001-02-30", kAdmitted}})
                    .status()),
            v1::REASON_DATE_MALFORMED);
}

TEST(FoldTest, MixedAlternativesMayBeSortedInstead) {
  const Events events{{"2001-06-15", kAdmitted},
                      {"2030", "withdrew {}"},
                      {"2001-06-14", kAdmitted}};
  const absl::StatusOr<MembershipTimeline> timeline =
      MembershipTimeline::Build(events, OrderPolicy::kSortByEarliest);
  ASSERT_TRUE(timeline.ok()) << timeline.status();
  EXPECT_EQ(At(*timeline, "2001-06-13"), "none");
  EXPECT_EQ(At(*timeline, "2001-06-14"), "MEMBER");
  EXPECT_EQ(timeline->outcome(0).event, 2);
  EXPECT_EQ(timeline->outcome(1).event, 0);
}

TEST(FoldTest, QualifiersMarkWhatTheyBound) {
  const MembershipTimeline timeline =
      Timeline(Events{{"2001-06-15", kAdmittedObserver},
                      {"2005~", kAdmitted},
                      {"2010", "withdrew {}"},
                      {"2020", kAdmitted}});
  EXPECT_FALSE(timeline.AnyQualified({-1, -1}));
  EXPECT_TRUE(timeline.AnyQualified({0, 0}));
  EXPECT_TRUE(timeline.AnyQualified({1, 1}));
  EXPECT_FALSE(timeline.AnyQualified({2, 3}));
}

std::vector<std::string> Judge(absl::Span<const v1::Event* const> events) {
  std::vector<std::string> broken;
  const bool legal = JudgeMembershipFold(
      events, [&broken](size_t index, absl::string_view message) {
        broken.push_back(absl::StrCat(index, " ", message));
      });
  EXPECT_EQ(legal, broken.empty());
  return broken;
}

TEST(JudgeMembershipFoldTest, LegalStories) {
  EXPECT_THAT(Judge(Events{}), IsEmpty());
  EXPECT_THAT(
      Judge(Events{
          {"2000", "applied {}"},
          {"2001", kAdmittedObserver},
          {"2002", kAdmitted},
          {"2003", "suspended {}"},
          {"2004", "reinstated {}"},
          {"2005", "status_changed { status: MEMBERSHIP_STATUS_ASSOCIATE }"},
          {"2006", "suspended {}"},
          {"2007", "withdrew {}"},
          {"2008", kAdmitted},
          {"2009", "status_unknown {}"},
          {"2010", "status_unknown {}"},
          {"2011", "withdrew {}"}}),
      IsEmpty());
  for (const char* anything :
       {kAdmitted, "withdrew {}", "reinstated {}", "suspended {}",
        "status_changed { status: MEMBERSHIP_STATUS_MEMBER }"}) {
    EXPECT_THAT(Judge(Events{{"", "status_unknown {}"}, {"", anything}}),
                IsEmpty())
        << anything;
  }
}

TEST(JudgeMembershipFoldTest, EachBrokenRuleIsNamed) {
  for (const char* needs_status :
       {"withdrew", "expelled", "ended_by_succession", "continued_by",
        "ended_by_dissolution", "suspended", "status_changed"}) {
    EXPECT_THAT(
        Judge(Events{{"2000", "applied {}"},
                     {"2001", absl::StrCat(needs_status, " {}")}}),
        ElementsAre(absl::StrCat("1 '", needs_status,
                                 "' but holds no status at that point")));
  }
  EXPECT_THAT(Judge(Events{{"", kAdmitted}, {"", kAdmitted}}),
              ElementsAre("1 'admitted' but is member already"));
  EXPECT_THAT(
      Judge(Events{
          {"", "admitted { status: MEMBERSHIP_STATUS_DIALOGUE_PARTNER }"},
          {"",
           "status_changed { status: MEMBERSHIP_STATUS_DIALOGUE_PARTNER }"}}),
      ElementsAre("1 'status_changed' but is dialogue partner already"));
  EXPECT_THAT(Judge(Events{{"", kAdmitted}, {"", "reinstated {}"}}),
              ElementsAre("1 'reinstated' but is not suspended at that point"));
  EXPECT_THAT(Judge(Events{
                  {"", kAdmitted}, {"", "suspended {}"}, {"", "suspended {}"}}),
              ElementsAre("2 'suspended' but is suspended already"));
}

TEST(JudgeMembershipFoldTest, EverySlipIsReportedOnce) {
  EXPECT_THAT(Judge(Events{{"", "suspended {}"},
                           {"", "reinstated {}"},
                           {"", "withdrew {}"},
                           {"", "withdrew {}"}}),
              ElementsAre("0 'suspended' but holds no status at that point",
                          "3 'withdrew' but holds no status at that point"));
}

}  // namespace
}  // namespace comity::model
