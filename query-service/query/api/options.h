// Every bound of the API, by name.
#ifndef COMITY_QUERY_API_OPTIONS_H_
#define COMITY_QUERY_API_OPTIONS_H_

#include <cstddef>

#include "absl/time/time.h"

namespace comity::query {

struct ApiOptions {
  // Longest wait for a revision, or for the registry's word, where the caller's
  // deadline allows more or there is none.
  absl::Duration wait_max = absl::Seconds(5);

  // How long before the caller's deadline a wait ends, so that the reason for
  // it arrives; never more than a quarter of the time there is.
  absl::Duration deadline_margin = absl::Milliseconds(50);

  // Most calls that wait at a time; one more is refused as OVERLOADED.
  std::size_t waits_max = 10000;

  // Most subscriptions (WatchAnswer) at a time; one more is refused as
  // OVERLOADED. Each holds one answer at most.
  std::size_t subscriptions_max = 1000;

  // How long an answer may be on its way to a subscriber before it is cut with
  // CONSUMER_TOO_SLOW.
  absl::Duration subscription_stall_max = absl::Seconds(10);
};

// How long a caller is told to wait before it asks a loading or overloaded
// replica again.
inline constexpr absl::Duration kRetryDelay = absl::Milliseconds(200);

}  // namespace comity::query

#endif  // COMITY_QUERY_API_OPTIONS_H_
