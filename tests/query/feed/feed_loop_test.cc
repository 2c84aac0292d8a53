// The feed against a registry that plays a script, on the test's own thread,
// with a clock that stands still: what it does is a function of what it hears.
#include "query/feed/feed_loop.h"

#include <memory>
#include <string>
#include <utility>
#include <vector>

#include "gmock/gmock.h"
#include "gtest/gtest.h"

#include "common/platform/error.h"
#include "tests/fakes/fake_clock.h"
#include "tests/fakes/fake_registry_feed.h"

namespace comity::query {
namespace {

using testing::ElementsAre;
using testing::SizeIs;

model::v1::Record StateNamed(const std::string& name) {
  model::v1::Record record;
  record.set_name(name);
  record.mutable_state()->set_type(model::v1::STATE_TYPE_SOVEREIGN);
  return record;
}

RegistryLog LogOf(int64_t commits,
                  const std::string& registry_id = "registry-a",
                  const std::string& epoch = "epoch-1") {
  RegistryLog log(registry_id, epoch);
  for (int64_t i = 0; i < commits; ++i) {
    log.Append({StateNamed(absl::StrCat("states/s", i))});
  }
  return log;
}

// Lets the fake clock's time pass and keeps what was waited.
class FakePause final : public Pause {
 public:
  explicit FakePause(platform::FakeClock& clock) : clock_(clock) {}
  bool For(absl::Duration duration) override {
    if (interrupted_) return false;
    clock_.Advance(duration);
    waits.push_back(duration);
    return true;
  }
  void Interrupt() override { interrupted_ = true; }

  std::vector<absl::Duration> waits;

 private:
  platform::FakeClock& clock_;
  bool interrupted_ = false;
};

class FeedLoopTest : public testing::Test {
 protected:
  // Runs the loop until the play is over.
  void Run() {
    FeedLoop loop({.feed = feed_,
                   .replica = replica_,
                   .clock = clock_,
                   .pause = pause_,
                   .random = [] { return 1.0; },
                   .on_published = [this] { ++published_; }},
                  options_);
    feed_.WhenOver([&] {
      state_at_end_ = replica_.stats().state;
      loop.RequestStop();
    });
    loop.Run();
  }

  int64_t revision() const { return replica_.Current()->head_revision(); }

  FeedOptions options_;
  platform::FakeClock clock_;
  FakePause pause_{clock_};
  FakeRegistryFeed feed_;
  Replica replica_;
  int published_ = 0;
  v1::FeedState state_at_end_ = v1::FEED_STATE_UNSPECIFIED;
};

// R6, Q1: what the export ended with the watch goes on from.
TEST_F(FeedLoopTest, LoadsThenWatchesFromThereWithoutGapOrDouble) {
  RegistryLog log = LogOf(2);
  feed_.OnExport({log.Chunk(1, 2)});
  log.Append({StateNamed("states/newland")});
  feed_.OnWatch({log.CheckpointAt(2), log.CommitAt(3), log.CheckpointAt(3)});
  Run();
  EXPECT_EQ(revision(), 3);
  EXPECT_EQ(replica_.Current()->digest(), log.DigestAt(3));
  EXPECT_EQ(published_, 1);
  EXPECT_EQ(replica_.stats().loads, 1);
  ASSERT_THAT(feed_.calls(), SizeIs(3));
  EXPECT_EQ(feed_.calls()[1].after_revision, 2);
  EXPECT_EQ(feed_.calls()[1].epoch, "epoch-1");
  EXPECT_EQ(feed_.calls()[2].after_revision, 3);
}

TEST_F(FeedLoopTest, EmptyRegistryIsLoadedToo) {
  const RegistryLog log = LogOf(0);
  feed_.OnExport({log.Chunk(1, 0)});
  feed_.OnWatch({log.CheckpointAt(0)});
  Run();
  EXPECT_EQ(revision(), 0);
  EXPECT_EQ(replica_.stats().digest_mismatches, 0);
}

// Q4: nothing is published before the load is whole.
TEST_F(FeedLoopTest, HalfALoadIsNotPublished) {
  const RegistryLog log = LogOf(3);
  feed_.OnExport({log.Chunk(1, 2)}, absl::UnavailableError("cut"));
  Run();
  EXPECT_EQ(replica_.Current(), nullptr);
  EXPECT_EQ(state_at_end_, v1::FEED_STATE_LOADING);
}

TEST_F(FeedLoopTest, BrokenExportIsResumedByItsToken) {
  const RegistryLog log = LogOf(3);
  feed_.OnExport({log.Chunk(1, 2)}, absl::UnavailableError("cut"));
  feed_.OnExport({log.Chunk(3, 3)});
  Run();
  EXPECT_EQ(revision(), 3);
  EXPECT_EQ(feed_.calls()[1].resume_token, "after-2");
  EXPECT_EQ(replica_.stats().loads, 1);
}

TEST_F(FeedLoopTest, ExportThatGoesOnAtAnotherRevisionIsLoadedAnew) {
  RegistryLog log = LogOf(3);
  feed_.OnExport({log.Chunk(1, 2)}, absl::UnavailableError("cut"));
  log.Append({StateNamed("states/newland")});
  feed_.OnExport({log.Chunk(3, 4)});
  feed_.OnExport({log.Chunk(1, 4)});
  Run();
  EXPECT_EQ(revision(), 4);
  EXPECT_EQ(feed_.calls()[2].resume_token, "");
}

TEST_F(FeedLoopTest, RefusedResumeTokenStartsTheExportOver) {
  const RegistryLog log = LogOf(2);
  feed_.OnExport({log.Chunk(1, 1)}, absl::UnavailableError("cut"));
  feed_.OnExport(
      {}, platform::Error(model::v1::REASON_PAGE_TOKEN_MALFORMED, "no token"));
  feed_.OnExport({log.Chunk(1, 2)});
  Run();
  EXPECT_EQ(revision(), 2);
  EXPECT_EQ(feed_.calls()[2].resume_token, "");
}

TEST_F(FeedLoopTest, PartsOfACommitAreJoinedAcrossChunks) {
  RegistryLog log;
  log.Append(
      {StateNamed("states/a"), StateNamed("states/b"), StateNamed("states/c")});
  const auto parts = PartsOf(log.At(1));
  auto first = log.EmptyChunk();
  *first.add_parts() = parts[0];
  first.set_resume_token("inside");
  auto second = log.EmptyChunk();
  *second.add_parts() = parts[1];
  *second.add_parts() = parts[2];
  log.MarkLast(second);
  feed_.OnExport({first}, absl::UnavailableError("cut"));
  feed_.OnExport({second});
  Run();
  EXPECT_EQ(feed_.calls()[1].resume_token, "inside");
  EXPECT_EQ(revision(), 1);
  EXPECT_EQ(replica_.Current()->RecordCountAt(
                replica_.Current()->head_revision()), 3);
}

TEST_F(FeedLoopTest, PartsOfACommitAreJoinedInTheWatch) {
  RegistryLog log = LogOf(1);
  feed_.OnExport({log.Chunk(1, 1)});
  log.Append({StateNamed("states/a"), StateNamed("states/b")});
  std::vector<registry::v1::WatchResponse> messages;
  for (const auto& part : PartsOf(log.At(2))) {
    *messages.emplace_back().mutable_part() = part;
  }
  // Cut between the parts first: the commit is then sent again, whole.
  feed_.OnWatch({messages[0]});
  feed_.OnWatch(messages);
  Run();
  EXPECT_EQ(feed_.calls()[2].after_revision, 1);
  EXPECT_EQ(revision(), 2);
  EXPECT_EQ(replica_.stats().loads, 1);
}

// R6 on this side: a missing commit is never passed over.
TEST_F(FeedLoopTest, GapLeadsToANewLoad) {
  RegistryLog log = LogOf(1);
  feed_.OnExport({log.Chunk(1, 1)});
  log.Append({StateNamed("states/x")});
  log.Append({StateNamed("states/y")});
  feed_.OnWatch({log.CheckpointAt(1), log.CommitAt(3)});
  feed_.OnExport({log.Chunk(1, 3)});
  Run();
  EXPECT_EQ(revision(), 3);
  EXPECT_EQ(replica_.stats().loads, 2);
  EXPECT_EQ(replica_.stats().digest_mismatches, 0);
}

TEST_F(FeedLoopTest, DoubledCommitLeadsToANewLoad) {
  RegistryLog log = LogOf(2);
  feed_.OnExport({log.Chunk(1, 2)});
  feed_.OnWatch({log.CommitAt(2)});
  feed_.OnExport({log.Chunk(1, 2)});
  Run();
  EXPECT_EQ(replica_.stats().loads, 2);
}

TEST_F(FeedLoopTest, CheckpointPastTheLastCommitLeadsToANewLoad) {
  RegistryLog log = LogOf(1);
  feed_.OnExport({log.Chunk(1, 1)});
  log.Append({StateNamed("states/x")});
  feed_.OnWatch({log.CheckpointAt(2)});
  feed_.OnExport({log.Chunk(1, 2)});
  Run();
  EXPECT_EQ(revision(), 2);
}

// Q5: the replica computes the digest itself.
TEST_F(FeedLoopTest, CheckpointWithAnotherDigestIsCountedAndLeadsToANewLoad) {
  RegistryLog log = LogOf(2);
  feed_.OnExport({log.Chunk(1, 2)});
  auto checkpoint = log.CheckpointAt(2);
  checkpoint.mutable_checkpoint()->set_digest(std::string(32, 'x'));
  feed_.OnWatch({checkpoint});
  feed_.OnExport({log.Chunk(1, 2)});
  Run();
  EXPECT_EQ(replica_.stats().digest_mismatches, 1);
  EXPECT_EQ(replica_.stats().loads, 2);
  EXPECT_EQ(state_at_end_, v1::FEED_STATE_FOLLOWING);
}

// Q5: a commit whose content was altered never becomes visible.
TEST_F(FeedLoopTest, AlteredCommitIsCountedAndNotApplied) {
  RegistryLog log = LogOf(1);
  feed_.OnExport({log.Chunk(1, 1)});
  log.Append({StateNamed("states/x")});
  auto altered = log.CommitAt(2);
  altered.mutable_part()->mutable_commit()->set_author("somebody else");
  feed_.OnWatch({altered});
  Run();
  EXPECT_EQ(revision(), 1);
  EXPECT_EQ(replica_.stats().digest_mismatches, 1);
  EXPECT_EQ(state_at_end_, v1::FEED_STATE_LOADING);
}

// Q5: neither does a load whose end is not the registry's.
TEST_F(FeedLoopTest, ExportWithAnotherDigestIsCountedAndNotPublished) {
  const RegistryLog log = LogOf(2);
  auto chunk = log.Chunk(1, 2);
  chunk.set_digest(std::string(32, 'x'));
  feed_.OnExport({chunk});
  Run();
  EXPECT_EQ(replica_.Current(), nullptr);
  EXPECT_EQ(replica_.stats().digest_mismatches, 1);
}

TEST_F(FeedLoopTest, EachReloadInVainWaitsLonger) {
  const RegistryLog log = LogOf(1);
  auto chunk = log.Chunk(1, 1);
  chunk.set_digest(std::string(32, 'x'));
  for (int i = 0; i < 3; ++i) feed_.OnExport({chunk});
  options_.reload = {absl::Seconds(1), absl::Seconds(3)};
  Run();
  EXPECT_THAT(pause_.waits, ElementsAre(absl::Seconds(1), absl::Seconds(2),
                                        absl::Seconds(3)));
}

TEST_F(FeedLoopTest, OtherEpochInTheWatchLeadsToANewLoad) {
  const RegistryLog before = LogOf(3);
  const RegistryLog restored = LogOf(2, "registry-a", "epoch-2");
  feed_.OnExport({before.Chunk(1, 3)});
  feed_.OnWatch({restored.CheckpointAt(2)});
  feed_.OnExport({restored.Chunk(1, 2)});
  Run();
  EXPECT_EQ(replica_.Current()->epoch(), "epoch-2");
  EXPECT_EQ(revision(), 2);
  EXPECT_EQ(replica_.stats().digest_mismatches, 0);
}

TEST_F(FeedLoopTest, RegistryThatRefusesTheEpochLeadsToANewLoad) {
  const RegistryLog before = LogOf(1);
  const RegistryLog other = LogOf(1, "registry-b", "epoch-9");
  feed_.OnExport({before.Chunk(1, 1)});
  feed_.OnWatch({},
                platform::Error(model::v1::REASON_EPOCH_MISMATCH, "restored"));
  feed_.OnExport({other.Chunk(1, 1)});
  Run();
  EXPECT_EQ(replica_.Current()->registry_id(), "registry-b");
}

// A registry that lost commits must not be followed as if it had not.
TEST_F(FeedLoopTest, RegistryThatLostCommitsLeadsToANewLoad) {
  const RegistryLog before = LogOf(3);
  const RegistryLog after = LogOf(2);
  feed_.OnExport({before.Chunk(1, 3)});
  feed_.OnWatch({}, platform::Error(model::v1::REASON_REVISION_IN_FUTURE,
                                    "after_revision: 3 is not there yet"));
  feed_.OnExport({after.Chunk(1, 2)});
  Run();
  EXPECT_EQ(revision(), 2);
}

// Q6: with the registry gone the model stays.
TEST_F(FeedLoopTest, LostRegistryIsTriedAgainEverLaterWhileTheModelStays) {
  const RegistryLog log = LogOf(2);
  feed_.OnExport({log.Chunk(1, 2)});
  for (int i = 0; i < 4; ++i) feed_.OnWatch({}, absl::UnavailableError("gone"));
  options_.reconnect = {absl::Milliseconds(100), absl::Milliseconds(300)};
  Run();
  EXPECT_EQ(revision(), 2);
  EXPECT_EQ(state_at_end_, v1::FEED_STATE_DISCONNECTED);
  EXPECT_EQ(replica_.stats().loads, 1);
  EXPECT_THAT(pause_.waits,
              ElementsAre(absl::Milliseconds(100), absl::Milliseconds(200),
                          absl::Milliseconds(300), absl::Milliseconds(300)));
}

TEST_F(FeedLoopTest, ReconnectedFeedFollowsAgainAndWaitsFromTheStart) {
  RegistryLog log = LogOf(1);
  feed_.OnExport({log.Chunk(1, 1)});
  feed_.OnWatch({});
  feed_.OnWatch({});
  log.Append({StateNamed("states/x")});
  feed_.OnWatch({log.CheckpointAt(1), log.CommitAt(2)});
  options_.reconnect = {absl::Milliseconds(100), absl::Seconds(1)};
  Run();
  EXPECT_EQ(revision(), 2);
  EXPECT_THAT(pause_.waits,
              ElementsAre(absl::Milliseconds(100), absl::Milliseconds(200),
                          absl::Milliseconds(100)));
}

// Q6: how old an answer may be is never claimed too small.
TEST_F(FeedLoopTest, FreshnessIsThatOfTheExportThenOfTheCheckpoints) {
  const absl::Time start = clock_.Now();
  RegistryLog log = LogOf(1);
  feed_.OnExport({}, absl::UnavailableError("gone"));
  feed_.OnExport({log.Chunk(1, 1)});
  feed_.OnWatch({log.CheckpointAt(1)});
  Run();
  EXPECT_EQ(replica_.fresh_at(), start)
      << "the opening checkpoint says nothing of what is newest";
}

TEST_F(FeedLoopTest, LaterCheckpointMakesTheReplicaFresh) {
  RegistryLog log = LogOf(1);
  feed_.OnExport({}, absl::UnavailableError("gone"));
  feed_.OnExport({log.Chunk(1, 1)});
  feed_.OnWatch({log.CheckpointAt(1), log.CheckpointAt(1)});
  const absl::Time start = clock_.Now();
  Run();
  EXPECT_GT(replica_.fresh_at(), start);
}

// Q2: who waits for a revision is told when it is there.
TEST_F(FeedLoopTest, CommitWakesWhoWaitsForIt) {
  RegistryLog log = LogOf(1);
  feed_.OnExport({log.Chunk(1, 1)});
  log.Append({StateNamed("states/x")});
  feed_.OnWatch({log.CommitAt(2)});
  std::vector<int64_t> seen;
  replica_.WhenReached(2, [&] { seen.push_back(revision()); });
  Run();
  EXPECT_THAT(seen, ElementsAre(2));
}

TEST_F(FeedLoopTest, StopEndsALoopThatWaitsForItsRegistry) {
  RealPause pause;
  FeedLoop loop({.feed = feed_,
                 .replica = replica_,
                 .clock = clock_,
                 .pause = pause,
                 .random = [] { return 1.0; },
                 .on_published = {}},
                {.reconnect = {absl::Hours(1), absl::Hours(1)}});
  feed_.OnExport({}, absl::UnavailableError("gone"));
  loop.Start();
  loop.Stop();
  EXPECT_EQ(replica_.Current(), nullptr);
}

}  // namespace
}  // namespace comity::query
