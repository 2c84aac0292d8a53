#include "common/platform/clock.h"

#include "absl/time/clock.h"
#include "gtest/gtest.h"

#include "tests/fakes/fake_clock.h"

namespace comity::platform {
namespace {

TEST(RealClockTest, TellsTheTimeOfTheMachine) {
  const absl::Time before = absl::Now();
  const absl::Time told = RealClock().Now();
  EXPECT_LE(before, told);
  EXPECT_LE(told, absl::Now());
}

TEST(RealClockTest, MonotonicTimeNeverGoesBack) {
  const RealClock clock;
  absl::Time last = clock.MonotonicNow();
  for (int i = 0; i < 1000; ++i) {
    const absl::Time now = clock.MonotonicNow();
    ASSERT_LE(last, now);
    last = now;
  }
}

TEST(FakeClockTest, StandsStillUntilMoved) {
  FakeClock clock;
  const absl::Time start = clock.Now();
  EXPECT_EQ(clock.Now(), start);
  clock.Advance(absl::Seconds(3));
  EXPECT_EQ(clock.Now(), start + absl::Seconds(3));
}

TEST(FakeClockTest, SettingTheTimeOfDayDoesNotMoveTheMonotonicTime) {
  FakeClock clock;
  const absl::Time monotonic = clock.MonotonicNow();
  clock.SetNow(clock.Now() - absl::Hours(1));
  EXPECT_EQ(clock.MonotonicNow(), monotonic);
  clock.Advance(absl::Seconds(1));
  EXPECT_EQ(clock.MonotonicNow(), monotonic + absl::Seconds(1));
}

}  // namespace
}  // namespace comity::platform
