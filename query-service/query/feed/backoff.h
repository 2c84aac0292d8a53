// How long to wait before the next attempt: exponential, with jitter, so that
// replicas which lost one registry together do not come back together.
#ifndef COMITY_QUERY_FEED_BACKOFF_H_
#define COMITY_QUERY_FEED_BACKOFF_H_

#include <functional>

#include "absl/time/time.h"

#include "query/feed/options.h"

namespace comity::query {

// Thread-compatible.
class Backoff {
 public:
  // `random` gives numbers in [0, 1).
  Backoff(BackoffOptions options, std::function<double()> random);

  // The next wait: between half of the nominal one, and all of it. The nominal
  // one is `base` at first and doubles with each call up to `max`.
  absl::Duration Next();

  // Starts over, after an attempt that succeeded.
  void Reset() { nominal_ = options_.base; }

 private:
  const BackoffOptions options_;
  const std::function<double()> random_;
  absl::Duration nominal_;
};

}  // namespace comity::query

#endif  // COMITY_QUERY_FEED_BACKOFF_H_
