// Calls a function at an interval, on a thread of its own, until destroyed.
//
// Thread safety: construct and destroy on one thread. The function is never
// called by two threads at once, nor after the destructor returned.
#ifndef COMMON_PLATFORM_TICKER_H_
#define COMMON_PLATFORM_TICKER_H_

#include <functional>
#include <thread>

#include "absl/base/thread_annotations.h"
#include "absl/time/time.h"

#include "common/platform/mutex.h"

namespace comity::platform {

class Ticker {
 public:
  // REQUIRES: interval > 0; `tick` is quick.
  Ticker(absl::Duration interval, std::function<void()> tick);
  ~Ticker();

  Ticker(const Ticker&) = delete;
  Ticker& operator=(const Ticker&) = delete;

 private:
  void RunLoop();

  const absl::Duration interval_;
  const std::function<void()> tick_;
  Mutex mutex_;
  CondVar stopped_;
  bool stopping_ ABSL_GUARDED_BY(mutex_) = false;
  std::thread thread_;
};

}  // namespace comity::platform

#endif  // COMMON_PLATFORM_TICKER_H_
