// What other views than the canonical one say: by the word of some sources, and
// as the world could know on a day.
#include <string>
#include <vector>

#include "gtest/gtest.h"

#include "tests/query/answer/world.h"

namespace comity::query {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;

// The charter has India in from 2017; a data set that covers 1816 to 2014 has
// Kazakhstan in from 1996 and says nothing of India; the canonical view has
// Kazakhstan in from 2001-06-15.
World Sources() {
  World world;
  world.AddSource("cow", "2019", "1816/2014");
  world.AddSource("essay", "2013-05");
  world.AddSource("silent", "2000");
  world.Tell("KAZ", {{"1996", absl::StrCat(kMember, kAlternative), {"cow"}},
                     {"2001-06-15", kMember, {"charter", "essay"}}});
  world.Tell("IND", {{"2005-07-05", kObserver, {"essay"}},
                     {"2017-06-09", kToMember, {"charter"}}});
  return world;
}

void ExpectUnknown(const v1::MembershipAnswer& answer,
                   v1::UnknownReason reason) {
  EXPECT_EQ(answer.verdict(), v1::VERDICT_UNKNOWN);
  EXPECT_EQ(answer.unknown_reason(), reason);
  EXPECT_FALSE(answer.has_holds());
  EXPECT_THAT(Rows(answer), IsEmpty());
  EXPECT_FALSE(answer.has_none_since());
}

TEST(SourceViewTest, FoldsWhatTheSourcesSupportWhateverItsStanding) {
  const World world = Sources();
  EXPECT_EQ(world.Check("KAZ", "2000-01-01").verdict(), v1::VERDICT_NO);
  const v1::MembershipAnswer answer =
      world.Check("KAZ", "2000-01-01", By({"cow"}));
  EXPECT_EQ(answer.verdict(), v1::VERDICT_YES);
  EXPECT_THAT(Rows(answer),
              ElementsAre("MEMBER CERTAIN/CERTAIN since admitted-1996"));
  const v1::EventBasis& since = answer.statuses(0).since();
  EXPECT_EQ(since.standing(), model::v1::STANDING_ALTERNATIVE);
}

TEST(SourceViewTest, ShowsOnlyTheSourcesAsked) {
  const World world = Sources();
  const v1::MembershipAnswer answer =
      world.Check("KAZ", "2002-01-01", By({"essay"}));
  const v1::EventBasis& since = answer.statuses(0).since();
  ASSERT_EQ(since.citations_size(), 1);
  EXPECT_EQ(since.citations(0).source(), "sources/essay");
}

TEST(SourceViewTest, SaysNothingOutsideTheCoverageOfAllSources) {
  const World world = Sources();
  ExpectUnknown(world.Check("KAZ", "2020-01-01", By({"cow"})),
                v1::UNKNOWN_REASON_OUTSIDE_COVERAGE);
  ExpectUnknown(world.Check("KAZ", "2015", By({"cow"})),
                v1::UNKNOWN_REASON_OUTSIDE_COVERAGE);
  // Some day of the coverage's last year may still lie in it.
  EXPECT_EQ(world.Check("KAZ", "2014-12-31", By({"cow"})).verdict(),
            v1::VERDICT_YES);
  // Another source of the view covers the date.
  EXPECT_EQ(world.Check("KAZ", "2020-01-01", By({"cow", "essay"})).verdict(),
            v1::VERDICT_YES);
}

// The days that a source does not cover are not answered for by those it does.
TEST(SourceViewTest, APeriodThatCoverageEndsInIsNotAnsweredForAsAWhole) {
  const World world = Sources();
  const v1::MembershipAnswer answer =
      world.Check("KAZ", "[2010..2020]", By({"cow"}));
  EXPECT_EQ(answer.verdict(), v1::VERDICT_POSSIBLY);
  EXPECT_THAT(Rows(answer),
              ElementsAre("MEMBER CERTAIN/POSSIBLE since admitted-1996"));
  ExpectUnknown(world.Check("IND", "[2010..2020]", By({"cow"})),
                v1::UNKNOWN_REASON_OUTSIDE_COVERAGE);
}

TEST(SourceViewTest, TheEndOfAStoryAloneSaysNothingOfItsBeginning) {
  World world;
  world.AddSource("late");
  world.Tell("KAZ", {{"1980", kMember, {"charter"}},
                     {"1993", "id: 'withdrew' withdrew {}", {"late"}}});
  ExpectUnknown(world.Check("KAZ", "1990-01-01", By({"late"})),
                v1::UNKNOWN_REASON_NO_EVIDENCE);
  const v1::MembershipAnswer after =
      world.Check("KAZ", "2000-01-01", By({"late"}));
  EXPECT_EQ(after.verdict(), v1::VERDICT_NO);
  EXPECT_EQ(after.none_since().event_id(), "withdrew");
}

TEST(SourceViewTest, SilenceIsANoOnlyOfASourceThatSpeaksOfTheOrganization) {
  const World world = Sources();
  EXPECT_EQ(world.Check("IND", "2010-01-01", By({"cow"})).verdict(),
            v1::VERDICT_NO);
  EXPECT_EQ(world.Check("XYZ", "2010-01-01", By({"cow"})).verdict(),
            v1::VERDICT_NO);
  ExpectUnknown(world.Check("IND", "2010-01-01", By({"silent"})),
                v1::UNKNOWN_REASON_NO_EVIDENCE);
  ExpectUnknown(world.Check("XYZ", "2010-01-01", By({"silent"})),
                v1::UNKNOWN_REASON_NO_EVIDENCE);
}

TEST(SourceViewTest, AnEventOfTheOrganizationItselfIsSpeakingOfIt) {
  World world = Sources();
  model::v1::Record organization = OrganizationRecord("sco");
  *organization.mutable_organization()->add_events() =
      EventOf({"2001-06-15", "id: 'founded' founded {}", {"silent"}});
  world.builder.Put(organization);
  world.builder.Commit();
  EXPECT_EQ(world.Check("XYZ", "2010-01-01", By({"silent"})).verdict(),
            v1::VERDICT_NO);
}

// Claims of several sources never stood in one order.
TEST(SourceViewTest, PutsContradictingClaimsInTheOrderOfTheirDays) {
  World world;
  world.AddSource("a");
  world.AddSource("b");
  world.Tell("KAZ",
             {{"2001-06-15", kMember, {"a"}},
              {"1996-04-26", absl::StrCat(kMember, kAlternative), {"b"}}});
  const v1::MembershipAnswer answer =
      world.Check("KAZ", "2005-01-01", By({"a", "b"}));
  EXPECT_EQ(answer.verdict(), v1::VERDICT_YES);
  EXPECT_THAT(Rows(answer),
              ElementsAre("MEMBER CERTAIN/CERTAIN since admitted-1996-04-26"));
}

TEST(EvidenceCutTest, TakesOnlyWhatASourceHadPublishedByThen) {
  const World world = Sources();
  const auto by = [&world](const char* cut, const char* date) {
    return world.Check("IND", date, By({}, cut));
  };
  // The essay came out in some day of 2013-05, certainly by its last.
  EXPECT_THAT(Rows(by("2013-05-31", "2010-01-01")),
              ElementsAre("OBSERVER CERTAIN/CERTAIN since admitted-2005-07-05 "
                          "until status-changed-2017-06-09"));
  ExpectUnknown(world.Check("KAZ", "2010-01-01", By({}, "2002-06-06")),
                v1::UNKNOWN_REASON_NO_EVIDENCE);
  EXPECT_EQ(world.Check("KAZ", "2010-01-01", By({}, "2002-06-07")).verdict(),
            v1::VERDICT_YES);
}

TEST(EvidenceCutTest, HidesWhoSaidSoLater) {
  const World world = Sources();
  const v1::MembershipAnswer answer =
      world.Check("KAZ", "2010-01-01", By({}, "2010-01-01"));
  const v1::EventBasis& since = answer.statuses(0).since();
  ASSERT_EQ(since.citations_size(), 1);
  EXPECT_EQ(since.citations(0).source(), "sources/charter");
}

// Whether a pair has a story that came to light later must not show.
TEST(EvidenceCutTest, SaysTheSameOfPairsWithAndWithoutALaterStory) {
  World world = Sources();
  world.Tell("PAK", {{"2005", kObserver, {"essay"}}});
  for (const char* member : {"XYZ", "IND", "KAZ", "PAK"}) {
    ExpectUnknown(world.Check(member, "2010-01-01", By({}, "1990-01-01")),
                  v1::UNKNOWN_REASON_NO_EVIDENCE);
  }
  // By then the charter was out, which speaks of the organization.
  for (const char* member : {"XYZ", "PAK"}) {
    EXPECT_EQ(world.Check(member, "2010-01-01", By({}, "2002-06-07")).verdict(),
              v1::VERDICT_NO)
        << member;
  }
}

TEST(EvidenceCutTest, AppliesToTheSourcesAsked) {
  const World world = Sources();
  ExpectUnknown(world.Check("KAZ", "2000-01-01", By({"cow"}, "2018-12-31")),
                v1::UNKNOWN_REASON_NO_EVIDENCE);
  EXPECT_EQ(
      world.Check("KAZ", "2000-01-01", By({"cow"}, "2019-12-31")).verdict(),
      v1::VERDICT_YES);
}

TEST(EvidenceCutTest, ASourceOfUnknownDateSupportsNothing) {
  World world;
  world.AddSource("undated");
  world.Tell("KAZ", {{"2001-06-15", kMember, {"undated"}}});
  ExpectUnknown(world.Check("KAZ", "2010-01-01", By({}, "2026-01-01")),
                v1::UNKNOWN_REASON_NO_EVIDENCE);
}

}  // namespace
}  // namespace comity::query
