// Goal: a watch keeps the promise R6: ordered, unique, reliable, atomic,
// resumable. Method: the auditor looks over every message; watches begin at
// every revision, on commits in memory and in the store, beside writers.
#include <thread>

#include "gmock/gmock.h"

#include "tests/registry/core/core_fixture.h"

namespace comity::registry {
namespace {

using model::v1::REASON_EPOCH_MISMATCH;
using model::v1::REASON_FIELD_INVALID;
using model::v1::REASON_NAME_MALFORMED;
using model::v1::REASON_OVERLOADED;
using model::v1::REASON_REVISION_IN_FUTURE;
using test_support::IsOk;
using test_support::MakeSource;
using test_support::MakeTopic;
using test_support::PutAll;
using test_support::ReasonIs;
using test_support::WatchAuditor;

class WatchTest : public CoreTest {
 protected:
  static v1::WatchRequest After(int64_t revision) {
    v1::WatchRequest request;
    request.set_after_revision(revision);
    return request;
  }

  // A commit of two sources and a topic.
  v1::CommitRequest Mixed(int number) {
    return PutAll({MakeSource(absl::StrCat("m", number)),
                   MakeSource(absl::StrCat("n", number)),
                   MakeTopic(absl::StrCat("t", number))});
  }
};

// R6.
TEST_F(WatchTest, BeginsAnywhereAndFindsEachCommitOnce) {
  CommitSources(8);
  for (const bool in_memory : {true, false}) {
    if (!in_memory) Open();
    for (int64_t after = 0; after <= 8; ++after) {
      ASSERT_OK_AND_ASSIGN(const auto watch, hub_->Open(After(after), [] {}));
      WatchAuditor auditor({.after_revision = after});
      PullAll(*watch, auditor);
      EXPECT_EQ(auditor.revision(), 8);
      EXPECT_EQ(auditor.commit_count(), 8 - after);
      EXPECT_EQ(auditor.checkpoint(), 8);
      EXPECT_EQ(watch->revision(), 8);
    }
  }
}

TEST_F(WatchTest, SaysFirstWhereItGoesOnFrom) {
  CommitSources(3);
  ASSERT_OK_AND_ASSIGN(const Head head, store_->GetHead());
  ASSERT_OK_AND_ASSIGN(const auto watch, hub_->Open(After(2), [] {}));
  ASSERT_OK_AND_ASSIGN(const auto message, watch->Next());
  ASSERT_TRUE(message.has_value());
  EXPECT_EQ(message->checkpoint().revision(), 2);
  EXPECT_EQ(message->checkpoint().registry_id(), head.registry_id);
  EXPECT_EQ(message->checkpoint().epoch(), head.epoch);
  v1::GetCommitRequest get;
  get.set_revision(2);
  ASSERT_OK_AND_ASSIGN(const auto commit, registry_->GetCommit(get));
  EXPECT_EQ(message->checkpoint().digest(), commit.commit().digest());
}

TEST_F(WatchTest, OfAnEmptyRegistryBeginsWithACheckpointAtZero) {
  ASSERT_OK_AND_ASSIGN(const auto watch, hub_->Open(After(0), [] {}));
  WatchAuditor auditor({});
  PullAll(*watch, auditor);
  EXPECT_EQ(auditor.checkpoint_count(), 1);
  CommitSources(1);
  PullAll(*watch, auditor);
  EXPECT_EQ(auditor.revision(), 1);
}

TEST_F(WatchTest, WakesOnceForACommitAfterNothingCame) {
  int wakes = 0;
  ASSERT_OK_AND_ASSIGN(const auto watch,
                       hub_->Open(After(0), [&wakes] { ++wakes; }));
  CommitSources(1);
  EXPECT_EQ(wakes, 0);
  WatchAuditor auditor({});
  PullAll(*watch, auditor);
  CommitSources(3);
  EXPECT_EQ(wakes, 1);
  PullAll(*watch, auditor);
  EXPECT_EQ(auditor.revision(), 3);
}

// R6: atomic. A commit beyond a message comes in parts that make it whole.
TEST_F(WatchTest, SendsALargeCommitInParts) {
  CommitSources(1);
  ASSERT_OK(Commit(LargeCommit(600)));
  CommitSources(2);
  for (const bool in_memory : {true, false}) {
    if (!in_memory) Open();
    ASSERT_OK_AND_ASSIGN(const auto watch, hub_->Open(After(0), [] {}));
    WatchAuditor auditor({});
    std::size_t largest = 0;
    while (true) {
      ASSERT_OK_AND_ASSIGN(const auto message, watch->Next());
      if (!message.has_value()) break;
      largest = std::max(largest, message->ByteSizeLong());
      ASSERT_OK(auditor.See(*message));
      // To resume in the midst of a commit is to get it whole again.
      if (auditor.within_commit()) {
        EXPECT_EQ(watch->revision(), 1);
      }
    }
    EXPECT_EQ(auditor.revision(), 3);
    EXPECT_EQ(auditor.commit_count(), 3);
    EXPECT_EQ(auditor.part_count(), 5);
    EXPECT_EQ(auditor.changes().size(), 602u);
    EXPECT_LE(largest, std::size_t{1} << 20);
  }
}

TEST_F(WatchTest, FiltersByKindAndByPrefix) {
  for (int i = 1; i <= 3; ++i) ASSERT_OK(Commit(Mixed(i)));
  v1::WatchRequest topics = After(0);
  topics.add_kinds(model::v1::RECORD_KIND_TOPIC);
  v1::WatchRequest one_source = After(0);
  one_source.add_name_prefixes("sources/m2");
  one_source.add_name_prefixes("states/");
  v1::WatchRequest nothing = one_source;
  nothing.add_kinds(model::v1::RECORD_KIND_TOPIC);
  const auto pull = [this](const v1::WatchRequest& request,
                           WatchAuditor& auditor) {
    ASSERT_OK_AND_ASSIGN(const auto watch, hub_->Open(request, [] {}));
    PullAll(*watch, auditor);
    EXPECT_EQ(auditor.checkpoint(), 3);
  };
  WatchAuditor of_topics({.filtered = true});
  pull(topics, of_topics);
  EXPECT_EQ(of_topics.commit_count(), 3);
  EXPECT_EQ(of_topics.changes().size(), 3u);
  WatchAuditor of_source({.filtered = true});
  pull(one_source, of_source);
  EXPECT_EQ(of_source.commit_count(), 1);
  EXPECT_EQ(of_source.changes().count("sources/m2"), 1u);
  WatchAuditor of_nothing({.filtered = true});
  pull(nothing, of_nothing);
  EXPECT_EQ(of_nothing.commit_count(), 0);
}

// R6: of a commit in parts, the last one that passes the filter says so.
TEST_F(WatchTest, FiltersACommitInPartsWithoutLeavingItOpen) {
  v1::CommitRequest request = LargeCommit(600);
  *request.add_changes()->mutable_put() = MakeSource("apart");
  *request.add_changes()->mutable_put() = MakeTopic("apart");
  ASSERT_OK(Commit(request));
  for (const char* prefix : {"sources/a", "sources/large1", "topics/",
                             "sources/large", "sources/"}) {
    v1::WatchRequest filtered = After(0);
    filtered.add_name_prefixes(prefix);
    ASSERT_OK_AND_ASSIGN(const auto watch, hub_->Open(filtered, [] {}));
    WatchAuditor auditor({.filtered = true});
    PullAll(*watch, auditor);
    EXPECT_FALSE(auditor.within_commit()) << prefix;
    EXPECT_EQ(auditor.commit_count(), 1) << prefix;
    EXPECT_EQ(auditor.checkpoint(), 1) << prefix;
  }
}

TEST_F(WatchTest, AFilterThatKeepsMuchBackTellsHowFarItCame) {
  Open(WatchOptions{.scan_commits_max = 2});
  CommitSources(7);
  v1::WatchRequest request = After(0);
  request.add_kinds(model::v1::RECORD_KIND_STATE);
  ASSERT_OK_AND_ASSIGN(const auto watch, hub_->Open(request, [] {}));
  WatchAuditor auditor({.filtered = true});
  PullAll(*watch, auditor);
  EXPECT_EQ(auditor.checkpoint_count(), 5);  // at 0, 2, 4, 6 and 7
  EXPECT_EQ(auditor.checkpoint(), 7);
}

// R6: memory is bounded, and what left it is read from the store.
TEST_F(WatchTest, GoesOnFromTheStoreWhenTheRingHasMovedOn) {
  Open(WatchOptions{.ring_commits_max = 2});
  ASSERT_OK_AND_ASSIGN(const auto watch, hub_->Open(After(0), [] {}));
  CommitSources(9);
  WatchAuditor auditor({});
  PullAll(*watch, auditor);
  EXPECT_EQ(auditor.commit_count(), 9);
}

// R6, beside writers: whatever the timing, the auditor finds nothing.
TEST_F(WatchTest, FollowsConcurrentWriters) {
  constexpr int kWriters = 3;
  constexpr int kCommitsEach = 15;
  Open(WatchOptions{.ring_commits_max = 4});
  std::vector<std::thread> threads;
  for (int w = 0; w < kWriters; ++w) {
    threads.emplace_back([this, w] {
      for (int i = 0; i < kCommitsEach; ++i) {
        EXPECT_OK(CommitSource(absl::StrCat("w", w, "-", i)));
      }
    });
  }
  for (int r = 0; r < 2; ++r) {
    threads.emplace_back([this] {
      platform::Mutex mutex;
      platform::CondVar woken;
      bool wake = false;
      ASSERT_OK_AND_ASSIGN(const auto watch, hub_->Open(After(0), [&] {
        platform::MutexLock lock(mutex);
        wake = true;
        woken.Signal();
      }));
      WatchAuditor auditor({});
      while (true) {
        PullAll(*watch, auditor);
        if (HasFatalFailure() ||
            auditor.revision() == kWriters * kCommitsEach) {
          break;
        }
        platform::MutexLock lock(mutex);
        while (!wake) woken.Wait(mutex);
        wake = false;
      }
      EXPECT_EQ(auditor.commit_count(), kWriters * kCommitsEach);
    });
  }
  for (std::thread& thread : threads) thread.join();
}

// R6: what was read may be watched on from, though the hub, which is told a
// little later, does not know of it yet. A second registry over the same store
// stands for the moment in between.
TEST_F(WatchTest, BeginsAfterACommitThatIsDurableButNotPublishedYet) {
  CommitSources(1);
  ASSERT_OK_AND_ASSIGN(const auto other_hub, WatchHub::Create(*store_, clock_));
  Registry other(*store_, clock_, *other_hub);
  ASSERT_OK(
      other.Commit(PutAll({MakeSource("x")}), "t", absl::InfiniteFuture()));
  int wakes = 0;
  ASSERT_OK_AND_ASSIGN(const auto watch,
                       hub_->Open(After(2), [&wakes] { ++wakes; }));
  WatchAuditor auditor({.after_revision = 2});
  PullAll(*watch, auditor);
  v1::GetCommitRequest get;
  get.set_revision(2);
  ASSERT_OK_AND_ASSIGN(const auto late, registry_->GetCommit(get));
  hub_->Publish(std::make_shared<v1::Commit>(late.commit()));
  EXPECT_EQ(wakes, 1);
  PullAll(*watch, auditor);
  EXPECT_EQ(auditor.commit_count(), 0);
  ASSERT_OK(CommitSource("y"));
  PullAll(*watch, auditor);
  EXPECT_EQ(auditor.commit_count(), 1);
  EXPECT_EQ(auditor.revision(), 3);
}

TEST_F(WatchTest, RefusesWhatItCannotServe) {
  CommitSources(2);
  const auto open = [this](const v1::WatchRequest& request) {
    return hub_->Open(request, [] {}).status();
  };
  EXPECT_THAT(open(After(2)), IsOk());
  EXPECT_THAT(open(After(3)), ReasonIs(REASON_REVISION_IN_FUTURE));
  EXPECT_THAT(open(After(-1)), ReasonIs(REASON_FIELD_INVALID));
  v1::WatchRequest request = After(0);
  request.set_epoch("0000000000000000");
  EXPECT_THAT(open(request), ReasonIs(REASON_EPOCH_MISMATCH));
  request = After(0);
  request.add_kinds(model::v1::RECORD_KIND_UNSPECIFIED);
  EXPECT_THAT(open(request), ReasonIs(REASON_FIELD_INVALID));
  request = After(0);
  request.add_name_prefixes("states/*");
  EXPECT_THAT(open(request), ReasonIs(REASON_NAME_MALFORMED));
  request.clear_name_prefixes();
  for (int i = 0; i < 100; ++i) request.add_name_prefixes("states/");
  EXPECT_THAT(open(request), IsOk());
  request.add_name_prefixes("states/");
  EXPECT_THAT(open(request), ReasonIs(model::v1::REASON_TOO_MANY_ITEMS));
}

TEST_F(WatchTest, TheirNumberIsBounded) {
  Open(WatchOptions{.watches_max = 1});
  ASSERT_OK_AND_ASSIGN(auto watch, hub_->Open(After(0), [] {}));
  EXPECT_THAT(hub_->Open(After(0), [] {}), ReasonIs(REASON_OVERLOADED));
  watch = nullptr;
  EXPECT_THAT(hub_->Open(After(0), [] {}), IsOk());
}

}  // namespace
}  // namespace comity::registry
