// A wait that another thread can cut short, so that a feed which waits for its
// registry stops at once when told to.
#ifndef COMITY_QUERY_FEED_PAUSE_H_
#define COMITY_QUERY_FEED_PAUSE_H_

#include "absl/base/thread_annotations.h"
#include "absl/time/time.h"

#include "common/platform/mutex.h"

namespace comity::query {

// Thread safety: any thread.
class Pause {
 public:
  virtual ~Pause() = default;

  // Waits that long. False, at once, after Interrupt.
  virtual bool For(absl::Duration duration) = 0;

  // Ends the wait under way and all later ones.
  virtual void Interrupt() = 0;
};

class RealPause final : public Pause {
 public:
  bool For(absl::Duration duration) override;
  void Interrupt() override;

 private:
  platform::Mutex mutex_;
  platform::CondVar changed_;
  bool interrupted_ ABSL_GUARDED_BY(mutex_) = false;
};

}  // namespace comity::query

#endif  // COMITY_QUERY_FEED_PAUSE_H_
