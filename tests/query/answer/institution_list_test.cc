// ListInstitutions: what an institution was on a date.
#include <string>
#include <vector>

#include "gmock/gmock.h"
#include "gtest/gtest.h"

#include "query/answer/lists.h"
#include "tests/query/answer/sco_world.h"

namespace comity::query {
namespace {

using test_support::ReasonIs;
using testing::ElementsAre;
using testing::IsEmpty;

constexpr char kSco[] = "organizations/sco";
constexpr char kRats[] = "organizations/sco/institutions/rats";

v1::ListInstitutionsRequest OfSco(const std::string& date) {
  v1::ListInstitutionsRequest request;
  request.set_parent(kSco);
  return On(date, request);
}

std::vector<std::string> NamesOf(
    const absl::StatusOr<v1::ListInstitutionsResponse>& response) {
  EXPECT_OK(response);
  std::vector<std::string> names;
  for (const auto& row : response->institutions()) {
    names.push_back(std::string(model::IdOf(row.institution())));
  }
  return names;
}

v1::InstitutionDescription RatsOn(const World& world, const std::string& date,
                                  v1::ReadContext context = {}) {
  v1::ListInstitutionsRequest request;
  *request.mutable_context() = std::move(context);
  request.set_parent(kSco);
  request = On(date, request);
  const auto response = world.Ask(request);
  EXPECT_OK(response);
  for (const auto& row : response->institutions()) {
    if (row.institution() == kRats) return row;
  }
  return {};
}

TEST(ListInstitutionsTest, StandInTheOrderOfPrecedence) {
  ScoWorld world;
  world.Put(
      "name: 'organizations/sco/institutions/club' institution { <charter> "
      "events { date: '2005' opened {} <charter> } }");
  EXPECT_THAT(NamesOf(world.Ask(OfSco("2013-06-01"))),
              ElementsAre("secretariat", "rats", "club"));
}

TEST(ListInstitutionsTest, AYearThatASourceKnowsMakesADayPossible) {
  const ScoWorld world;
  const v1::InstitutionDescription early = RatsOn(world, "2004-03-01");
  EXPECT_EQ(early.operating(), v1::VERDICT_POSSIBLY);
  EXPECT_EQ(early.opened().date().date(), "2004");
  EXPECT_EQ(early.opened().citations(0).locator(), "par. 6");
  EXPECT_EQ(RatsOn(world, "2005").operating(), v1::VERDICT_YES);
  EXPECT_THAT(NamesOf(world.Ask(OfSco("2003"))), IsEmpty());
  v1::ListInstitutionsRequest strict = OfSco("2004-03-01");
  strict.mutable_context()->set_certainty(v1::CERTAINTY_MODE_STRICT);
  EXPECT_THAT(NamesOf(world.Ask(strict)), ElementsAre("secretariat"));
}

TEST(ListInstitutionsTest, TellsSeatAndMandatesInForceAndProposed) {
  const v1::InstitutionDescription rats = RatsOn(ScoWorld(), "2014");
  ASSERT_EQ(rats.seats_size(), 1);
  EXPECT_EQ(rats.seats(0).city(), "Tashkent");
  EXPECT_EQ(rats.seats(0).state(), "states/UZB");
  EXPECT_EQ(rats.seats(0).holding().throughout(), v1::CERTAINTY_CERTAIN);
  ASSERT_EQ(rats.mandates_size(), 2);
  EXPECT_EQ(rats.mandates(0).topic(), "topics/drugs");
  EXPECT_EQ(rats.mandates(0).state(), v1::MANDATE_STATE_PROPOSED);
  EXPECT_THAT(rats.mandates(0).proposers(),
              ElementsAre("states/RUS/institutions/fsb"));
  EXPECT_EQ(rats.mandates(1).topic(), "topics/terrorism");
  EXPECT_EQ(rats.mandates(1).state(), v1::MANDATE_STATE_IN_FORCE);
  EXPECT_THAT(rats.mandates(1).proposers(), IsEmpty());
}

TEST(ListInstitutionsTest, AMandateGivenIsNoLongerProposed) {
  ScoWorld world;
  v1::ListInstitutionsRequest request = OfSco("2020");
  Suppose(request, kRats,
          "date: '2018' mandate_given { topic: 'topics/drugs' }");
  const auto response = world.Ask(request);
  ASSERT_OK(response);
  const v1::Mandate& drugs = response->institutions(1).mandates(0);
  EXPECT_EQ(drugs.state(), v1::MANDATE_STATE_IN_FORCE);
  EXPECT_THAT(drugs.proposers(), ElementsAre("states/RUS/institutions/fsb"));
  EXPECT_TRUE(drugs.holding().since().hypothetical());
}

TEST(ListInstitutionsTest, AllMembersAreThoseOfTheDateAsked) {
  const auto states = [](const v1::InstitutionDescription& rats) {
    std::vector<std::string> names;
    for (const auto& row : rats.staffing().states()) {
      names.push_back(row.state());
    }
    return names;
  };
  const ScoWorld world;
  EXPECT_THAT(states(RatsOn(world, "2013-06-01")),
              ElementsAre("states/CHN", "states/RUS"));
  EXPECT_THAT(states(RatsOn(world, "2020")),
              ElementsAre("states/CHN", "states/IND", "states/RUS"));
  EXPECT_TRUE(RatsOn(world, "2020").staffing().all_members());
}

TEST(ListInstitutionsTest, EndWithTheirParent) {
  ScoWorld world;
  v1::ListInstitutionsRequest request = OfSco("2022");
  Suppose(request, kSco, "date: '2021-12-31' dissolved {}");
  EXPECT_THAT(NamesOf(world.Ask(request)), IsEmpty());
  request = OfSco("2021");
  Suppose(request, kSco, "date: '2021-12-31' dissolved {}");
  const auto response = world.Ask(request);
  ASSERT_EQ(response->institutions_size(), 2);
  const v1::InstitutionDescription& rats = response->institutions(1);
  EXPECT_EQ(rats.parent_ended().record(), kSco);
  EXPECT_EQ(rats.seats(0).holding().until().record(), kSco);
  EXPECT_EQ(rats.operating(), v1::VERDICT_POSSIBLY);  // for a part of the year
}

TEST(ListInstitutionsTest, AreFilteredByMandateProposerAndSeat) {
  const ScoWorld world;
  v1::ListInstitutionsRequest request;
  request.set_topic("topics/security");  // drugs and terrorism are narrower
  EXPECT_THAT(NamesOf(world.Ask(On("2014", request))), ElementsAre("rats"));
  request.set_mandate_state(v1::MANDATE_STATE_PROPOSED);
  request.set_topic("topics/terrorism");
  EXPECT_THAT(NamesOf(world.Ask(On("2014", request))), IsEmpty());
  request.set_topic("topics/drugs");
  request.set_proposer("states/RUS/institutions/fsb");
  EXPECT_THAT(NamesOf(world.Ask(On("2014", request))), ElementsAre("rats"));
  request = {};
  request.set_seat_state("states/CHN");
  EXPECT_THAT(NamesOf(world.Ask(On("2014", request))),
              ElementsAre("secretariat"));
}

TEST(ListInstitutionsTest, BySourcesAreThoseThatTheyKnow) {
  const ScoWorld world;
  v1::ListInstitutionsRequest request = OfSco("2013");
  request.mutable_context()->add_sources("sources/essay");
  EXPECT_THAT(NamesOf(world.Ask(request)), ElementsAre("rats"));
  request = OfSco("2013");
  request.mutable_context()->set_evidence_until("2005-01-01");
  EXPECT_THAT(NamesOf(world.Ask(request)), ElementsAre("secretariat"));
}

TEST(ListInstitutionsTest, OneWithoutBeginningIsUnknown) {
  const ScoWorld world;
  v1::ListInstitutionsRequest request;
  request.set_parent("states/RUS");
  const auto response = world.Ask(On("2013", request));
  ASSERT_EQ(response->institutions_size(), 1);
  EXPECT_EQ(response->institutions(0).existence(), v1::VERDICT_UNKNOWN);
}

TEST(ListInstitutionsTest, PagesMakeTheWhole) {
  ExpectPagesMakeTheWhole<ScoWorld>(
      On("2014", v1::ListInstitutionsRequest()),
      &v1::ListInstitutionsResponse::mutable_institutions);
}

TEST(ListInstitutionsTest, RefusesWhatIsMalformedOrNotThere) {
  const ScoWorld world;
  v1::ListInstitutionsRequest request;
  request.set_topic("states/IND");
  request.set_type(static_cast<model::v1::InstitutionType>(99));
  const auto refused = world.Ask(request);
  EXPECT_THAT(refused, ReasonIs(model::v1::REASON_FIELD_INVALID));
  request = {};
  request.set_topic("topics/none");
  EXPECT_THAT(world.Ask(request), ReasonIs(model::v1::REASON_RECORD_NOT_FOUND));
}

}  // namespace
}  // namespace comity::query
