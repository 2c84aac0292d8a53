// How fresh an answer is, and what happens when it cannot be: Q2 and Q6, and
// the consistency choices of ReadContext.
#include <chrono>
#include <future>
#include <string>
#include <thread>

#include "absl/time/time.h"

#include "query/index/proto_time.h"
#include "tests/query/api/query_fixture.h"

namespace comity::query {
namespace {

using test_support::ReasonIs;
using test_support::StatusIs;

// A wait that a test sees the end of.
constexpr ApiOptions kShortWait = {.wait_max = absl::Milliseconds(20)};

class ConsistencyTest : public QueryFixture {
 protected:
  static CheckRequest CheckAsFresh(const std::string& token) {
    CheckRequest request = Check(kPakistan);
    request.mutable_context()->set_at_least_as_fresh(token);
    return request;
  }
  static CheckRequest CheckFully() {
    CheckRequest request = Check(kPakistan);
    request.mutable_context()->mutable_fully_consistent();
    return request;
  }
  CheckRequest CheckAt(absl::Time time) {
    CheckRequest request = Check(kIndia);
    *request.mutable_context()->mutable_at_time() = TimestampOf(time);
    return request;
  }
  absl::Time CommitTime(int64_t revision) {
    return TimeOf(log_.At(revision).commit_time());
  }
};

// Q2
TEST_F(ConsistencyTest, TokenThatTheReplicaHasIsAnsweredAtOnce) {
  ServeLoaded();
  ASSERT_OK_AND_ASSIGN(const auto answer, Ask(CheckAsFresh(TokenOf(1))));
  EXPECT_EQ(answer.basis().revision(), 1);
}

// Q2
TEST_F(ConsistencyTest, TokenIsAnsweredWhenItsCommitArrives) {
  ServeLoaded();
  CommitPakistan();
  auto answer = AskSoon(CheckAsFresh(TokenOf(2)));
  ApplyNext();
  const auto response = answer.get();
  ASSERT_OK(response);
  EXPECT_EQ(response->basis().revision(), 2);
  EXPECT_EQ(response->answer().verdict(), v1::VERDICT_YES);
}

// Q2: never stale, whoever is first, the question or the commit.
TEST_F(ConsistencyTest, TokensAreNeverAnsweredFromBeforeThemInARace) {
  ServeLoaded();
  for (int64_t revision = 2; revision <= 100; ++revision) {
    log_.Append({MembershipOf(
        kPakistan, test_support::Admitted(absl::StrCat(1900 + revision)))});
    auto answer = AskSoon(CheckAsFresh(TokenOf(revision)));
    ApplyNext();
    const auto response = answer.get();
    ASSERT_OK(response);
    ASSERT_EQ(response->basis().revision(), revision);
    ASSERT_EQ(response->answer().statuses(0).since().date().date(),
              absl::StrCat(1900 + revision));
  }
}

// Q2: and when it does not arrive, the answer is UNAVAILABLE, not an old one.
TEST_F(ConsistencyTest, TokenWhoseCommitDoesNotArriveIsRefusedAsBehind) {
  ServeLoaded(kShortWait);
  const auto answer = Ask(CheckAsFresh(TokenOf(2)));
  EXPECT_THAT(answer, ReasonIs(model::v1::REASON_REPLICA_BEHIND));
  EXPECT_THAT(answer, StatusIs(absl::StatusCode::kUnavailable,
                               testing::HasSubstr("at_least_as_fresh")));
}

// Q2: the reason arrives before the caller has given up.
TEST_F(ConsistencyTest, WaitEndsBeforeTheCallersDeadline) {
  ServeLoaded({.wait_max = absl::Hours(1), .deadline_margin = absl::Hours(1)});
  grpc::ClientContext context;
  context.set_deadline(std::chrono::system_clock::now() +
                       std::chrono::seconds(2));
  EXPECT_THAT(Ask(context, CheckAsFresh(TokenOf(2))),
              ReasonIs(model::v1::REASON_REPLICA_BEHIND));
}

TEST_F(ConsistencyTest, TokenOfAnotherRegistryOrEpochIsRefusedAtOnce) {
  ServeLoaded();
  model::v1::ConsistencyToken token;
  token.set_registry_id("registry-b");
  token.set_epoch("epoch-1");
  token.set_revision(99);
  EXPECT_THAT(Ask(CheckAsFresh(model::EncodeToken(token))),
              ReasonIs(model::v1::REASON_REGISTRY_MISMATCH));
  token.set_registry_id("registry-a");
  token.set_epoch("epoch-2");
  EXPECT_THAT(Ask(CheckAsFresh(model::EncodeToken(token))),
              ReasonIs(model::v1::REASON_EPOCH_MISMATCH));
}

TEST_F(ConsistencyTest, MalformedTokenIsNamed) {
  ServeLoaded();
  EXPECT_THAT(Ask(CheckAsFresh("not a token")),
              ReasonIs(model::v1::REASON_TOKEN_MALFORMED));
}

TEST_F(ConsistencyTest, CallerWhoLeavesEndsItsWait) {
  ServeLoaded({.wait_max = absl::Hours(1), .waits_max = 1});
  grpc::ClientContext context;
  auto answer = std::async(std::launch::async,
                           [&] { return Ask(context, CheckFully()); });
  // The registry is asked, so the call does wait.
  while (feed_.head_calls() == 0) std::this_thread::yield();
  context.TryCancel();
  EXPECT_THAT(answer.get(), StatusIs(absl::StatusCode::kCancelled));
  // The one place for a wait becomes free, though no head was answered.
  const int calls = feed_.head_calls();
  auto next = AskSoon(CheckFully());
  while (feed_.head_calls() == calls) {
    if (next.wait_for(std::chrono::milliseconds(1)) ==
        std::future_status::ready) {
      ASSERT_THAT(next.get(), ReasonIs(model::v1::REASON_OVERLOADED));
      next = AskSoon(CheckFully());
    }
  }
  // Its word comes too late, to a wait that is no more.
  feed_.AnswerHeads(log_.Head());
  EXPECT_OK(next.get());
}

TEST_F(ConsistencyTest, DrainEndsWaitsAndRefusesNewOnes) {
  ServeLoaded({.wait_max = absl::Hours(1)});
  auto answer = AskSoon(CheckFully());
  while (feed_.head_calls() == 0) std::this_thread::yield();
  service_->Drain();
  EXPECT_THAT(answer.get(), ReasonIs(model::v1::REASON_SERVER_DRAINING));
  EXPECT_THAT(Ask(CheckAsFresh(TokenOf(2))),
              ReasonIs(model::v1::REASON_SERVER_DRAINING));
  EXPECT_OK(Ask(Check(kIndia)));
}

TEST_F(ConsistencyTest, OneWaitTooManyIsRefusedAsOverload) {
  ServeLoaded({.wait_max = absl::Hours(1), .waits_max = 1});
  auto first = AskSoon(CheckFully());
  while (feed_.head_calls() == 0) std::this_thread::yield();
  EXPECT_THAT(Ask(CheckAsFresh(TokenOf(2))),
              ReasonIs(model::v1::REASON_OVERLOADED));
  feed_.AnswerHeads(log_.Head());
  EXPECT_OK(first.get());
}

TEST_F(ConsistencyTest, FullyConsistentAsksTheRegistryAndSaysWhen) {
  ServeLoaded();
  clock_.Advance(absl::Minutes(10));
  feed_.SetHead(log_.Head());
  ASSERT_OK_AND_ASSIGN(const auto answer, Ask(CheckFully()));
  EXPECT_EQ(answer.basis().revision(), 1);
  EXPECT_EQ(TimeOf(answer.basis().fresh_at()), clock_.Now());
}

TEST_F(ConsistencyTest, FullyConsistentWaitsForWhatTheRegistryHas) {
  ServeLoaded();
  CommitPakistan();
  auto answer = AskSoon(CheckFully());
  while (feed_.head_calls() == 0) std::this_thread::yield();
  feed_.AnswerHeads(log_.Head());
  ApplyNext();
  const auto response = answer.get();
  ASSERT_OK(response);
  EXPECT_EQ(response->basis().revision(), 2);
}

TEST_F(ConsistencyTest, FullyConsistentWithoutRegistryIsRefused) {
  ServeLoaded();
  feed_.SetHead(absl::UnavailableError("connection refused to 10.0.0.1"));
  const auto answer = Ask(CheckFully());
  EXPECT_THAT(answer, ReasonIs(model::v1::REASON_REGISTRY_UNREACHABLE));
  EXPECT_THAT(std::string(answer.status().message()),
              testing::Not(testing::HasSubstr("10.0.0.1")));
}

TEST_F(ConsistencyTest, RegistryThatIsSilentTooLongIsUnreachable) {
  ServeLoaded(kShortWait);
  EXPECT_THAT(Ask(CheckFully()),
              ReasonIs(model::v1::REASON_REGISTRY_UNREACHABLE));
}

TEST_F(ConsistencyTest, RegistryOfAnotherEpochMeansTheReplicaIsBehind) {
  ServeLoaded();
  feed_.SetHead(RegistryLog("registry-a", "epoch-2").Head());
  EXPECT_THAT(Ask(CheckFully()), ReasonIs(model::v1::REASON_REPLICA_BEHIND));
}

TEST_F(ConsistencyTest, RevisionThatIsNotThereIsRefusedAtOnce) {
  ServeLoaded({.wait_max = absl::Hours(1)});
  CheckRequest request = Check(kIndia);
  request.mutable_context()->set_at_revision(2);
  EXPECT_THAT(Ask(request), ReasonIs(model::v1::REASON_REVISION_IN_FUTURE));
}

TEST_F(ConsistencyTest, RevisionAskedForIsTheOneAnsweredFrom) {
  ServeLoaded();
  CommitPakistan();
  ApplyNext();
  CheckRequest request = Check(kPakistan);
  request.mutable_context()->set_at_revision(1);
  ASSERT_OK_AND_ASSIGN(const auto before, Ask(request));
  EXPECT_EQ(before.answer().verdict(), v1::VERDICT_NO);
  request.mutable_context()->set_at_revision(2);
  ASSERT_OK_AND_ASSIGN(const auto after, Ask(request));
  EXPECT_EQ(after.answer().verdict(), v1::VERDICT_YES);
}

// A time that the replica's own commits close needs no registry.
TEST_F(ConsistencyTest, TimeBeforeTheHeadIsAnsweredAtOnce) {
  ServeLoaded();
  CommitPakistan();
  ApplyNext();
  ASSERT_OK_AND_ASSIGN(const auto answer, Ask(CheckAt(CommitTime(1))));
  EXPECT_EQ(answer.basis().revision(), 1);
  EXPECT_EQ(feed_.head_calls(), 0);
}

TEST_F(ConsistencyTest, TimeThatTheReplicaCannotVouchForAsksTheRegistry) {
  ServeLoaded();
  clock_.Advance(absl::Minutes(10));
  feed_.SetHead(log_.Head());
  ASSERT_OK_AND_ASSIGN(const auto answer,
                       Ask(CheckAt(clock_.Now() - absl::Minutes(1))));
  EXPECT_EQ(answer.basis().revision(), 1);
  EXPECT_EQ(feed_.head_calls(), 1);
}

TEST_F(ConsistencyTest, TimeToComeIsRefusedWithoutAsking) {
  ServeLoaded();
  EXPECT_THAT(Ask(CheckAt(clock_.Now() + absl::Minutes(1))),
              ReasonIs(model::v1::REASON_REVISION_IN_FUTURE));
  EXPECT_EQ(feed_.head_calls(), 0);
}

// Q6
TEST_F(ConsistencyTest, WithoutRegistryAnswersGoOnAndSayHowOldTheyAre) {
  ServeLoaded();
  feed_.SetHead(absl::UnavailableError("gone"));
  replica_->UpdateStats(
      [](ReplicaStats& stats) { stats.state = v1::FEED_STATE_DISCONNECTED; });
  const absl::Time lost = clock_.Now();
  clock_.Advance(absl::Hours(5));
  ASSERT_OK_AND_ASSIGN(const auto answer, Ask(Check(kIndia)));
  EXPECT_EQ(answer.answer().verdict(), v1::VERDICT_YES);
  EXPECT_EQ(TimeOf(answer.basis().fresh_at()), lost);
  const v1::GetReplicaResponse replica = GetReplica();
  EXPECT_EQ(replica.state(), v1::FEED_STATE_DISCONNECTED);
  EXPECT_EQ(replica.lag().seconds(), 5 * 3600);
}

}  // namespace
}  // namespace comity::query
