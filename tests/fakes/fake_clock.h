// A clock that stands still until a test moves it.
//
// Thread safety: all methods may be called by any thread.

#ifndef TESTS_FAKES_FAKE_CLOCK_H_
#define TESTS_FAKES_FAKE_CLOCK_H_

#include "absl/base/thread_annotations.h"
#include "absl/time/time.h"

#include "common/platform/clock.h"
#include "common/platform/mutex.h"

namespace comity::platform {

class FakeClock final : public Clock {
 public:
  // Starts at 2026-01-01T00:00:00Z unless told otherwise.
  explicit FakeClock(absl::Time now = absl::FromUnixSeconds(1767225600))
      : now_(now) {}

  absl::Time Now() const override {
    MutexLock lock(mutex_);
    return now_;
  }
  absl::Time MonotonicNow() const override {
    MutexLock lock(mutex_);
    return monotonic_;
  }

  // Lets time pass, on both clocks.
  // REQUIRES: duration >= 0.
  void Advance(absl::Duration duration) {
    MutexLock lock(mutex_);
    now_ += duration;
    monotonic_ += duration;
  }

  // Sets the time of day as an operator would, back too; the monotonic time
  // does not notice.
  void SetNow(absl::Time now) {
    MutexLock lock(mutex_);
    now_ = now;
  }

 private:
  mutable Mutex mutex_;
  absl::Time now_ ABSL_GUARDED_BY(mutex_);
  absl::Time monotonic_ ABSL_GUARDED_BY(mutex_) = absl::UnixEpoch();
};

}  // namespace comity::platform

#endif  // TESTS_FAKES_FAKE_CLOCK_H_
