#include "common/platform/clock.h"

#include <chrono>

#include "absl/time/clock.h"

namespace comity::platform {

absl::Time RealClock::Now() const { return absl::Now(); }

absl::Time RealClock::MonotonicNow() const {
  return absl::UnixEpoch() +
         absl::FromChrono(std::chrono::steady_clock::now().time_since_epoch());
}

}  // namespace comity::platform
