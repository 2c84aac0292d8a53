// The pair of real programs under kills: R1, Q2 and Q6, and that any order of
// kills and restarts ends with the replica serving the newest revision.
#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <signal.h>

#include <atomic>
#include <map>
#include <thread>

#include "absl/strings/str_cat.h"
#include "absl/time/clock.h"
#include "common/platform/error.h"
#include "tests/integration/pair.h"
#include "tests/support/status_matchers.h"

namespace comity {
namespace {

using ::comity::test_support::IsOk;
using ::comity::test_support::Pair;

// R1, R3, R4: what was acknowledged is there after kill -9 in the middle of a
// loop of commits; a commit whose reply was lost is settled by its request_id.
TEST(PairRestartTest, KillNineDuringCommitsLosesNothing) {
  constexpr int kRounds = 5;
  Pair pair;
  std::map<int64_t, std::string> acknowledged;
  int next = 0;
  for (int round = 0; round < kRounds; ++round) {
    pair.StartRegistry();
    ASSERT_THAT(pair.WaitForRegistry(), IsOk());
    std::atomic<int> commits{0};
    std::atomic<bool> failed{false};
    std::thread killer([&] {
      while (!failed && commits < 20 + 7 * round) absl::SleepFor(absl::Milliseconds(1));
      pair.registry()->Signal(SIGKILL);
    });
    for (;;) {
      const std::string id = absl::StrCat("t", next);
      const auto response = pair.PutTopic(id, id);
      if (!response.ok()) {  // its outcome is open: asked again below
        failed = true;
        break;
      }
      ++next;
      ++commits;
      ASSERT_TRUE(acknowledged.emplace(response->revision(), id).second);
    }
    killer.join();
    ASSERT_GE(commits, 20 + 7 * round) << "a commit failed before the kill";
    pair.KillRegistry();
  }
  pair.StartRegistry();
  ASSERT_THAT(pair.WaitForRegistry(), IsOk());
  // Asked before anything is repeated: a repeat would make a lost one anew.
  const auto after_kills = pair.GetHead();
  ASSERT_THAT(after_kills.status(), IsOk());
  EXPECT_GE(after_kills->revision(), acknowledged.rbegin()->first);
  // Every acknowledged request still gets its first answer.
  for (const auto& [revision, id] : acknowledged) {
    const auto again = pair.PutTopic(id, id);
    ASSERT_THAT(again.status(), IsOk());
    EXPECT_EQ(again->revision(), revision) << id;
  }
  const auto head = pair.GetHead();
  ASSERT_THAT(head.status(), IsOk());
  EXPECT_EQ(head->revision(), after_kills->revision());
  // Beyond the acknowledged ones at most one open commit a round was stored.
  EXPECT_LE(head->revision(),
            static_cast<int64_t>(acknowledged.size()) + kRounds);
}

TEST(PairRestartTest, ReplicaStartedFirstWaitsForItsRegistry) {
  // Q4: no answer before the first full load.
  Pair pair;
  pair.StartQuery();
  ASSERT_THAT(pair.GetReplica().status(), IsOk());
  query::v1::CheckMembershipRequest request;
  request.set_organization("organizations/sco");
  request.set_member("states/IND");
  EXPECT_EQ(platform::ReasonOf(pair.Check(request).status()),
            model::v1::REASON_LOADING);

  pair.StartRegistry();
  ASSERT_THAT(pair.WaitForRegistry(), IsOk());
  const auto commit = pair.PutTopic("first");
  ASSERT_THAT(commit.status(), IsOk());
  EXPECT_THAT(pair.WaitForRevision(commit->revision()), IsOk());
}

TEST(PairRestartTest, EachOrderOfKillsEndsAtTheNewestRevision) {
  // R6, Q5: no gap and no double between export and watch, whoever restarts.
  Pair pair;
  ASSERT_THAT(pair.StartBoth(), IsOk());
  int next = 0;
  const auto commit_and_follow = [&] {
    const auto commit = pair.PutTopic(absl::StrCat("t", next++));
    ASSERT_THAT(commit.status(), IsOk());
    ASSERT_THAT(pair.WaitForRevision(commit->revision()), IsOk());
    const auto head = pair.GetHead();
    const auto replica = pair.GetReplica();
    ASSERT_THAT(head.status(), IsOk());
    ASSERT_THAT(replica.status(), IsOk());
    EXPECT_EQ(replica->digest(), head->digest());
    EXPECT_EQ(replica->digest_mismatches(), 0);
  };
  commit_and_follow();

  pair.KillRegistry();
  pair.StartRegistry();
  ASSERT_THAT(pair.WaitForRegistry(), IsOk());
  commit_and_follow();

  pair.KillQuery();
  pair.StartQuery();
  ASSERT_THAT(pair.WaitForQuery(), IsOk());
  commit_and_follow();

  pair.KillRegistry();
  pair.KillQuery();
  pair.StartQuery();
  pair.StartRegistry();
  ASSERT_THAT(pair.WaitForRegistry(), IsOk());
  ASSERT_THAT(pair.WaitForQuery(), IsOk());
  commit_and_follow();
}

TEST(PairRestartTest, AnswersGoOnWithoutTheRegistryAndSayHowOldTheyAre) {
  // Q6.
  Pair pair;
  ASSERT_THAT(pair.StartBoth(), IsOk());
  ASSERT_THAT(pair.ImportStarterData(), IsOk());
  const auto head = pair.GetHead();
  ASSERT_THAT(head.status(), IsOk());
  ASSERT_THAT(pair.WaitForRevision(head->revision()), IsOk());
  pair.KillRegistry();
  query::v1::CheckMembershipRequest request;
  request.set_organization("organizations/sco");
  request.set_member("states/IND");
  request.mutable_context()->set_date("2018-06-01");
  const auto first = pair.Check(request);
  ASSERT_THAT(first.status(), IsOk());
  EXPECT_EQ(first->answer().verdict(), query::v1::VERDICT_YES);
  EXPECT_EQ(first->basis().revision(), head->revision());
  const auto second = pair.Check(request);
  ASSERT_THAT(second.status(), IsOk());
  EXPECT_EQ(first->SerializeAsString(), second->SerializeAsString());

  request.mutable_context()->mutable_fully_consistent();
  EXPECT_EQ(platform::ReasonOf(pair.Check(request).status()),
            model::v1::REASON_REGISTRY_UNREACHABLE);
}

TEST(PairRestartTest, TokenIsAnsweredFromItsRevisionOrNewer) {
  // Q2, through both processes: every answer follows the commit before it.
  Pair pair;
  ASSERT_THAT(pair.StartBoth(), IsOk());
  ASSERT_THAT(pair.ImportStarterData(), IsOk());
  query::v1::CheckMembershipRequest request;
  request.set_organization("organizations/sco");
  request.set_member("states/IND");
  for (int i = 0; i < 100; ++i) {
    const auto commit = pair.PutTopic(absl::StrCat("t", i));
    ASSERT_THAT(commit.status(), IsOk());
    request.mutable_context()->set_at_least_as_fresh(commit->token());
    const auto answer = pair.Check(request);
    ASSERT_THAT(answer.status(), IsOk());
    EXPECT_GE(answer->basis().revision(), commit->revision());
  }
}

TEST(PairRestartTest, TermDrainsBothInTime) {
  Pair pair;
  ASSERT_THAT(pair.StartBoth(), IsOk());
  pair.registry()->Signal(SIGTERM);
  EXPECT_EQ(pair.registry()->Wait(absl::Seconds(20)), 0);
  pair.query()->Signal(SIGTERM);
  EXPECT_EQ(pair.query()->Wait(absl::Seconds(20)), 0);
}

}  // namespace
}  // namespace comity
