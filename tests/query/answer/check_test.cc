// What a check says in the canonical view: verdict, rows and their reasons.
#include <string>
#include <vector>

#include "gtest/gtest.h"

#include "tests/query/answer/world.h"

namespace comity::query {
namespace {

using test_support::ReasonIs;
using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;

// India was an observer from 2005 and a member from 2017.
World India() {
  World world;
  world.Tell("IND", {{"2005-07-05", kObserver}, {"2017-06-09", kToMember}});
  return world;
}

TEST(CheckMembershipTest, DatesDecideToTheDay) {
  const World world = India();
  struct Case {
    const char* date;
    v1::Verdict verdict;
    std::vector<std::string> rows;
  };
  const std::string observer =
      "OBSERVER CERTAIN/CERTAIN since admitted-2005-07-05 until "
      "status-changed-2017-06-09";
  const std::string member =
      "MEMBER CERTAIN/CERTAIN since status-changed-2017-06-09";
  for (const Case& c : std::vector<Case>{
           {"2005-07-04", v1::VERDICT_NO, {}},
           {"2005-07-05", v1::VERDICT_NO, {observer}},
           {"2017-06-08", v1::VERDICT_NO, {observer}},
           {"2017-06-09", v1::VERDICT_YES, {member}},
           {"9999-12-31", v1::VERDICT_YES, {member}},
           {"0001-01-01", v1::VERDICT_NO, {}},
       }) {
    const v1::MembershipAnswer answer = world.Check("IND", c.date);
    EXPECT_EQ(answer.verdict(), c.verdict) << c.date;
    EXPECT_EQ(Rows(answer), c.rows) << c.date;
    EXPECT_TRUE(answer.has_holds());
    EXPECT_EQ(answer.holds(), c.verdict == v1::VERDICT_YES);
    EXPECT_FALSE(answer.has_none_since());
  }
}

TEST(CheckMembershipTest, AsksForTheStatusesGiven) {
  const World world = India();
  v1::CheckMembershipRequest request;
  request.mutable_context()->set_date("2010-01-01");
  request.set_organization("organizations/sco");
  request.set_member("states/IND");
  request.add_statuses(model::v1::MEMBERSHIP_STATUS_OBSERVER);
  EXPECT_EQ(world.Ask(request)->answer().verdict(), v1::VERDICT_YES);
  request.clear_statuses();
  EXPECT_EQ(world.Ask(request)->answer().verdict(), v1::VERDICT_NO);
}

TEST(CheckMembershipTest, WithoutADateAsksAboutToday) {
  World world = India();
  v1::CheckMembershipRequest request;
  request.set_organization("organizations/sco");
  request.set_member("states/IND");
  world.now = absl::FromCivil(absl::CivilSecond(2017, 6, 8, 23, 59, 59),
                              absl::UTCTimeZone());
  EXPECT_EQ(world.Ask(request)->answer().verdict(), v1::VERDICT_NO);
  EXPECT_EQ(world.Ask(request)->basis().date(), "2017-06-08");
  world.now += absl::Seconds(1);
  EXPECT_EQ(world.Ask(request)->answer().verdict(), v1::VERDICT_YES);
  EXPECT_EQ(world.Ask(request)->basis().date(), "2017-06-09");
}

TEST(CheckMembershipTest, AYearIsNeverAFirstOfJanuary) {
  World world;
  world.Tell("IND", {{"2001", kMember}, {"2004", kWithdrew}});
  const auto verdict = [&world](const char* date) {
    return world.Check("IND", date).verdict();
  };
  EXPECT_EQ(verdict("2000-12-31"), v1::VERDICT_NO);
  EXPECT_EQ(verdict("2001-01-01"), v1::VERDICT_POSSIBLY);
  EXPECT_EQ(verdict("2001-12-30"), v1::VERDICT_POSSIBLY);
  EXPECT_EQ(verdict("2001-12-31"), v1::VERDICT_YES);
  EXPECT_EQ(verdict("2003-12-31"), v1::VERDICT_YES);
  EXPECT_EQ(verdict("2004-01-01"), v1::VERDICT_POSSIBLY);
  EXPECT_EQ(verdict("2004-12-31"), v1::VERDICT_NO);
  const v1::MembershipAnswer answer = world.Check("IND", "2001-06-01");
  EXPECT_FALSE(answer.has_holds());
  EXPECT_THAT(Rows(answer), ElementsAre("MEMBER POSSIBLE/POSSIBLE since "
                                        "admitted-2001 until withdrew-2004"));
  const v1::AnswerDate& since = answer.statuses(0).since().date();
  EXPECT_EQ(since.date(), "2001");
  EXPECT_EQ(since.earliest(), "2001-01-01");
  EXPECT_EQ(since.latest(), "2001-12-31");
}

TEST(CheckMembershipTest, APartialDateTellsSomeTimeFromThroughout) {
  const World world = India();
  const v1::MembershipAnswer year = world.Check("IND", "2017");
  EXPECT_EQ(year.verdict(), v1::VERDICT_POSSIBLY);
  EXPECT_THAT(Rows(year),
              ElementsAre("OBSERVER CERTAIN/NO since admitted-2005-07-05 until "
                          "status-changed-2017-06-09",
                          "MEMBER CERTAIN/NO since status-changed-2017-06-09"));
  EXPECT_EQ(world.Check("IND", "2018").verdict(), v1::VERDICT_YES);
  EXPECT_EQ(world.Check("IND", "2016").verdict(), v1::VERDICT_NO);
  EXPECT_EQ(world.Check("IND", "2017-06").verdict(), v1::VERDICT_POSSIBLY);
  EXPECT_THAT(Rows(world.Check("IND", "2016")),
              ElementsAre("OBSERVER CERTAIN/CERTAIN since admitted-2005-07-05 "
                          "until status-changed-2017-06-09"));
}

// All of the statuses asked for, one after the other, fill the year.
TEST(CheckMembershipTest, TwoStatusesAskedForMayShareTheDate) {
  const World world = India();
  v1::CheckMembershipRequest request;
  request.mutable_context()->set_date("2017");
  request.set_organization("organizations/sco");
  request.set_member("states/IND");
  request.add_statuses(model::v1::MEMBERSHIP_STATUS_OBSERVER);
  request.add_statuses(model::v1::MEMBERSHIP_STATUS_MEMBER);
  EXPECT_EQ(world.Ask(request)->answer().verdict(), v1::VERDICT_YES);
}

TEST(CheckMembershipTest, NeighboursTightenTheBounds) {
  World world;
  world.Tell("IND", {{"", kObserver}, {"2005", kToMember}});
  const v1::MembershipAnswer answer = world.Check("IND", "1990-01-01");
  ASSERT_THAT(Rows(answer), ElementsAre("OBSERVER POSSIBLE/POSSIBLE since "
                                        "admitted until status-changed-2005"));
  const v1::AnswerDate& since = answer.statuses(0).since().date();
  EXPECT_EQ(since.date(), "");
  EXPECT_EQ(since.earliest(), "");
  EXPECT_EQ(since.latest(), "2005-12-31");
}

TEST(CheckMembershipTest, QualifiersMarkTheAnswerAndDoNotWidenIt) {
  World world;
  world.Tell(
      "IND",
      {{"2001~", kMember}, {"2010-01-01", kSuspended}, {"2012", kReinstated}});
  EXPECT_EQ(world.Check("IND", "2002-01-01").verdict(), v1::VERDICT_YES);
  EXPECT_THAT(Rows(world.Check("IND", "2002-01-01")),
              ElementsAre("MEMBER CERTAIN/CERTAIN since admitted-2001 until "
                          "suspended-2010-01-01 ~"));
  EXPECT_THAT(Rows(world.Check("IND", "2011-01-01")),
              ElementsAre("SUSPENDED CERTAIN/CERTAIN since "
                          "suspended-2010-01-01 until reinstated-2012"));
}

TEST(CheckMembershipTest, ASuspendedMemberIsSuspendedAndNotAMember) {
  World world;
  world.Tell("IND", {{"2001-06-15", kMember},
                     {"2010-01-01", kSuspended},
                     {"2012-01-01", kReinstated}});
  const v1::MembershipAnswer answer = world.Check("IND", "2011-01-01");
  EXPECT_EQ(answer.verdict(), v1::VERDICT_NO);
  ASSERT_EQ(answer.statuses_size(), 1);
  EXPECT_EQ(answer.statuses(0).title(), "on hold");
  EXPECT_THAT(
      Rows(world.Check("IND", "2012-01-01")),
      ElementsAre("MEMBER CERTAIN/CERTAIN since reinstated-2012-01-01"));
}

// No day ends in a suspension that was lifted on its own day.
TEST(CheckMembershipTest, WhatEndedOnItsDayBreaksNothing) {
  World world;
  world.Tell("IND", {{"2001-06-15", kMember},
                     {"2010-01-01", kSuspended},
                     {"2010-01-01", kReinstated}});
  const v1::MembershipAnswer answer = world.Check("IND", "2010");
  EXPECT_EQ(answer.verdict(), v1::VERDICT_YES);
  EXPECT_THAT(Rows(answer),
              ElementsAre("MEMBER CERTAIN/CERTAIN since admitted-2001-06-15"));
}

TEST(CheckMembershipTest, OneMayLeaveAndComeBack) {
  World world;
  world.Tell("IND",
             {{"1990", kMember}, {"2000", kWithdrew}, {"2000", kMember}});
  EXPECT_THAT(Rows(world.Check("IND", "1995-01-01")),
              ElementsAre("MEMBER CERTAIN/CERTAIN since admitted-1990 until "
                          "withdrew-2000"));
  const v1::MembershipAnswer answer = world.Check("IND", "2000-06-01");
  EXPECT_EQ(answer.verdict(), v1::VERDICT_POSSIBLY);
  EXPECT_THAT(Rows(answer),
              ElementsAre("MEMBER POSSIBLE/POSSIBLE since admitted-1990 until "
                          "withdrew-2000",
                          "MEMBER POSSIBLE/POSSIBLE since admitted-2000"));
  EXPECT_EQ(answer.none_since().event_id(), "withdrew-2000");
  EXPECT_EQ(world.Check("IND", "2001-01-01").verdict(), v1::VERDICT_YES);
}

TEST(CheckMembershipTest, TellsSinceWhenNoneIsHeld) {
  World world;
  world.Tell("IND", {{"1990-01-01", kMember}, {"2000-01-01", kWithdrew}});
  const v1::MembershipAnswer answer = world.Check("IND", "2005-01-01");
  EXPECT_EQ(answer.verdict(), v1::VERDICT_NO);
  EXPECT_EQ(answer.none_since().event_id(), "withdrew-2000-01-01");
  EXPECT_EQ(answer.none_since().what(), "withdrew");
  EXPECT_EQ(answer.none_since().record(), "organizations/sco/memberships/IND");
  EXPECT_FALSE(world.Check("IND", "1980-01-01").has_none_since());
}

// A data set's "missing" is not a "no".
TEST(CheckMembershipTest, WhatTheSourceDoesNotKnowIsUnknown) {
  World world;
  world.Tell("IND", {{"1990-01-01", kMember}, {"2000", kStatusUnknown}});
  const v1::MembershipAnswer answer = world.Check("IND", "2005-01-01");
  EXPECT_EQ(answer.verdict(), v1::VERDICT_UNKNOWN);
  EXPECT_EQ(answer.unknown_reason(), v1::UNKNOWN_REASON_SOURCE_SAYS_UNKNOWN);
  EXPECT_FALSE(answer.has_holds());
  EXPECT_THAT(Rows(answer), IsEmpty());
  const v1::MembershipAnswer between = world.Check("IND", "2000-06-01");
  EXPECT_EQ(between.verdict(), v1::VERDICT_POSSIBLY);
  EXPECT_EQ(between.unknown_reason(), v1::UNKNOWN_REASON_UNSPECIFIED);
  EXPECT_THAT(Rows(between), ElementsAre(HasSubstr("MEMBER POSSIBLE")));
}

TEST(CheckMembershipTest, StrictAndInclusiveReadPossiblyApart) {
  World world;
  world.Tell("IND", {{"1990-01-01", kObserver}, {"2000", kToMember}});
  const v1::MembershipAnswer strict =
      world.Check("IND", "2000-06-01", In(v1::CERTAINTY_MODE_STRICT));
  EXPECT_EQ(strict.verdict(), v1::VERDICT_POSSIBLY);
  EXPECT_TRUE(strict.has_holds());
  EXPECT_FALSE(strict.holds());
  EXPECT_THAT(Rows(strict), IsEmpty());
  const v1::MembershipAnswer inclusive =
      world.Check("IND", "2000-06-01", In(v1::CERTAINTY_MODE_INCLUSIVE));
  EXPECT_EQ(inclusive.verdict(), v1::VERDICT_POSSIBLY);
  EXPECT_TRUE(inclusive.holds());
  EXPECT_EQ(inclusive.statuses_size(), 2);
}

TEST(CheckMembershipTest, APairWithoutAMembershipIsANo) {
  const World world = India();
  const v1::MembershipAnswer answer = world.Check("XYZ", "2010-01-01");
  EXPECT_EQ(answer.verdict(), v1::VERDICT_NO);
  EXPECT_FALSE(answer.holds());
  EXPECT_FALSE(answer.has_none_since());
  EXPECT_EQ(answer.organization(), "organizations/sco");
  EXPECT_EQ(answer.member(), "states/XYZ");
}

TEST(CheckMembershipTest, NamesAllThatIsNotThere) {
  const World world = India();
  v1::CheckMembershipRequest request;
  request.set_organization("organizations/none");
  request.set_member("states/NON");
  const auto response = world.Ask(request);
  EXPECT_THAT(response, ReasonIs(model::v1::REASON_RECORD_NOT_FOUND));
  EXPECT_THAT(response.status().message(), HasSubstr("and 1 more"));
}

TEST(CheckMembershipTest, ReportsAllThatIsMalformedAtOnce) {
  const World world = India();
  v1::CheckMembershipRequest request;
  request.mutable_context()->set_date("2001-02-30");
  request.set_member("states/ind");
  request.add_statuses(model::v1::MEMBERSHIP_STATUS_UNSPECIFIED);
  for (const absl::Status& status :
       {world.Ask(request).status(), NeedOf(request).status()}) {
    EXPECT_THAT(status, ReasonIs(model::v1::REASON_FIELD_MISSING));
    const std::string details = platform::ToRpcStatus(status).DebugString();
    for (const char* field :
         {"organization", "context.date", "member", "statuses[0]"}) {
      EXPECT_THAT(details, HasSubstr(field));
    }
  }
}

TEST(CheckMembershipTest, SaysWhoSaysSo) {
  World world;
  world.AddSource("press");
  model::v1::Record record = MembershipRecord("organizations/sco", "states/XYZ",
                                              {{"2001-06-15", kMember}});
  model::v1::Citation& doubt =
      *record.mutable_membership()->mutable_events(0)->add_citations();
  doubt.set_source("sources/press");
  doubt.set_stance(model::v1::STANCE_DISPUTES);
  world.builder.Put(record);
  world.builder.Commit();
  const v1::MembershipAnswer answer = world.Check("XYZ", "2002-01-01");
  const v1::EventBasis& since = answer.statuses(0).since();
  EXPECT_EQ(since.standing(), model::v1::STANDING_ACCEPTED);
  ASSERT_EQ(since.citations_size(), 2);
  EXPECT_EQ(since.citations(0).source(), "sources/charter");
  EXPECT_EQ(since.citations(1).stance(), model::v1::STANCE_DISPUTES);
}

TEST(CheckMembershipTest, AlternativesStandAsideInTheCanonicalView) {
  World world;
  world.Tell("IND", {{"1996", absl::StrCat(kMember, kAlternative)},
                     {"2001-06-15", kMember}});
  EXPECT_EQ(world.Check("IND", "2001-06-14").verdict(), v1::VERDICT_NO);
  EXPECT_THAT(Rows(world.Check("IND", "2001-06-15")),
              ElementsAre("MEMBER CERTAIN/CERTAIN since admitted-2001-06-15"));
}

// The seat of a state that is no more, and of the one that goes on in it, are
// two: each says how it stands to the other, whatever the date asked.
TEST(SuccessionTest, IsStatedOnBothSeatsAndNeverMerged) {
  World world;
  world.Tell("RUS", {});
  world.Tell("SUN", {{"1945-10-24", kMember},
                     {"1991-12-24", "continued_by { member: 'states/RUS' }"}});
  world.Tell("RUS", {{"1991-12-24", kMember}});
  const v1::MembershipAnswer soviet = world.Check("SUN", "1980-01-01");
  EXPECT_EQ(soviet.verdict(), v1::VERDICT_YES);
  ASSERT_EQ(soviet.successions_size(), 1);
  EXPECT_EQ(soviet.successions(0).kind(), v1::SUCCESSION_KIND_CONTINUED_BY);
  EXPECT_EQ(soviet.successions(0).member(), "states/RUS");
  const v1::MembershipAnswer russian = world.Check("RUS", "1980-01-01");
  EXPECT_EQ(russian.verdict(), v1::VERDICT_NO);
  ASSERT_EQ(russian.successions_size(), 1);
  EXPECT_EQ(russian.successions(0).kind(), v1::SUCCESSION_KIND_CONTINUES);
  EXPECT_EQ(russian.successions(0).member(), "states/SUN");
  EXPECT_EQ(russian.successions(0).event().record(),
            "organizations/sco/memberships/SUN");
  EXPECT_EQ(russian.successions(0).event().citations_size(), 1);
  EXPECT_EQ(world.Check("SUN", "1992").verdict(), v1::VERDICT_NO);
}

TEST(SuccessionTest, TwoSuccessorsEndASeatAndHaveTheirOwn) {
  World world;
  world.Tell("CZE", {});
  world.Tell("SVK", {});
  world.Tell("CSK", {{"1945-10-24", kMember},
                     {"1992-12-31",
                      "ended_by_succession { successors: 'states/CZE' "
                      "successors: 'states/SVK' }"}});
  world.Tell("CZE", {{"1993-01-19", kMember}});
  world.Tell("SVK", {{"1993-01-19", kMember}});
  const v1::MembershipAnswer ended = world.Check("CSK", "1995");
  EXPECT_EQ(ended.verdict(), v1::VERDICT_NO);
  EXPECT_EQ(ended.none_since().what(), "ended_by_succession");
  ASSERT_EQ(ended.successions_size(), 2);
  EXPECT_EQ(ended.successions(1).kind(), v1::SUCCESSION_KIND_SUCCEEDED_BY);
  EXPECT_EQ(ended.successions(1).member(), "states/SVK");
  // Between the end of the one and the entry of the others nobody was in.
  EXPECT_EQ(world.Check("SVK", "1993-01-10").verdict(), v1::VERDICT_NO);
  EXPECT_EQ(world.Check("SVK", "1995").successions(0).kind(),
            v1::SUCCESSION_KIND_SUCCEEDS);
  EXPECT_TRUE(world.Check("XYZ", "1995").successions().empty());
}

}  // namespace
}  // namespace comity::query
