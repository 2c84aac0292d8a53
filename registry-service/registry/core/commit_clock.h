// Gives commits their times, so that they rise strictly (R3) and a read as of a
// time that was answered once is answered so for ever (R5).
//
// A commit gets its time before it is durable. So while one is on its way,
// times from its own on are not answered; and no commit gets a time at or
// before one that was answered, whatever the clock of the machine does.
#ifndef COMITY_REGISTRY_CORE_COMMIT_CLOCK_H_
#define COMITY_REGISTRY_CORE_COMMIT_CLOCK_H_

#include <optional>

#include "absl/base/thread_annotations.h"
#include "absl/time/time.h"

#include "common/platform/clock.h"
#include "common/platform/mutex.h"

namespace comity::registry {

// Thread-safe.
class CommitClock {
 public:
  // The clock outlives this.
  explicit CommitClock(const platform::Clock& clock) : clock_(clock) {}

  // The time of the commit after one of `newest`. From it on nothing is
  // answered until End. REQUIRES: no other commit is on its way.
  absl::Time Begin(absl::Time newest);

  // The commit is durable, or came to nothing.
  void End();

  // Whether a read as of `time` may be answered by the commits that are durable
  // now; if so no later commit gets a time at or before it. REQUIRES: `time`
  // is later than the newest commit's.
  bool Close(absl::Time time);

 private:
  const platform::Clock& clock_;
  platform::Mutex mutex_;
  std::optional<absl::Time> pending_ ABSL_GUARDED_BY(mutex_);
  absl::Time closed_until_ ABSL_GUARDED_BY(mutex_) = absl::InfinitePast();
};

}  // namespace comity::registry

#endif  // COMITY_REGISTRY_CORE_COMMIT_CLOCK_H_
