#include "common/platform/ticker.h"

#include <utility>

namespace comity::platform {

Ticker::Ticker(absl::Duration interval, std::function<void()> tick)
    : interval_(interval),
      tick_(std::move(tick)),
      thread_([this] { RunLoop(); }) {}

Ticker::~Ticker() {
  {
    MutexLock lock(mutex_);
    stopping_ = true;
  }
  stopped_.SignalAll();
  thread_.join();
}

void Ticker::RunLoop() {
  while (true) {
    {
      MutexLock lock(mutex_);
      // A wait that ends early only ticks early, which does no harm.
      if (!stopping_) stopped_.WaitFor(mutex_, interval_);
      if (stopping_) return;
    }
    tick_();
  }
}

}  // namespace comity::platform
