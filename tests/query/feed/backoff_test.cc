#include "query/feed/backoff.h"

#include "gtest/gtest.h"

namespace comity::query {
namespace {

constexpr BackoffOptions kOptions = {absl::Milliseconds(100), absl::Seconds(1)};

TEST(BackoffTest, DoublesUpToItsBound) {
  Backoff backoff(kOptions, [] { return 1.0; });
  EXPECT_EQ(backoff.Next(), absl::Milliseconds(100));
  EXPECT_EQ(backoff.Next(), absl::Milliseconds(200));
  EXPECT_EQ(backoff.Next(), absl::Milliseconds(400));
  EXPECT_EQ(backoff.Next(), absl::Milliseconds(800));
  EXPECT_EQ(backoff.Next(), absl::Seconds(1));
  EXPECT_EQ(backoff.Next(), absl::Seconds(1));
}

TEST(BackoffTest, JitterTakesAtMostHalf) {
  Backoff backoff(kOptions, [] { return 0.0; });
  EXPECT_EQ(backoff.Next(), absl::Milliseconds(50));
  EXPECT_EQ(backoff.Next(), absl::Milliseconds(100));
}

TEST(BackoffTest, ResetStartsOver) {
  Backoff backoff(kOptions, [] { return 1.0; });
  backoff.Next();
  backoff.Next();
  backoff.Reset();
  EXPECT_EQ(backoff.Next(), absl::Milliseconds(100));
}

}  // namespace
}  // namespace comity::query
