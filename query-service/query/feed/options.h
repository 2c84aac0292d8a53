// Every bound of the feed, by name.
#ifndef COMITY_QUERY_FEED_OPTIONS_H_
#define COMITY_QUERY_FEED_OPTIONS_H_

#include "absl/time/time.h"

namespace comity::query {

// How long the feed waits before it tries again. The first wait is near
// `base`; each later one doubles up to `max`.
struct BackoffOptions {
  absl::Duration base = absl::Milliseconds(100);
  absl::Duration max = absl::Seconds(10);
};

struct FeedOptions {
  // After a stream broke or the registry could not be reached. `max` bounds how
  // long a replica stays behind a registry that is back.
  BackoffOptions reconnect = {absl::Milliseconds(50), absl::Seconds(2)};
  // Before a load that follows one whose result was of no use. A load is the
  // dearest thing a replica asks of a registry, so this one grows further.
  BackoffOptions reload = {absl::Milliseconds(100), absl::Seconds(30)};
};

// A quiet watch says nothing for long, so a peer that vanished is found by
// pings: one each kKeepaliveTime, dead without an answer by kKeepaliveTimeout.
inline constexpr absl::Duration kKeepaliveTime = absl::Seconds(20);
inline constexpr absl::Duration kKeepaliveTimeout = absl::Seconds(10);

// How long the channel itself waits between attempts to connect; the loop
// above it decides when to use the channel.
inline constexpr absl::Duration kChannelReconnectMin = absl::Milliseconds(50);
inline constexpr absl::Duration kChannelReconnectMax = absl::Seconds(2);

// How long one attempt may take: a few round trips across a slow network.
inline constexpr absl::Duration kChannelConnectTimeout = absl::Seconds(5);

// Largest message taken from the registry. It sends chunks of 1 MiB
// (LIMIT_STREAM_MESSAGE_BYTES) unless a single record is larger with its frame.
inline constexpr int kReceiveBytesMax = 8 << 20;

}  // namespace comity::query

#endif  // COMITY_QUERY_FEED_OPTIONS_H_
