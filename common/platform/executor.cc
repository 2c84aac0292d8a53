#include "common/platform/executor.h"

#include <cassert>
#include <pthread.h>
#include <utility>

namespace comity::platform {
namespace {

// Linux keeps 15 bytes of a thread's name and refuses a longer one.
constexpr std::size_t kThreadNameBytesMax = 15;

}  // namespace

Executor::Executor(const std::string& name, int threads, std::size_t queue_max)
    : queue_max_(queue_max) {
  assert(threads >= 1 && queue_max >= 1);
  const std::string thread_name = name.substr(0, kThreadNameBytesMax);
  MutexLock lock(mutex_);
  for (int i = 0; i < threads; ++i) {
    threads_.emplace_back([this, thread_name] {
      pthread_setname_np(pthread_self(), thread_name.c_str());
      RunLoop();
    });
  }
}

Executor::~Executor() { Shutdown(); }

bool Executor::TrySchedule(Task task) {
  {
    MutexLock lock(mutex_);
    if (stopping_ || queue_.size() >= queue_max_) return false;
    queue_.push_back(std::move(task));
  }
  changed_.Signal();
  return true;
}

void Executor::Shutdown() {
  std::vector<std::thread> threads;
  {
    MutexLock lock(mutex_);
    stopping_ = true;
    threads.swap(threads_);
  }
  changed_.SignalAll();
  for (std::thread& thread : threads) thread.join();
}

std::size_t Executor::queue_size() const {
  MutexLock lock(mutex_);
  return queue_.size();
}

void Executor::RunLoop() {
  while (true) {
    Task task;
    {
      MutexLock lock(mutex_);
      while (queue_.empty() && !stopping_) changed_.Wait(mutex_);
      if (queue_.empty()) return;
      task = std::move(queue_.front());
      queue_.pop_front();
    }
    task();
  }
}

}  // namespace comity::platform
