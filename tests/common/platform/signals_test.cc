#include "common/platform/signals.h"

#include <signal.h>

#include "gtest/gtest.h"

namespace comity::platform {
namespace {

// raise() aims at this thread alone, so other tests' threads stay untouched.
TEST(SignalsTest, AnOrderGivenBeforeTheWaitCounts) {
  BlockShutdownSignals();
  ASSERT_EQ(raise(SIGTERM), 0);
  EXPECT_EQ(WaitForShutdownSignal(), SIGTERM);
}

TEST(SignalsTest, AnInterruptFromTheKeyboardIsAnOrderToo) {
  BlockShutdownSignals();
  ASSERT_EQ(raise(SIGINT), 0);
  EXPECT_EQ(WaitForShutdownSignal(), SIGINT);
}

}  // namespace
}  // namespace comity::platform
