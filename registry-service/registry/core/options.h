// The bounds of the core, each named. What callers are told to keep stands in
// comity/model/v1/limits.proto; these are the ones that an operator may set.
#ifndef COMITY_REGISTRY_CORE_OPTIONS_H_
#define COMITY_REGISTRY_CORE_OPTIONS_H_

#include <cstddef>
#include <cstdint>

#include "absl/time/time.h"

#include "common/model/limits.h"

namespace comity::registry {

struct RegistryOptions {
  // Most bytes of one unary response. gRPC clients refuse more than 4 MiB
  // unless told otherwise; the rest is for headers of the response itself.
  std::size_t response_bytes_max = 4 * 1024 * 1024 - 64 * 1024;

  // Most bytes of the changes of one commit as stored.
  std::size_t commit_bytes_max = static_cast<std::size_t>(
      model::LimitOf(model::v1::LIMIT_COMMIT_RECORDS_BYTES));

  // How many versions of a record are read from the store at a time, since
  // each may be as large as a record may be.
  std::size_t versions_read_max = 8;
};

// Most bytes that a streamed message needs besides changes or records: header
// fields, tokens, framing. Subtracted from the bound of a message.
inline constexpr std::size_t kMessageOverheadBytes = 16 * 1024;

struct WatchOptions {
  // The newest commits kept in memory for watchers; older ones are read from
  // the store.
  std::size_t ring_commits_max = 1024;
  std::size_t ring_bytes_max = 32 * 1024 * 1024;

  // How many commits one pull looks at that a filter keeps back; then a
  // checkpoint tells how far it came.
  int scan_commits_max = 256;

  // How long a watch may stay without a message while nothing happens.
  absl::Duration checkpoint_interval = absl::Seconds(5);

  // A consumer that took nothing for `stall_max` while more than `lag_max`
  // commits behind is cut.
  absl::Duration stall_max = absl::Seconds(30);
  int64_t lag_max = 1024;

  // Most watches at a time; one more is refused.
  std::size_t watches_max = 1024;
};

}  // namespace comity::registry

#endif  // COMITY_REGISTRY_CORE_OPTIONS_H_
