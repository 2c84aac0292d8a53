#include "query/feed/pause.h"

#include <thread>

#include "gtest/gtest.h"

namespace comity::query {
namespace {

TEST(RealPauseTest, EndsByItself) {
  RealPause pause;
  EXPECT_TRUE(pause.For(absl::Nanoseconds(1)));
}

TEST(RealPauseTest, InterruptEndsTheWaitUnderWayAndLaterOnes) {
  RealPause pause;
  bool waited_to_the_end = true;
  std::thread waiting([&] { waited_to_the_end = pause.For(absl::Hours(1)); });
  pause.Interrupt();
  waiting.join();
  EXPECT_FALSE(waited_to_the_end);
  EXPECT_FALSE(pause.For(absl::Hours(1)));
}

}  // namespace
}  // namespace comity::query
