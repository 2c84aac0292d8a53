// GetTimeline: all events that touch a record, in order.
#include "query/answer/timeline.h"

#include <string>
#include <vector>

#include "gmock/gmock.h"
#include "gtest/gtest.h"

#include "tests/query/answer/refused_fields.h"
#include "tests/query/answer/sco_world.h"

namespace comity::query {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;

v1::GetTimelineRequest Of(const std::string& subject,
                          const std::string& interval = "") {
  v1::GetTimelineRequest request;
  request.set_subject(subject);
  request.set_interval(interval);
  return request;
}

// "2001-06-15 admitted of CHN": each entry, with a "?" when it is not certain.
std::vector<std::string> Told(const World& world,
                              const v1::GetTimelineRequest& request) {
  const auto response = world.Ask(request);
  EXPECT_OK(response);
  std::vector<std::string> told;
  if (!response.ok()) return told;
  for (const v1::TimelineEntry& entry : response->entries()) {
    const absl::string_view what = model::PayloadName(entry.event());
    told.push_back(
        absl::StrCat(entry.date().date(),
                     entry.certainty() == v1::CERTAINTY_CERTAIN ? "" : "?", " ",
                     what, " of ", model::IdOf(entry.record())));
  }
  return told;
}

TEST(GetTimelineTest, OfAnOrganizationTakesInWhatIsBelowItAndWhatNamesIt) {
  EXPECT_THAT(
      Told(ScoWorld(), Of("organizations/sco")),
      ElementsAre(
          "[..2013] mandate_proposed of rats", "[..2013] proposed of centre",
          "2001-06-15 admitted of CHN", "2001-06-15 admitted of RUS",
          "2003 invited of IND", "2004 opened of rats", "2004 seated of rats",
          "2004 mandate_given of rats", "2004-01-15 opened of secretariat",
          "2004-01-15 seated of secretariat", "2005-07-05 admitted of IND",
          "2007-08-16 signed of friendship", "2007-08-16 signed of friendship",
          "2008 ratified of friendship", "2010 proposed of bank",
          "2010-06-11 assumed of chair", "2012-06-07 vacated of chair",
          "2012-06-07 assumed of chair", "2016-05 rejected of bank",
          "2017-06-09 status_changed of IND"));
}

TEST(GetTimelineTest, OfAStateTakesInWhatItDidElsewhere) {
  // As holder, actor, party and office holder, and as member.
  EXPECT_THAT(
      Told(ScoWorld(), Of("states/RUS")),
      ElementsAre("[..2013] taken of routes", "[..2013] proposed of centre",
                  "2001-06-15 admitted of RUS", "2003 invited of IND",
                  "2007-08-16 signed of friendship",
                  "2008 ratified of friendship",
                  "2012-06-07 assumed of chair"));
}

TEST(GetTimelineTest, OfAnActorThatIsAnInstitution) {
  EXPECT_THAT(Told(ScoWorld(), Of("states/RUS/institutions/fsb")),
              ElementsAre("[..2013] mandate_proposed of rats"));
}

TEST(GetTimelineTest, OfATopicTakesInNarrowerOnes) {
  EXPECT_THAT(
      Told(ScoWorld(), Of("topics/security")),
      ElementsAre("[..2013] mandate_proposed of rats",
                  "[..2013] proposed of centre", "2004 mandate_given of rats"));
  EXPECT_THAT(Told(ScoWorld(), Of("topics/drugs")),
              ElementsAre("[..2013] mandate_proposed of rats"));
}

TEST(GetTimelineTest, OfASourceIsWhatItSupportsOrHolds) {
  ScoWorld world;
  v1::GetTimelineRequest request = Of("sources/essay", "2003/2006");
  EXPECT_THAT(
      Told(world, request),
      ElementsAre("[..2013]? mandate_proposed of rats",
                  "[..2013]? taken of routes", "[..2013]? proposed of centre",
                  "2003 invited of IND", "2004 opened of rats",
                  "2004 seated of rats", "2004 mandate_given of rats",
                  "2005-07-05 admitted of IND"));
  // What another source says, and the view does not show of this one.
  *request.mutable_context() = By({"charter"});
  EXPECT_THAT(Told(world, request), IsEmpty());
  // What it only disputes is not its own.
  world.Put(
      "name: 'states/KAZ' state { type: STATE_TYPE_SOVEREIGN <charter> events "
      "{ date: '2004' founded {} <charter> "
      "citations { source: 'sources/essay' stance: STANCE_DISPUTES } } }");
  EXPECT_THAT(Told(world, Of("sources/essay", "2004-01-01/2004-06-30")),
              testing::Not(testing::Contains(HasSubstr("KAZ"))));
  EXPECT_THAT(Told(world, Of("sources/charter", "2004-01-01/2004-06-30")),
              testing::Contains("2004? founded of KAZ"));
}

TEST(GetTimelineTest, OfARecordThatIsOnlyCitedNothingIsTold) {
  EXPECT_THAT(Told(ScoWorld(), Of("states/UZB")),
              ElementsAre("2004 seated of rats"));
  EXPECT_THAT(Told(ScoWorld(), Of("states/XYZ")), IsEmpty());
}

TEST(GetTimelineTest, AnIntervalMarksWhatMayLieOutside) {
  const ScoWorld world;
  v1::GetTimelineRequest request = Of("states/RUS", "2012-06-07/..");
  EXPECT_THAT(Told(world, request), ElementsAre("[..2013]? taken of routes",
                                                "[..2013]? proposed of centre",
                                                "2012-06-07 assumed of chair"));
  request.mutable_context()->set_certainty(v1::CERTAINTY_MODE_STRICT);
  EXPECT_THAT(Told(world, request), ElementsAre("2012-06-07 assumed of chair"));
  request.set_interval("2014/..");
  EXPECT_THAT(Told(world, request), IsEmpty());
}

TEST(GetTimelineTest, AnUnknownDateComesFirst) {
  ScoWorld world;
  world.Put(
      "name: 'states/KAZ' state { type: STATE_TYPE_SOVEREIGN <charter> "
      "events { date: '[..1990]' renamed {} <charter> } "
      "events { founded {} <charter> } }");
  const auto response = world.Ask(Of("states/KAZ"));
  ASSERT_EQ(response->entries_size(), 2);
  EXPECT_TRUE(response->entries(0).event().has_founded());
  EXPECT_EQ(response->entries(0).date().ByteSizeLong(), 0u);
  EXPECT_EQ(response->entries(1).date().latest(), "1990-12-31");
}

TEST(GetTimelineTest, PayloadsFilter) {
  v1::GetTimelineRequest request = Of("organizations/sco");
  request.add_payloads("seated");
  request.add_payloads("signed");
  EXPECT_THAT(
      Told(ScoWorld(), request),
      ElementsAre("2004 seated of rats", "2004-01-15 seated of secretariat",
                  "2007-08-16 signed of friendship",
                  "2007-08-16 signed of friendship"));
}

TEST(GetTimelineTest, ShowsWhatTheViewTakesAndCites) {
  const ScoWorld world;
  v1::GetTimelineRequest request = Of("states/IND");
  EXPECT_THAT(Told(world, request),
              ElementsAre("2003 invited of IND", "2005-07-05 admitted of IND",
                          "2017-06-09 status_changed of IND"));
  *request.mutable_context() = By({"essay"});
  EXPECT_THAT(Told(world, request),
              ElementsAre("2003 invited of IND", "2005-07-05 admitted of IND",
                          "[2007..2013] signed of friendship"));
  *request.mutable_context() = By({}, "2010-01-01");
  EXPECT_THAT(Told(world, request),
              ElementsAre("2017-06-09 status_changed of IND"));
  request = Of("states/CHN");
  request.add_payloads("admitted");
  const auto both = world.Ask(request);
  EXPECT_EQ(both->entries(0).event().citations_size(), 2);
  *request.mutable_context() = By({}, "2010-01-01");
  const auto one = world.Ask(request);
  ASSERT_EQ(one->entries(0).event().citations_size(), 1);
  EXPECT_EQ(one->entries(0).event().citations(0).source(), "sources/charter");
}

TEST(GetTimelineTest, AHypothesisIsPartOfItAndSaysSo) {
  const ScoWorld world;
  v1::GetTimelineRequest request = Of("states/IND", "2020/..");
  Suppose(request, "organizations/sco/memberships/IND",
          "date: '2030' withdrew {}");
  const auto response = world.Ask(request);
  ASSERT_OK(response);
  ASSERT_EQ(response->entries_size(), 1);
  EXPECT_TRUE(response->entries(0).event().has_withdrew());
  EXPECT_TRUE(response->entries(0).hypothetical());
}

TEST(GetTimelineTest, PagesMakeTheWhole) {
  ExpectPagesMakeTheWhole<ScoWorld>(Of("organizations/sco"),
                                    &v1::GetTimelineResponse::mutable_entries);
  ExpectPagesMakeTheWhole<ScoWorld>(Of("topics/security"),
                                    &v1::GetTimelineResponse::mutable_entries);
}

TEST(GetTimelineTest, ABasisReplaysIt) {
  ScoWorld world;
  v1::GetTimelineRequest request = Of("states/RUS");
  const auto first = world.Ask(request);
  ASSERT_OK(first);
  world.Tell("RUS", {{"2001-06-15", kMember}, {"2020", kWithdrew}});
  *request.mutable_context()->mutable_basis() = first->basis();
  EXPECT_EQ(world.Ask(request)->SerializeAsString(),
            first->SerializeAsString());
}

TEST(GetTimelineTest, RefusesWhatIsMalformedAllAtOnce) {
  const ScoWorld world;
  EXPECT_THAT(RefusedFields(world.Ask(Of(""))),
              ElementsAre("FIELD_MISSING subject"));
  EXPECT_THAT(RefusedFields(world.Ask(Of("states/ZZZ"))),
              ElementsAre("RECORD_NOT_FOUND subject"));
  v1::GetTimelineRequest request = Of("nations/RUS", "2013/2001");
  request.add_payloads("admitted");
  request.add_payloads("note");
  request.mutable_context()->set_date("2013");
  EXPECT_THAT(
      RefusedFields(world.Ask(request)),
      ElementsAre("NAME_MALFORMED subject", "DATE_MALFORMED interval",
                  "FIELD_INVALID payloads[1]", "FIELD_INVALID context.date"));
}

}  // namespace
}  // namespace comity::query
