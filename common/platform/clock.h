// The one place that time comes from, so that tests can set it
// (tests/fakes/fake_clock.h).
//
// Thread safety: all methods may be called by any thread.

#ifndef COMMON_PLATFORM_CLOCK_H_
#define COMMON_PLATFORM_CLOCK_H_

#include "absl/time/time.h"

namespace comity::platform {

class Clock {
 public:
  virtual ~Clock() = default;

  // The time of day. It may jump, back too: an operator may set it.
  virtual absl::Time Now() const = 0;

  // A time that never goes back, for measuring how long something takes. Its
  // zero has no meaning; compare only with other values of the same clock.
  virtual absl::Time MonotonicNow() const = 0;
};

// The machine's clocks.
class RealClock final : public Clock {
 public:
  absl::Time Now() const override;
  absl::Time MonotonicNow() const override;
};

}  // namespace comity::platform

#endif  // COMMON_PLATFORM_CLOCK_H_
