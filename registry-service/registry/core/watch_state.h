// What the hub and a watch share. Private to the two.
#ifndef COMITY_REGISTRY_CORE_WATCH_STATE_H_
#define COMITY_REGISTRY_CORE_WATCH_STATE_H_

#include <cstdint>
#include <utility>

#include "absl/status/status.h"
#include "absl/time/time.h"

#include "registry/core/watch.h"

namespace comity::registry {

// The hub's mutex guards everything but `wake_up`, which does not change.
struct Watch::State {
  explicit State(WatchHub::WakeUp wake) : wake_up(std::move(wake)) {}

  const WatchHub::WakeUp wake_up;

  // As Watch::revision().
  int64_t revision = 0;
  // When the last message was returned, or the watch began; monotonic.
  absl::Time last_message;
  // A message was returned and not taken yet.
  bool untaken = false;
  // Next returned nothing, and nobody was woken since.
  bool waiting = false;
  absl::Status end_status;
};

}  // namespace comity::registry

#endif  // COMITY_REGISTRY_CORE_WATCH_STATE_H_
