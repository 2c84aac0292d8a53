#include "query/feed/backoff.h"

#include <algorithm>
#include <utility>

namespace comity::query {

Backoff::Backoff(BackoffOptions options, std::function<double()> random)
    : options_(options), random_(std::move(random)), nominal_(options.base) {}

absl::Duration Backoff::Next() {
  const absl::Duration wait = nominal_ * (0.5 + 0.5 * random_());
  nominal_ = std::min(nominal_ * 2, options_.max);
  return wait;
}

}  // namespace comity::query
