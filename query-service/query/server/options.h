// What can be set of a query service, and what it is unless set.
#ifndef COMITY_QUERY_SERVER_OPTIONS_H_
#define COMITY_QUERY_SERVER_OPTIONS_H_

#include <cstddef>
#include <string>

#include "absl/time/time.h"

#include "query/api/options.h"
#include "query/feed/options.h"

namespace comity::query {

struct QueryServerOptions {
  // Where to listen, as "host:port"; port 0 lets the system choose.
  std::string listen = "127.0.0.1:7401";

  // The registry to follow, as "host:port".
  std::string registry = "127.0.0.1:7400";

  // Whether plaintext may be spoken off loopback.
  bool allow_plaintext = false;

  // Who composes batches and answers that had to wait. Two threads, so that one
  // large batch does not hold up the others.
  int executor_threads = 2;
  std::size_t executor_queue_max = 1024;

  // How often subscriptions look whether a day has come, and who does not keep
  // up.
  absl::Duration tick_interval = absl::Seconds(1);

  ApiOptions api;
  FeedOptions feed;
};

}  // namespace comity::query

#endif  // COMITY_QUERY_SERVER_OPTIONS_H_
