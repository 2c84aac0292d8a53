// A bounded pool of threads for work that may block, which must never run on a
// gRPC thread: two of those serve everybody.
//
// Thread safety: all methods may be called by any thread, TrySchedule from
// inside a task too.
//
// Invariants:
//   1. A task accepted by TrySchedule runs exactly once.
//   2. At most `queue_max` tasks wait; one more is refused, never blocked on.
//   3. With one thread, tasks run in the order accepted.

#ifndef COMMON_PLATFORM_EXECUTOR_H_
#define COMMON_PLATFORM_EXECUTOR_H_

#include <cstddef>
#include <deque>
#include <string>
#include <thread>
#include <vector>

#include "absl/base/thread_annotations.h"
#include "absl/functional/any_invocable.h"

#include "common/platform/mutex.h"

namespace comity::platform {

class Executor {
 public:
  using Task = absl::AnyInvocable<void()>;

  // Starts `threads` threads, named `name` for debuggers (15 bytes are kept).
  // REQUIRES: threads >= 1, queue_max >= 1.
  Executor(const std::string& name, int threads, std::size_t queue_max);

  // As Shutdown.
  ~Executor();

  Executor(const Executor&) = delete;
  Executor& operator=(const Executor&) = delete;

  // Accepts `task` to run soon, or returns false, having done nothing with it,
  // when the queue is full or Shutdown was called.
  [[nodiscard]] bool TrySchedule(Task task);

  // Refuses new tasks, runs those that wait, and joins the threads. A second
  // call has no effect.
  // REQUIRES: not called from inside a task.
  void Shutdown();

  // How many tasks wait, not counting those that run.
  std::size_t queue_size() const;
  std::size_t queue_max() const { return queue_max_; }

 private:
  void RunLoop();

  const std::size_t queue_max_;

  mutable Mutex mutex_;
  CondVar changed_;
  std::deque<Task> queue_ ABSL_GUARDED_BY(mutex_);
  bool stopping_ ABSL_GUARDED_BY(mutex_) = false;
  // Empty once a Shutdown took them to join.
  std::vector<std::thread> threads_ ABSL_GUARDED_BY(mutex_);
};

}  // namespace comity::platform

#endif  // COMMON_PLATFORM_EXECUTOR_H_
