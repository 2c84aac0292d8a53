// The composition root of the query service: makes its parts, starts and stops
// them in order.
#ifndef COMITY_QUERY_SERVER_SERVER_H_
#define COMITY_QUERY_SERVER_SERVER_H_

#include <memory>

#include "absl/status/statusor.h"

#include "common/platform/clock.h"
#include "common/platform/executor.h"
#include "common/platform/grpc/server.h"
#include "common/platform/ticker.h"
#include "query/api/query_service.h"
#include "query/feed/feed_loop.h"
#include "query/feed/pause.h"
#include "query/feed/registry_feed.h"
#include "query/index/replica.h"
#include "query/server/options.h"

namespace comity::query {

// Thread-compatible: used by the thread that made it.
//
// Invariant: health says NOT_SERVING, for "" and for the service, until the
// register was loaded once (Q4), and SERVING from then on until Drain.
class QueryServer {
 public:
  // Listens, answers from then on, and begins to load. A registry that cannot
  // be reached is no error: the server waits for it. The error says in a
  // sentence why it cannot listen.
  static absl::StatusOr<std::unique_ptr<QueryServer>> Create(
      const QueryServerOptions& options);

  // As Drain, without grace.
  ~QueryServer();

  QueryServer(const QueryServer&) = delete;
  QueryServer& operator=(const QueryServer&) = delete;

  // The port it listens on.
  int port() const { return port_; }

  // Stops: calls that wait are ended with SERVER_DRAINING, running ones get
  // `grace` to end. A second call has no effect.
  void Drain(absl::Duration grace);

 private:
  explicit QueryServer(const QueryServerOptions& options);

  absl::Status Start();

  // In the order of dependence: each uses only what stands above it.
  const absl::Duration tick_interval_;
  const platform::RealClock clock_;
  const std::shared_ptr<Replica> replica_;
  const std::unique_ptr<RegistryFeed> feed_;
  RealPause pause_;
  platform::Executor executor_;
  QueryService service_;
  platform::Server server_;
  FeedLoop loop_;
  std::unique_ptr<platform::Ticker> ticker_;
  int port_ = 0;
};

}  // namespace comity::query

#endif  // COMITY_QUERY_SERVER_SERVER_H_
