#include "common/platform/mutex.h"

#include <thread>
#include <vector>

#include "gtest/gtest.h"

namespace comity::platform {
namespace {

TEST(MutexTest, OneHolderAtATime) {
  Mutex mutex;
  int count = 0;
  std::vector<std::thread> threads;
  for (int t = 0; t < 4; ++t) {
    threads.emplace_back([&] {
      for (int i = 0; i < 1000; ++i) {
        MutexLock lock(mutex);
        ++count;
      }
    });
  }
  for (std::thread& thread : threads) thread.join();
  EXPECT_EQ(count, 4000);
}

TEST(CondVarTest, WaitEndsWhenSignalled) {
  Mutex mutex;
  CondVar changed;
  bool ready = false;
  std::thread signaller([&] {
    MutexLock lock(mutex);
    ready = true;
    changed.Signal();
  });
  {
    MutexLock lock(mutex);
    while (!ready) changed.Wait(mutex);
  }
  signaller.join();
  EXPECT_TRUE(ready);
}

TEST(CondVarTest, WaitForGivesUpAfterItsTimeout) {
  Mutex mutex;
  CondVar changed;
  MutexLock lock(mutex);
  while (changed.WaitFor(mutex, absl::Milliseconds(1))) {
  }
}

TEST(CondVarTest, WaitForWithoutEndIsWokenToo) {
  Mutex mutex;
  CondVar changed;
  bool ready = false;
  std::thread signaller([&] {
    MutexLock lock(mutex);
    ready = true;
    changed.SignalAll();
  });
  {
    MutexLock lock(mutex);
    while (!ready) {
      EXPECT_TRUE(changed.WaitFor(mutex, absl::InfiniteDuration()));
    }
  }
  signaller.join();
}

}  // namespace
}  // namespace comity::platform
