// What a subscriber is sent, and why.
#include "query/answer/answer_follower.h"

#include <optional>
#include <string>

#include "gtest/gtest.h"

#include "query/answer/find_members.h"
#include "tests/query/answer/sco_world.h"

namespace comity::query {
namespace {

using test_support::ReasonIs;

v1::CheckMembershipRequest India() {
  v1::CheckMembershipRequest request;
  request.set_organization("organizations/sco");
  request.set_member("states/IND");
  return request;
}

// What it says next, and the verdict: "INITIAL YES"; "-" for nothing.
template <typename Request>
std::string Next(AnswerFollower<Request>& follower, const World& world) {
  const auto change =
      follower.Next({world.builder.shared(), world.fresh_at, world.now});
  EXPECT_OK(change);
  if (!change.ok() || !change->has_value()) return "-";
  return absl::StrCat(v1::AnswerCause_Name((*change)->cause).substr(13), " ",
                      (*change)->response.basis().revision(), " ",
                      (*change)->response.basis().date());
}

TEST(AnswerFollowerTest, SendsTheAnswerOnceAndThenOnlyChanges) {
  ScoWorld world;  // 2026-05-28
  AnswerFollower<v1::CheckMembershipRequest> follower(India());
  ASSERT_OK(follower.CheckForm());
  const int64_t head = world.builder.model().head_revision();
  EXPECT_EQ(Next(follower, world),
            absl::StrCat("INITIAL ", head, " 2026-05-28"));
  EXPECT_EQ(Next(follower, world), "-");
  world.AddNoise();
  EXPECT_EQ(Next(follower, world), "-");  // a commit that changes nothing
  world.now += absl::Hours(24);
  EXPECT_EQ(Next(follower, world), "-");  // a day that changes nothing
}

TEST(AnswerFollowerTest, AFutureEventTakesEffectAtMidnightUtc) {
  ScoWorld world;
  world.Tell("IND", {{"2005-07-05", kObserver},
                     {"2017-06-09", kToMember},
                     {"2026-05-30", kWithdrew}});
  AnswerFollower<v1::CheckMembershipRequest> follower(India());
  ASSERT_OK(follower.CheckForm());
  world.now = absl::FromCivil(absl::CivilSecond(2026, 5, 29, 23, 59, 59),
                              absl::UTCTimeZone());
  EXPECT_EQ(Next(follower, world).substr(0, 7), "INITIAL");
  world.now += absl::Seconds(1);
  const int64_t head = world.builder.model().head_revision();
  EXPECT_EQ(Next(follower, world),
            absl::StrCat("TOOK_EFFECT ", head, " 2026-05-30"));
}

TEST(AnswerFollowerTest, ACommitCorrects) {
  ScoWorld world;
  AnswerFollower<v1::CheckMembershipRequest> follower(India());
  EXPECT_EQ(Next(follower, world).substr(0, 7), "INITIAL");
  const int64_t revision = world.Tell("IND", {{"2005-07-05", kObserver}});
  EXPECT_EQ(Next(follower, world),
            absl::StrCat("CORRECTED ", revision, " 2026-05-28"));
}

TEST(AnswerFollowerTest, ADayAndACommitAtOnceAreToldApart) {
  ScoWorld world;
  const int64_t before = world.Tell("IND", {{"2005-07-05", kObserver},
                                            {"2017-06-09", kToMember},
                                            {"2026-05-29", kWithdrew}});
  AnswerFollower<v1::CheckMembershipRequest> follower(India());
  EXPECT_EQ(Next(follower, world).substr(0, 7), "INITIAL");
  world.now += absl::Hours(24);
  const int64_t after = world.Tell("IND", {{"2005-07-05", kObserver}});
  EXPECT_EQ(Next(follower, world),
            absl::StrCat("TOOK_EFFECT ", before, " 2026-05-29"));
  EXPECT_EQ(Next(follower, world),
            absl::StrCat("CORRECTED ", after, " 2026-05-29"));
  EXPECT_EQ(Next(follower, world), "-");
}

TEST(AnswerFollowerTest, WithADateOfItsOwnNoDayMatters) {
  ScoWorld world;
  AnswerFollower<v1::CheckMembershipRequest> follower(
      On("2017-06-09", India()));
  EXPECT_EQ(Next(follower, world).substr(0, 7), "INITIAL");
  world.now += absl::Hours(24 * 365);
  EXPECT_EQ(Next(follower, world), "-");
}

// Q2
TEST(AnswerFollowerTest, TheFirstAnswerIsNotOlderThanTheToken) {
  ScoWorld world;
  model::v1::ConsistencyToken token;
  token.set_registry_id(kRegistryId);
  token.set_epoch(kEpoch);
  token.set_revision(world.builder.model().head_revision() + 1);
  v1::CheckMembershipRequest request = India();
  request.mutable_context()->set_at_least_as_fresh(model::EncodeToken(token));
  AnswerFollower<v1::CheckMembershipRequest> follower(request);
  ASSERT_OK(follower.CheckForm());
  EXPECT_EQ(Next(follower, world), "-");
  world.AddNoise();
  EXPECT_EQ(Next(follower, world).substr(0, 7), "INITIAL");
}

TEST(AnswerFollowerTest, AListWithMorePagesChangesOnlyWithItsRows) {
  ScoWorld world;
  v1::FindMembersRequest request;
  request.set_expression("member of sco");
  request.set_page_size(1);
  AnswerFollower<v1::FindMembersRequest> follower(request);
  ASSERT_OK(follower.CheckForm());
  EXPECT_EQ(Next(follower, world).substr(0, 7), "INITIAL");
  world.AddNoise();  // the token of the next page names another revision
  EXPECT_EQ(Next(follower, world), "-");
}

TEST(AnswerFollowerTest, WhatNeverChangesCannotBeFollowed) {
  const auto form = [](auto change) {
    v1::CheckMembershipRequest request = India();
    change(*request.mutable_context());
    return AnswerFollower<v1::CheckMembershipRequest>(request).CheckForm();
  };
  EXPECT_THAT(form([](v1::ReadContext& c) { c.set_at_revision(1); }),
              ReasonIs(model::v1::REASON_FIELD_INVALID));
  EXPECT_THAT(form([](v1::ReadContext& c) { c.mutable_at_time(); }),
              ReasonIs(model::v1::REASON_FIELD_INVALID));
  EXPECT_THAT(form([](v1::ReadContext& c) { c.mutable_fully_consistent(); }),
              ReasonIs(model::v1::REASON_FIELD_INVALID));
  EXPECT_THAT(form([](v1::ReadContext& c) { c.mutable_basis(); }),
              ReasonIs(model::v1::REASON_FIELD_INVALID));
  v1::FindMembersRequest paged;
  paged.set_expression("member of sco");
  paged.set_page_token("x");
  EXPECT_THAT(AnswerFollower<v1::FindMembersRequest>(paged).CheckForm(),
              ReasonIs(model::v1::REASON_FIELD_INVALID));
}

TEST(AnswerFollowerTest, EndsWhenTheQuestionCanNoLongerBeAnswered) {
  ScoWorld world;
  world.Tell("ABC", {{"2001", kMember}}, "club");
  v1::ListMembersRequest request;
  request.set_organization("organizations/club");
  AnswerFollower<v1::ListMembersRequest> follower(request);
  EXPECT_EQ(Next(follower, world).substr(0, 7), "INITIAL");
  world.builder.Delete("organizations/club/memberships/ABC");
  world.builder.Delete("organizations/club");
  world.builder.Commit();
  EXPECT_THAT(
      follower.Next({world.builder.shared(), world.fresh_at, world.now}),
      ReasonIs(model::v1::REASON_RECORD_NOT_FOUND));
}

}  // namespace
}  // namespace comity::query
