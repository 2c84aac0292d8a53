// WatchAnswer over gRPC: an answer as a subscription.
#include <chrono>
#include <memory>
#include <string>

#include "gmock/gmock.h"
#include "gtest/gtest.h"

#include "tests/query/api/query_fixture.h"

namespace comity::query {
namespace {

using test_support::Admitted;
using test_support::ReasonIs;
using test_support::Withdrew;

// One subscriber. Read waits as long as it takes: the test's time is bounded by
// the test program's.
class Subscriber {
 public:
  Subscriber(v1::QueryService::Stub& stub,
             const v1::WatchAnswerRequest& request)
      : reader_(stub.WatchAnswer(&context_, request)) {}
  ~Subscriber() { context_.TryCancel(); }

  v1::WatchAnswerResponse Read() {
    v1::WatchAnswerResponse response;
    EXPECT_TRUE(reader_->Read(&response));
    return response;
  }
  absl::Status Finish() {
    v1::WatchAnswerResponse response;
    EXPECT_FALSE(reader_->Read(&response));
    return platform::FromGrpcStatus(reader_->Finish());
  }

 private:
  grpc::ClientContext context_;
  std::unique_ptr<grpc::ClientReader<v1::WatchAnswerResponse>> reader_;
};

class WatchAnswerTest : public QueryFixture {
 protected:
  static v1::WatchAnswerRequest Watched(const std::string& member,
                                        const std::string& date = "") {
    v1::WatchAnswerRequest request;
    *request.mutable_check_membership() = Check(member, date);
    return request;
  }
};

TEST_F(WatchAnswerTest, SendsTheAnswerAndThenWhatCorrectsIt) {
  ServeLoaded();
  Subscriber subscriber(*stub_, Watched(kPakistan));
  const v1::WatchAnswerResponse first = subscriber.Read();
  EXPECT_EQ(first.cause(), v1::ANSWER_CAUSE_INITIAL);
  EXPECT_EQ(first.check_membership().answer().verdict(), v1::VERDICT_NO);
  CommitPakistan();
  ApplyNext();
  const v1::WatchAnswerResponse second = subscriber.Read();
  EXPECT_EQ(second.cause(), v1::ANSWER_CAUSE_CORRECTED);
  EXPECT_EQ(second.check_membership().answer().verdict(), v1::VERDICT_YES);
  EXPECT_EQ(second.check_membership().basis().revision(), 2);
}

TEST_F(WatchAnswerTest, WhatIsDecidedTakesEffectAtMidnightUtc) {
  ServeLoaded();
  // The fake clock stands at 2026-01-01, one hour after midnight.
  log_.Append({MembershipOf(kPakistan, Admitted("2026-01-02"))});
  ApplyNext();
  Subscriber subscriber(*stub_, Watched(kPakistan));
  EXPECT_EQ(subscriber.Read().check_membership().answer().verdict(),
            v1::VERDICT_NO);
  // The time of day alone: no answer is long under way.
  clock_.SetNow(clock_.Now() + absl::Hours(23));
  service_->Tick();
  const v1::WatchAnswerResponse next = subscriber.Read();
  EXPECT_EQ(next.cause(), v1::ANSWER_CAUSE_TOOK_EFFECT);
  EXPECT_EQ(next.check_membership().answer().verdict(), v1::VERDICT_YES);
  EXPECT_EQ(next.check_membership().basis().date(), "2026-01-02");
}

TEST_F(WatchAnswerTest, EveryKindOfQuestionCanBeWatched) {
  ServeLoaded();
  v1::WatchAnswerRequest members;
  members.mutable_list_members()->set_organization(kSco);
  EXPECT_EQ(Subscriber(*stub_, members).Read().list_members().members_size(),
            1);
  v1::WatchAnswerRequest memberships;
  memberships.mutable_list_memberships()->set_member(kIndia);
  EXPECT_EQ(Subscriber(*stub_, memberships)
                .Read()
                .list_memberships()
                .memberships_size(),
            1);
  v1::WatchAnswerRequest find;
  find.mutable_find_members()->set_expression("member of sco");
  EXPECT_EQ(Subscriber(*stub_, find).Read().find_members().members_size(), 1);
}

TEST_F(WatchAnswerTest, RefusesWhatCannotBeWatched) {
  ServeLoaded();
  EXPECT_THAT(Subscriber(*stub_, {}).Finish(),
              ReasonIs(model::v1::REASON_FIELD_MISSING));
  v1::WatchAnswerRequest request = Watched("states/none/x");
  EXPECT_THAT(Subscriber(*stub_, request).Finish(),
              ReasonIs(model::v1::REASON_NAME_MALFORMED));
  request = Watched(kIndia);
  request.mutable_check_membership()->mutable_context()->set_at_revision(1);
  EXPECT_THAT(Subscriber(*stub_, request).Finish(),
              ReasonIs(model::v1::REASON_FIELD_INVALID));
  request.mutable_check_membership()->set_member("states/ABC");
  request.mutable_check_membership()->clear_context();
  EXPECT_THAT(Subscriber(*stub_, request).Finish(),
              ReasonIs(model::v1::REASON_RECORD_NOT_FOUND));
}

// Q4
TEST_F(WatchAnswerTest, NothingIsSentBeforeTheFirstLoad) {
  Serve();
  EXPECT_THAT(Subscriber(*stub_, Watched(kIndia)).Finish(),
              ReasonIs(model::v1::REASON_LOADING));
}

TEST_F(WatchAnswerTest, SubscriptionsAreBounded) {
  ApiOptions options;
  options.subscriptions_max = 1;
  ServeLoaded(options);
  Subscriber first(*stub_, Watched(kIndia));
  first.Read();
  EXPECT_THAT(Subscriber(*stub_, Watched(kIndia)).Finish(),
              ReasonIs(model::v1::REASON_OVERLOADED));
}

TEST_F(WatchAnswerTest, ADrainEndsThem) {
  ServeLoaded();
  Subscriber subscriber(*stub_, Watched(kIndia));
  subscriber.Read();
  service_->Drain();
  EXPECT_THAT(subscriber.Finish(), ReasonIs(model::v1::REASON_SERVER_DRAINING));
}

}  // namespace
}  // namespace comity::query
