#include "common/platform/executor.h"

#include <atomic>
#include <future>
#include <memory>
#include <vector>

#include "gmock/gmock.h"
#include "gtest/gtest.h"

namespace comity::platform {
namespace {

// Keeps the one thread of an executor busy until released.
class Blocker {
 public:
  explicit Blocker(Executor& executor) {
    EXPECT_TRUE(executor.TrySchedule([this] {
      started_.set_value();
      release_.get_future().wait();
    }));
    started_.get_future().wait();
  }
  void Release() { release_.set_value(); }

 private:
  std::promise<void> started_;
  std::promise<void> release_;
};

TEST(ExecutorTest, RunsTasksInOrderOnOneThread) {
  std::vector<int> ran;
  Executor executor("test", 1, 100);
  for (int i = 0; i < 100; ++i) {
    ASSERT_TRUE(executor.TrySchedule([&ran, i] { ran.push_back(i); }));
  }
  executor.Shutdown();
  ASSERT_EQ(ran.size(), 100u);
  for (int i = 0; i < 100; ++i) EXPECT_EQ(ran[i], i);
}

TEST(ExecutorTest, RefusesMoreThanItsBound) {
  Executor executor("test", 1, 2);
  Blocker blocker(executor);
  EXPECT_TRUE(executor.TrySchedule([] {}));
  EXPECT_TRUE(executor.TrySchedule([] {}));
  EXPECT_EQ(executor.queue_size(), 2u);
  EXPECT_FALSE(executor.TrySchedule([] { FAIL() << "was refused"; }));
  blocker.Release();
  executor.Shutdown();
}

TEST(ExecutorTest, ThreadsRunAtTheSameTime) {
  Executor executor("test", 2, 2);
  std::promise<void> here;
  std::promise<void> there;
  ASSERT_TRUE(executor.TrySchedule([&] {
    here.set_value();
    there.get_future().wait();
  }));
  ASSERT_TRUE(executor.TrySchedule([&] {
    here.get_future().wait();
    there.set_value();
  }));
  executor.Shutdown();
}

TEST(ExecutorTest, ShutdownRunsWhatWaitsAndRefusesMore) {
  std::atomic<int> ran = 0;
  Executor executor("test", 1, 10);
  Blocker blocker(executor);
  for (int i = 0; i < 10; ++i) {
    ASSERT_TRUE(executor.TrySchedule([&ran] { ++ran; }));
  }
  blocker.Release();
  executor.Shutdown();
  EXPECT_EQ(ran, 10);
  EXPECT_FALSE(executor.TrySchedule([] {}));
  executor.Shutdown();
}

TEST(ExecutorTest, TakesTasksThatOnlyMove) {
  int seen = 0;
  Executor executor("test", 1, 1);
  ASSERT_TRUE(executor.TrySchedule(
      [&seen, value = std::make_unique<int>(7)] { seen = *value; }));
  executor.Shutdown();
  EXPECT_EQ(seen, 7);
}

TEST(ExecutorTest, EveryAcceptedTaskRunsOnceUnderContention) {
  std::atomic<int> ran = 0;
  std::atomic<int> accepted = 0;
  {
    Executor executor("test", 4, 16);
    std::vector<std::thread> callers;
    for (int t = 0; t < 4; ++t) {
      callers.emplace_back([&] {
        for (int i = 0; i < 1000; ++i) {
          if (executor.TrySchedule([&ran] { ++ran; })) ++accepted;
        }
      });
    }
    for (std::thread& caller : callers) caller.join();
  }
  EXPECT_EQ(ran, accepted);
}

}  // namespace
}  // namespace comity::platform
