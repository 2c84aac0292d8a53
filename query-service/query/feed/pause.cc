#include "query/feed/pause.h"

namespace comity::query {

bool RealPause::For(absl::Duration duration) {
  platform::MutexLock lock(mutex_);
  while (!interrupted_) {
    // Waking early for no cause only makes the wait start over.
    if (!changed_.WaitFor(mutex_, duration)) break;
  }
  return !interrupted_;
}

void RealPause::Interrupt() {
  platform::MutexLock lock(mutex_);
  interrupted_ = true;
  changed_.SignalAll();
}

}  // namespace comity::query
