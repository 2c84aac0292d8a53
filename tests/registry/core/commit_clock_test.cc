// Goal: commit times rise strictly (R3), and a time that was answered once is
// never followed by a commit at or before it (R5).
#include "registry/core/commit_clock.h"

#include "gtest/gtest.h"

#include "tests/fakes/fake_clock.h"

namespace comity::registry {
namespace {

class CommitClockTest : public testing::Test {
 protected:
  platform::FakeClock clock_;
  CommitClock commit_clock_{clock_};
  const absl::Time start_ =
      absl::FromUnixMicros(absl::ToUnixMicros(clock_.Now()));
};

// R3.
TEST_F(CommitClockTest, TimesRiseThoughTheClockGoesBack) {
  const absl::Time newest = start_ + absl::Hours(1);
  EXPECT_EQ(commit_clock_.Begin(newest), newest + absl::Microseconds(1));
}

// R5.
TEST_F(CommitClockTest, NothingIsAnsweredFromAPendingCommitOn) {
  const absl::Time pending = commit_clock_.Begin(absl::InfinitePast());
  clock_.Advance(absl::Seconds(2));
  EXPECT_FALSE(commit_clock_.Close(pending));
  EXPECT_FALSE(commit_clock_.Close(pending + absl::Seconds(1)));
  EXPECT_TRUE(commit_clock_.Close(pending - absl::Microseconds(1)));
  commit_clock_.End();
  EXPECT_TRUE(commit_clock_.Close(pending + absl::Seconds(1)));
}

// R5.
TEST_F(CommitClockTest, NoCommitComesBeforeWhatWasAnswered) {
  clock_.Advance(absl::Hours(2));
  ASSERT_TRUE(commit_clock_.Close(clock_.Now()));
  const absl::Time answered = clock_.Now();
  clock_.SetNow(start_);
  EXPECT_GT(commit_clock_.Begin(start_), answered);
}

TEST_F(CommitClockTest, WhatHasNotComeIsNotAnswered) {
  EXPECT_FALSE(commit_clock_.Close(clock_.Now() + absl::Microseconds(1)));
}

}  // namespace
}  // namespace comity::registry
