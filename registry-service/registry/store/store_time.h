// Commit times between their three forms: absl::Time, the contract's Timestamp,
// and the store's integer of microseconds since 1970.
//
// Thread safety: pure functions.
#ifndef COMITY_REGISTRY_STORE_STORE_TIME_H_
#define COMITY_REGISTRY_STORE_STORE_TIME_H_

#include <cstdint>

#include "absl/time/time.h"
#include "google/protobuf/timestamp.pb.h"

namespace comity::registry {

inline google::protobuf::Timestamp ToTimestamp(absl::Time time) {
  google::protobuf::Timestamp timestamp;
  const int64_t seconds = absl::ToUnixSeconds(time);  // rounds down
  timestamp.set_seconds(seconds);
  timestamp.set_nanos(static_cast<int32_t>(
      absl::ToInt64Nanoseconds(time - absl::FromUnixSeconds(seconds))));
  return timestamp;
}

inline absl::Time ToTime(const google::protobuf::Timestamp& timestamp) {
  return absl::FromUnixSeconds(timestamp.seconds()) +
         absl::Nanoseconds(timestamp.nanos());
}

}  // namespace comity::registry

#endif  // COMITY_REGISTRY_STORE_STORE_TIME_H_
