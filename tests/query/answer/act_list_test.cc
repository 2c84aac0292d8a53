// ListProposals, ListPositions, ListOfficeHolders, ListInstrumentParties.
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

TEST(ListProposalsTest, TellsHowFarEachIs) {
  const ScoWorld world;
  const auto response = world.Ask(On("2014", v1::ListProposalsRequest()));
  ASSERT_OK(response);
  ASSERT_EQ(response->proposals_size(), 2);
  const v1::ProposalDescription& bank = response->proposals(0);
  ASSERT_EQ(bank.standings_size(), 1);
  EXPECT_EQ(bank.standings(0).state(), v1::PROPOSAL_STATE_PROPOSED);
  EXPECT_EQ(bank.standings(0).holding().until().what(), "rejected");
  ASSERT_EQ(bank.acts_size(), 1);
  EXPECT_THAT(bank.acts(0).actors(), ElementsAre("states/CHN"));
  const auto later = world.Ask(On("2017", v1::ListProposalsRequest()));
  EXPECT_EQ(later->proposals(0).standings(0).state(),
            v1::PROPOSAL_STATE_REJECTED);
  const auto at_the_time = world.Ask(On("2016", v1::ListProposalsRequest()));
  EXPECT_EQ(at_the_time->proposals(0).standings_size(), 2);
}

TEST(ListProposalsTest, AreFiltered) {
  const ScoWorld world;
  const auto names = [&](const v1::ListProposalsRequest& request) {
    std::vector<std::string> ids;
    const auto response = world.Ask(On("2014", request));
    EXPECT_OK(response);
    for (const auto& row : response->proposals()) {
      ids.push_back(std::string(model::IdOf(row.proposal())));
    }
    return ids;
  };
  v1::ListProposalsRequest request;
  request.set_proposer("states/RUS");
  EXPECT_THAT(names(request), ElementsAre("centre"));
  request = {};
  request.set_subject("topics/security");
  EXPECT_THAT(names(request), ElementsAre("centre"));
  request = {};
  request.set_addressee("organizations/sco");
  EXPECT_THAT(names(request), ElementsAre("bank", "centre"));
  request.add_states(v1::PROPOSAL_STATE_REJECTED);
  EXPECT_THAT(names(request), IsEmpty());
  request = {};
  request.set_kind(model::v1::PROPOSAL_KIND_MANDATE);
  EXPECT_THAT(names(request), IsEmpty());
}

TEST(ListProposalsTest, OneNotMadeYetIsLeftOut) {
  const ScoWorld world;
  const auto response = world.Ask(On("2009", v1::ListProposalsRequest()));
  ASSERT_EQ(response->proposals_size(), 1);
  // Somewhere before the end of 2013.
  EXPECT_EQ(response->proposals(0).standings(0).holding().at_some_time(),
            v1::CERTAINTY_POSSIBLE);
  v1::ListProposalsRequest strict = On("2009", v1::ListProposalsRequest());
  strict.mutable_context()->set_certainty(v1::CERTAINTY_MODE_STRICT);
  EXPECT_EQ(world.Ask(strict)->proposals_size(), 0);
}

TEST(ListProposalsTest, PagesMakeTheWhole) {
  ExpectPagesMakeTheWhole<ScoWorld>(
      On("2014", v1::ListProposalsRequest()),
      &v1::ListProposalsResponse::mutable_proposals);
}

TEST(ListPositionsTest, AreThoseThatAllHoldersHold) {
  const ScoWorld world;
  v1::ListPositionsRequest request;
  request.add_holders("states/RUS");
  request.add_holders("states/CHN");
  const auto joint = world.Ask(On("2014", request));
  ASSERT_OK(joint);
  ASSERT_EQ(joint->positions_size(), 1);
  EXPECT_EQ(joint->positions(0).position(), "positions/routes");
  EXPECT_EQ(joint->positions(0).citations(0).locator(), "par. 8");
  request.add_holders("sources/essay");
  EXPECT_EQ(world.Ask(On("2014", request))->positions_size(), 0);
}

TEST(ListPositionsTest, OneThatNobodyDatesIsPossible) {
  const ScoWorld world;
  v1::ListPositionsRequest request;
  request.add_holders("sources/essay");
  const auto response = world.Ask(On("2013", request));
  ASSERT_EQ(response->positions_size(), 1);
  EXPECT_EQ(response->positions(0).holding().at_some_time(),
            v1::CERTAINTY_POSSIBLE);
}

TEST(ListPositionsTest, TheSummaryIsTheOneOfTheDate) {
  ScoWorld world;
  v1::ListPositionsRequest request;
  request.set_target("topics/trade");
  Suppose(request, "positions/routes",
          "date: '2016' changed { summary { language: 'en' text: 'Share.' } }");
  EXPECT_EQ(world.Ask(On("2014", request))->positions(0).summary(0).text(),
            "Hold the routes.");
  EXPECT_EQ(world.Ask(On("2018", request))->positions(0).summary(0).text(),
            "Share.");
  Suppose(request, "positions/routes", "date: '2017' abandoned {}");
  EXPECT_EQ(world.Ask(On("2018", request))->positions_size(), 0);
}

TEST(ListPositionsTest, PagesMakeTheWhole) {
  ExpectPagesMakeTheWhole<ScoWorld>(
      On("2014", v1::ListPositionsRequest()),
      &v1::ListPositionsResponse::mutable_positions);
}

TEST(ListPositionsTest, RefusesTooManyHolders) {
  v1::ListPositionsRequest request;
  for (int i = 0; i < 101; ++i) request.add_holders("states/RUS");
  EXPECT_THAT(ScoWorld().Ask(request),
              ReasonIs(model::v1::REASON_TOO_MANY_ITEMS));
}

TEST(ListOfficeHoldersTest, TellsWhoHeldItAndBetweenWhichEvents) {
  const ScoWorld world;
  v1::ListOfficeHoldersRequest request;
  request.set_parent("organizations/sco");
  const auto in_2011 = world.Ask(On("2011", request));
  ASSERT_OK(in_2011);
  ASSERT_EQ(in_2011->holders_size(), 1);
  EXPECT_EQ(in_2011->holders(0).state(), "states/CHN");
  EXPECT_EQ(in_2011->holders(0).holding().until().date().date(), "2012-06-07");
  EXPECT_EQ(world.Ask(On("2012", request))->holders_size(), 2);
  EXPECT_EQ(world.Ask(On("2009", request))->holders_size(), 0);
  request.set_state("states/RUS");
  EXPECT_EQ(world.Ask(On("2012", request))->holders_size(), 1);
}

TEST(ListOfficeHoldersTest, SeveralMayHoldAnOfficeThatSaysSo) {
  ScoWorld world;
  world.Put(
      "name: 'organizations/sco/offices/envoy' office { <charter> "
      "concurrent_holders: true "
      "events { date: '2003' assumed { person: 'B' } <charter> } "
      "events { date: '2002' assumed { person: 'A' } <charter> } "
      "events { date: '2010' vacated { person: 'A' } <charter> } }");
  v1::ListOfficeHoldersRequest request;
  request.set_office("organizations/sco/offices/envoy");
  const auto both = world.Ask(On("2005", request));
  ASSERT_EQ(both->holders_size(), 2);
  EXPECT_EQ(both->holders(0).person(), "A");
  EXPECT_EQ(both->holders(1).person(), "B");
  EXPECT_EQ(world.Ask(On("2011", request))->holders_size(), 1);
}

TEST(ListOfficeHoldersTest, PagesMakeTheWhole) {
  ExpectPagesMakeTheWhole<ScoWorld>(
      On("2012", v1::ListOfficeHoldersRequest()),
      &v1::ListOfficeHoldersResponse::mutable_holders);
}

TEST(ListInstrumentPartiesTest, SignatoriesAndParties) {
  const ScoWorld world;
  v1::ListInstrumentPartiesRequest request;
  request.set_instrument("instruments/friendship");
  const auto response = world.Ask(On("2013", request));
  ASSERT_OK(response);
  ASSERT_EQ(response->parties_size(), 2);
  EXPECT_EQ(response->parties(0).party(), "states/CHN");
  EXPECT_EQ(response->parties(0).state(), v1::PARTY_STATE_SIGNATORY);
  EXPECT_EQ(response->parties(1).state(), v1::PARTY_STATE_PARTY);
  EXPECT_EQ(response->parties(1).form(), model::v1::CONSENT_FORM_RATIFICATION);
  EXPECT_EQ(response->parties(1).signature().date().date(), "2007-08-16");
}

TEST(ListInstrumentPartiesTest, AClaimIsSeenByTheWordOfItsSourceAlone) {
  const ScoWorld world;
  v1::ListInstrumentPartiesRequest request;
  request.mutable_context()->add_sources("sources/essay");
  const auto response = world.Ask(On("2014", request));
  ASSERT_EQ(response->parties_size(), 1);
  EXPECT_EQ(response->parties(0).party(), "states/IND");
  EXPECT_EQ(response->parties(0).signature().standing(),
            model::v1::STANDING_ALTERNATIVE);
}

TEST(ListInstrumentPartiesTest, FormerPartiesAreShownWhenAskedFor) {
  const ScoWorld world;
  v1::ListInstrumentPartiesRequest request;
  Suppose(request, "instruments/friendship",
          "date: '2020' withdrew { party: 'states/RUS' }");
  EXPECT_EQ(world.Ask(On("2021", request))->parties_size(), 1);
  request.add_states(v1::PARTY_STATE_FORMER);
  const auto former = world.Ask(On("2021", request));
  ASSERT_EQ(former->parties_size(), 1);
  EXPECT_EQ(former->parties(0).party(), "states/RUS");
  EXPECT_TRUE(former->parties(0).holding().since().hypothetical());
}

TEST(ListInstrumentPartiesTest, ATerminatedInstrumentHasNone) {
  const ScoWorld world;
  v1::ListInstrumentPartiesRequest request;
  Suppose(request, "instruments/friendship", "date: '2020' terminated {}");
  EXPECT_EQ(world.Ask(On("2021", request))->parties_size(), 0);
}

TEST(ListInstrumentPartiesTest, PagesMakeTheWhole) {
  ExpectPagesMakeTheWhole<ScoWorld>(
      On("2008", v1::ListInstrumentPartiesRequest()),
      &v1::ListInstrumentPartiesResponse::mutable_parties);
}

}  // namespace
}  // namespace comity::query
