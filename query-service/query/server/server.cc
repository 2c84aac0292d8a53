#include "query/server/server.h"

#include <functional>
#include <random>

#include "common/model/limits.h"
#include "common/platform/log.h"
#include "common/platform/status_macros.h"
#include "query/feed/grpc_registry_feed.h"

namespace comity::query {
namespace {

// Numbers in [0, 1) for one thread, another sequence in each process.
std::function<double()> Jitter() {
  return [engine = std::mt19937_64(std::random_device()())]() mutable {
    return std::uniform_real_distribution<double>(0.0, 1.0)(engine);
  };
}

platform::ServerOptions ServerOptionsOf(const QueryServerOptions& options) {
  platform::ServerOptions result;
  result.listen = options.listen;
  result.plaintext_off_loopback = options.allow_plaintext;
  result.request_bytes_max =
      static_cast<int>(model::LimitOf(model::v1::LIMIT_QUERY_REQUEST_BYTES));
  result.metadata_bytes_max =
      static_cast<int>(model::LimitOf(model::v1::LIMIT_METADATA_BYTES));
  return result;
}

}  // namespace

QueryServer::QueryServer(const QueryServerOptions& options)
    : tick_interval_(options.tick_interval),
      replica_(std::make_shared<Replica>()),
      feed_(CreateGrpcRegistryFeed(options.registry)),
      executor_("answers", options.executor_threads,
                options.executor_queue_max),
      service_(replica_, *feed_, clock_, executor_, options.api),
      server_(ServerOptionsOf(options), {{QueryService::kName, &service_}}),
      loop_({.feed = *feed_,
             .replica = *replica_,
             .clock = clock_,
             .pause = pause_,
             .random = Jitter(),
             .on_published =
                 [this] {
                   server_.SetServing("", true);
                   server_.SetServing(QueryService::kName, true);
                 }},
            options.feed) {
  server_.AddDrainHook([this] { service_.Drain(); });
}

QueryServer::~QueryServer() { Drain(absl::ZeroDuration()); }

absl::StatusOr<std::unique_ptr<QueryServer>> QueryServer::Create(
    const QueryServerOptions& options) {
  std::unique_ptr<QueryServer> server(new QueryServer(options));
  COMITY_RETURN_IF_ERROR(server->Start());
  platform::Log(platform::LogLevel::kInfo, "query service listens",
                {{"port", server->port()}, {"registry", options.registry}});
  return server;
}

absl::Status QueryServer::Start() {
  COMITY_ASSIGN_OR_RETURN(port_, server_.Start());
  loop_.Start();
  ticker_ = std::make_unique<platform::Ticker>(tick_interval_,
                                               [this] { service_.Tick(); });
  return absl::OkStatus();
}

void QueryServer::Drain(absl::Duration grace) {
  // Callers first: what they wait for may still arrive. When the server is
  // done no handler uses the executor or the feed any more.
  server_.Drain(grace);
  ticker_ = nullptr;
  loop_.Stop();
  executor_.Shutdown();
}

}  // namespace comity::query
