#include "registry/core/commit_clock.h"

#include <algorithm>

namespace comity::registry {
namespace {

// The resolution of commit times.
constexpr absl::Duration kStep = absl::Microseconds(1);

absl::Time Truncate(absl::Time time) {
  return absl::FromUnixMicros(absl::ToUnixMicros(time));
}

}  // namespace

absl::Time CommitClock::Begin(absl::Time newest) {
  platform::MutexLock lock(mutex_);
  const absl::Time floor = std::max(newest, Truncate(closed_until_));
  pending_ = std::max(Truncate(clock_.Now()), floor + kStep);
  return *pending_;
}

void CommitClock::End() {
  platform::MutexLock lock(mutex_);
  pending_.reset();
}

bool CommitClock::Close(absl::Time time) {
  platform::MutexLock lock(mutex_);
  if (time > clock_.Now()) return false;
  if (pending_.has_value() && time >= *pending_) return false;
  closed_until_ = std::max(closed_until_, time);
  return true;
}

}  // namespace comity::registry
