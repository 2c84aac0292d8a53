// The three profiles: what is on the page, and what is not.
#include <string>
#include <vector>

#include "gmock/gmock.h"
#include "gtest/gtest.h"

#include "query/answer/profiles.h"
#include "tests/query/answer/sco_world.h"

namespace comity::query {
namespace {

using test_support::ReasonIs;
using testing::ElementsAre;
using testing::IsEmpty;

template <typename Rows, typename NameOf>
std::vector<std::string> Ids(const Rows& rows, NameOf name_of) {
  std::vector<std::string> ids;
  for (const auto& row : rows) {
    ids.push_back(std::string(model::IdOf((row.*name_of)())));
  }
  return ids;
}

TEST(OrganizationProfileTest, HoldsAllThereIs) {
  const ScoWorld world;
  v1::GetOrganizationProfileRequest request;
  request.set_organization("organizations/sco");
  const auto page = world.Ask(On("2013-06-01", request));
  ASSERT_OK(page);
  EXPECT_THAT(Ids(page->members(), &v1::MembershipAnswer::member),
              ElementsAre("CHN", "IND", "RUS"));
  ASSERT_EQ(page->pending_accessions_size(), 1);
  EXPECT_EQ(page->pending_accessions(0).member(), "states/IND");
  EXPECT_THAT(
      Ids(page->institutions(), &v1::InstitutionDescription::institution),
      ElementsAre("secretariat", "rats"));
  EXPECT_THAT(Ids(page->offices(), &v1::OfficeHolderDescription::state),
              ElementsAre("RUS"));
  EXPECT_THAT(Ids(page->instruments(), &v1::InstrumentDescription::instrument),
              ElementsAre("friendship"));
  EXPECT_THAT(Ids(page->proposals(), &v1::ProposalDescription::proposal),
              ElementsAre("bank", "centre"));
  EXPECT_THAT(Ids(page->positions(), &v1::PositionDescription::position),
              ElementsAre("forecast"));
  EXPECT_THAT(Ids(page->sources(), &v1::CitedSource::name),
              ElementsAre("charter", "essay"));
  EXPECT_EQ(page->sources(1).source().published(), "2013");
  EXPECT_THAT(page->cut(), IsEmpty());
}

TEST(StateProfileTest, HoldsWhatTheStateAndItsBodiesDo) {
  const ScoWorld world;
  v1::GetStateProfileRequest request;
  request.set_state("states/RUS");
  const auto page = world.Ask(On("2013-06-01", request));
  ASSERT_OK(page);
  EXPECT_THAT(Ids(page->memberships(), &v1::MembershipAnswer::organization),
              ElementsAre("sco"));
  EXPECT_THAT(
      Ids(page->institutions(), &v1::InstitutionDescription::institution),
      ElementsAre("fsb"));
  EXPECT_THAT(Ids(page->offices(), &v1::OfficeHolderDescription::office),
              ElementsAre("chair"));
  EXPECT_THAT(Ids(page->instruments(), &v1::PartyDescription::instrument),
              ElementsAre("friendship"));
  EXPECT_THAT(Ids(page->proposals(), &v1::ProposalDescription::proposal),
              ElementsAre("centre"));
  EXPECT_THAT(Ids(page->positions(), &v1::PositionDescription::position),
              ElementsAre("routes"));
}

TEST(InstitutionProfileTest, HoldsItsProposalsAndPositions) {
  ScoWorld world;
  world.Put(
      "name: 'proposals/cyber' proposal { <essay par. 6> "
      "kind: PROPOSAL_KIND_MANDATE "
      "addressee: 'organizations/sco/institutions/rats' "
      "events { date: '2012' proposed {} "
      "actors: 'states/RUS/institutions/fsb' <essay par. 6> } }");
  v1::GetInstitutionProfileRequest request;
  request.set_institution("organizations/sco/institutions/rats");
  const auto page = world.Ask(On("2013-06-01", request));
  ASSERT_OK(page);
  EXPECT_EQ(page->institution().seats(0).city(), "Tashkent");
  EXPECT_THAT(Ids(page->proposals(), &v1::ProposalDescription::proposal),
              ElementsAre("cyber"));
}

TEST(ExistenceTest, SuccessionIsStatedAtBothEnds) {
  ScoWorld world;
  world.builder.Put(RecordOf(
      "name: 'states/CSK' state { type: STATE_TYPE_HISTORICAL <charter> "
      "events { date: '1918-10-28' founded {} <charter> } "
      "events { date: '1992-12-31' dissolved {} <charter> } "
      "events { date: '1993-01-01' succeeded_by { successor: 'states/CZE' } "
      "<charter> } "
      "events { date: '1993-01-01' succeeded_by { successor: 'states/SVK' } "
      "<charter> } }"));
  world.builder.Put(RecordOf(
      "name: 'states/CZE' state { type: STATE_TYPE_SOVEREIGN <charter> "
      "events { date: '1993-01-01' founded {} <charter> } }"));
  world.builder.Put(RecordOf(
      "name: 'states/SVK' state { type: STATE_TYPE_SOVEREIGN <charter> "
      "events { date: '1993-01-01' founded {} <charter> } }"));
  world.builder.Commit();
  const auto existence = [&](const char* state, const char* date) {
    v1::GetStateProfileRequest request;
    request.set_state(state);
    return world.Ask(On(date, request))->state().existence();
  };
  const v1::Existence before = existence("states/CSK", "1980");
  EXPECT_EQ(before.verdict(), v1::VERDICT_YES);
  EXPECT_EQ(before.since().what(), "founded");
  EXPECT_EQ(before.until().what(), "dissolved");
  EXPECT_THAT(before.successors(), ElementsAre("states/CZE", "states/SVK"));
  EXPECT_EQ(existence("states/CSK", "2000").verdict(), v1::VERDICT_NO);
  const v1::Existence after = existence("states/SVK", "2000");
  EXPECT_THAT(after.predecessors(), ElementsAre("states/CSK"));
  EXPECT_EQ(existence("states/SVK", "1980").verdict(), v1::VERDICT_NO);
  // Nobody says when Uzbekistan began.
  EXPECT_EQ(existence("states/UZB", "1980").verdict(), v1::VERDICT_UNKNOWN);
}

TEST(OrganizationProfileTest, PurposesAreThoseOfTheDate) {
  ScoWorld world;
  v1::GetOrganizationProfileRequest request;
  request.set_organization("organizations/sco");
  Suppose(request, "organizations/sco",
          "date: '2001' purpose_adopted { topic: 'topics/trade' }");
  Suppose(request, "organizations/sco",
          "date: '2010-05-01' purpose_dropped { topic: 'topics/trade' }");
  EXPECT_EQ(world.Ask(On("2005", request))->organization().purposes_size(), 1);
  EXPECT_EQ(world.Ask(On("2011", request))->organization().purposes_size(), 0);
}

TEST(ProfileTest, RefusesWhatIsNotThere) {
  const ScoWorld world;
  v1::GetStateProfileRequest state;
  EXPECT_THAT(world.Ask(state), ReasonIs(model::v1::REASON_FIELD_MISSING));
  state.set_state("states/ABC");
  EXPECT_THAT(world.Ask(state), ReasonIs(model::v1::REASON_RECORD_NOT_FOUND));
  v1::GetInstitutionProfileRequest institution;
  institution.set_institution("organizations/sco");
  EXPECT_THAT(world.Ask(institution),
              ReasonIs(model::v1::REASON_NAME_MALFORMED));
}

}  // namespace
}  // namespace comity::query
