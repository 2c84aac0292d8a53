#include "query/index/commit_log.h"

#include "gtest/gtest.h"

namespace comity::query {
namespace {

absl::Time TimeAt(int64_t revision) {
  return absl::UnixEpoch() + absl::Seconds(10 * revision);
}

// Reads at a time rest on it: the newest revision committed by then.
TEST(CommitLogTest, FindsTheNewestRevisionAtOrBeforeATime) {
  // Enough to fill several chunks.
  constexpr int64_t kHead = 10'000;
  CommitLog log;
  for (int64_t revision = 1; revision <= kHead; ++revision) {
    CommitEntry entry;
    entry.time = TimeAt(revision);
    entry.digest.fill(static_cast<char>(revision % 100));
    log.Put(revision, entry);
  }
  for (int64_t revision = 1; revision <= kHead; ++revision) {
    ASSERT_EQ(log.At(revision).time, TimeAt(revision));
    ASSERT_EQ(log.At(revision).digest[31], static_cast<char>(revision % 100));
    ASSERT_EQ(log.RevisionAt(TimeAt(revision), kHead), revision);
    ASSERT_EQ(log.RevisionAt(TimeAt(revision) - absl::Microseconds(1), kHead),
              revision - 1);
  }
  EXPECT_EQ(log.RevisionAt(absl::InfiniteFuture(), kHead), kHead);
  EXPECT_EQ(log.RevisionAt(absl::InfiniteFuture(), 7), 7);
  EXPECT_EQ(log.RevisionAt(absl::InfinitePast(), kHead), 0);
}

TEST(CommitLogTest, HasNoRevisionWhenEmpty) {
  const CommitLog log;
  EXPECT_EQ(log.RevisionAt(absl::InfiniteFuture(), 0), 0);
}

}  // namespace
}  // namespace comity::query
