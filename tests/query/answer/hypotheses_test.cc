// "What if": hypotheses are judged as commits are, and never stored.
#include <string>

#include "gmock/gmock.h"
#include "gtest/gtest.h"

#include "query/answer/accession.h"
#include "query/answer/find_members.h"
#include "query/answer/lists.h"
#include "query/answer/profiles.h"
#include "tests/query/answer/sco_world.h"

namespace comity::query {
namespace {

using test_support::ReasonIs;
using testing::HasSubstr;

constexpr char kIndia[] = "organizations/sco/memberships/IND";

v1::CheckMembershipRequest CheckIndia(const std::string& date) {
  v1::CheckMembershipRequest request;
  request.set_organization("organizations/sco");
  request.set_member("states/IND");
  return On(date, request);
}

TEST(HypothesesTest, AreLaidOverTheRegisterForOneAnswer) {
  const ScoWorld world;
  v1::CheckMembershipRequest request = CheckIndia("2021");
  Suppose(request, kIndia, "date: '2020' withdrew {}");
  const auto supposed = world.Ask(request);
  ASSERT_OK(supposed);
  EXPECT_EQ(supposed->answer().verdict(), v1::VERDICT_NO);
  EXPECT_TRUE(supposed->answer().none_since().hypothetical());
  EXPECT_TRUE(supposed->answer().none_since().citations().empty());
  const auto plain = world.Ask(CheckIndia("2021"));
  EXPECT_EQ(plain->answer().verdict(), v1::VERDICT_YES);
  EXPECT_FALSE(plain->answer().statuses(0).since().hypothetical());
}

// Q3
TEST(HypothesesTest, TheBasisReplaysThem) {
  ScoWorld world;
  v1::CheckMembershipRequest request = CheckIndia("2021");
  Suppose(request, kIndia, "date: '2020' withdrew {}");
  const auto first = world.Ask(request);
  ASSERT_OK(first);
  EXPECT_EQ(first->basis().hypotheses_size(), 1);
  world.Tell("IND", {{"2005", kObserver}});
  v1::CheckMembershipRequest again = CheckIndia("");
  *again.mutable_context()->mutable_basis() = first->basis();
  EXPECT_EQ(world.Ask(again)->SerializeAsString(), first->SerializeAsString());
}

TEST(HypothesesTest, ANewStateCanJoin) {
  const ScoWorld world;
  v1::ListMembersRequest request;
  request.set_organization("organizations/sco");
  *request.mutable_context()->add_hypotheses()->mutable_put() = RecordOf(
      "name: 'states/newland' state { type: STATE_TYPE_SOVEREIGN "
      "labels { language: 'en' text: 'Newland' } }");
  *request.mutable_context()->add_hypotheses()->mutable_put() = RecordOf(
      "name: 'organizations/sco/memberships/newland' membership { "
      "member: 'states/newland' events { date: '2019' admitted { "
      "status: MEMBERSHIP_STATUS_MEMBER } } }");
  EXPECT_EQ(world.Ask(On("2020", request))->members_size(), 4);
  v1::FindMembersRequest find;
  *find.mutable_context() = request.context();
  find.set_expression("not member of sco");
  const auto outside = world.Ask(On("2018", find));
  ASSERT_OK(outside);
  EXPECT_EQ(outside->members(0).member(), "states/UZB");
  EXPECT_EQ(outside->members(2).member(), "states/newland");
}

TEST(HypothesesTest, AreTakenByEveryViewUnlessTheyCite) {
  const ScoWorld world;
  v1::CheckMembershipRequest request = CheckIndia("2021");
  request.mutable_context()->add_sources("sources/essay");
  Suppose(request, kIndia, "date: '2020' withdrew {}");
  EXPECT_EQ(world.Ask(request)->answer().verdict(), v1::VERDICT_NO);
  // What cites is a claim like any other.
  request.mutable_context()->clear_hypotheses();
  Suppose(request, kIndia,
          "date: '2020' withdrew {} citations { source: 'sources/charter' }");
  EXPECT_EQ(world.Ask(request)->answer().statuses(0).status(),
            model::v1::MEMBERSHIP_STATUS_OBSERVER);
}

TEST(HypothesesTest, BrokenRulesAreToldUnderTheirField) {
  const ScoWorld world;
  const auto refused = [&world](const std::string& record,
                                const std::string& event) {
    v1::CheckMembershipRequest request = CheckIndia("2021");
    Suppose(request, record, event);
    return world.Ask(request).status();
  };
  const absl::Status fold = refused(kIndia, "date: '2020' reinstated {}");
  EXPECT_THAT(fold, ReasonIs(model::v1::REASON_FOLD_ILLEGAL));
  EXPECT_THAT(std::string(fold.message()),
              HasSubstr("context.hypotheses[0].append_events"));
  EXPECT_THAT(refused(kIndia, "date: '2001' withdrew {}"),
              ReasonIs(model::v1::REASON_ORDER_IMPOSSIBLE));
  EXPECT_THAT(refused(kIndia, "date: '20-20' withdrew {}"),
              ReasonIs(model::v1::REASON_DATE_MALFORMED));
  EXPECT_THAT(refused(kIndia, "date: '2020' opened {}"),
              ReasonIs(model::v1::REASON_PAYLOAD_NOT_ALLOWED));
  EXPECT_THAT(refused("organizations/none", "date: '2020' dissolved {}"),
              ReasonIs(model::v1::REASON_RECORD_NOT_FOUND));
  EXPECT_THAT(refused(kIndia,
                      "date: '2020' withdrew {} citations { source: "
                      "'sources/none' }"),
              ReasonIs(model::v1::REASON_REFERENCE_UNRESOLVED));
  v1::CheckMembershipRequest deletion = CheckIndia("2021");
  deletion.mutable_context()->add_hypotheses()->set_delete_record("states/CHN");
  EXPECT_THAT(world.Ask(deletion),
              ReasonIs(model::v1::REASON_RECORD_REFERENCED));
}

TEST(HypothesesTest, ADeletionCanBeSupposed) {
  const ScoWorld world;
  v1::CheckMembershipRequest request = CheckIndia("2021");
  request.mutable_context()->add_hypotheses()->set_delete_record(kIndia);
  EXPECT_EQ(world.Ask(request)->answer().verdict(), v1::VERDICT_NO);
}

TEST(HypothesesTest, TooManyAreRefused) {
  v1::CheckMembershipRequest request = CheckIndia("2021");
  for (int i = 0; i < 101; ++i) request.mutable_context()->add_hypotheses();
  EXPECT_THAT(ScoWorld().Ask(request),
              ReasonIs(model::v1::REASON_TOO_MANY_ITEMS));
}

// An empty hypothesis, or one that says what is so already, changes nothing.
template <typename Request>
void ExpectUnchanged(const World& world, Request request) {
  const auto plain = world.Ask(request);
  ASSERT_OK(plain);
  const auto& model = *world.builder.shared();
  for (const char* name : {kIndia, "organizations/sco/memberships/CHN"}) {
    *request.mutable_context()->add_hypotheses()->mutable_put() =
        *model.Find(name)->RecordAt(model.head_revision());
  }
  auto supposed = world.Ask(request);
  ASSERT_OK(supposed);
  supposed->mutable_basis()->clear_hypotheses();
  EXPECT_EQ(supposed->SerializeAsString(), plain->SerializeAsString());
}

TEST(HypothesesTest, WhatIsSoAlreadyChangesNothing) {
  const ScoWorld world;
  ExpectUnchanged(world, CheckIndia("2013"));
  v1::FindMembersRequest find;
  find.set_expression("any of sco or not member of sco");
  ExpectUnchanged(world, On("2013", find));
  v1::GetOrganizationProfileRequest profile;
  profile.set_organization("organizations/sco");
  ExpectUnchanged(world, On("2013", profile));
  v1::GetAccessionRequest accession;
  accession.set_organization("organizations/sco");
  accession.set_member("states/IND");
  ExpectUnchanged(world, On("2013", accession));
  ExpectUnchanged(world, On("2013", v1::ListInstitutionsRequest()));
}

}  // namespace
}  // namespace comity::query
