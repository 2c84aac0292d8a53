// Between absl::Time and google.protobuf.Timestamp.
//
// Thread safety: pure functions.
#ifndef COMITY_QUERY_INDEX_PROTO_TIME_H_
#define COMITY_QUERY_INDEX_PROTO_TIME_H_

#include <cstdint>

#include "absl/time/time.h"
#include "google/protobuf/timestamp.pb.h"

namespace comity::query {

// Whether a timestamp is one that protobuf allows: from year 1 to 9999, with 0
// to 999,999,999 nanoseconds.
inline bool IsValid(const google::protobuf::Timestamp& timestamp) {
  constexpr int64_t kSecondsMin = -62'135'596'800;
  constexpr int64_t kSecondsMax = 253'402'300'799;
  return timestamp.seconds() >= kSecondsMin &&
         timestamp.seconds() <= kSecondsMax && timestamp.nanos() >= 0 &&
         timestamp.nanos() <= 999'999'999;
}

inline absl::Time TimeOf(const google::protobuf::Timestamp& timestamp) {
  return absl::FromUnixSeconds(timestamp.seconds()) +
         absl::Nanoseconds(timestamp.nanos());
}

// In whole microseconds, the step of the registry's own times.
// REQUIRES: `time` is finite.
inline google::protobuf::Timestamp TimestampOf(absl::Time time) {
  const int64_t micros = absl::ToUnixMicros(time);
  const int64_t fraction = ((micros % 1'000'000) + 1'000'000) % 1'000'000;
  google::protobuf::Timestamp timestamp;
  timestamp.set_seconds((micros - fraction) / 1'000'000);
  timestamp.set_nanos(static_cast<int32_t>(fraction * 1000));
  return timestamp;
}

}  // namespace comity::query

#endif  // COMITY_QUERY_INDEX_PROTO_TIME_H_
