#include "registry/server/registry_server.h"

#include <utility>

#include "common/model/limits.h"
#include "common/platform/log.h"
#include "common/platform/status_macros.h"
#include "registry/server/store_spec.h"

namespace comity::registry {
namespace {

constexpr int kWriteThreads = 1;

// How much larger than the limit a message may be and still be told so by
// reason; beyond it gRPC itself refuses, without details.
constexpr int kOversizeToldBytes = 4 * 1024 * 1024;

platform::ServerOptions ServerOptionsOf(const RegistryServerOptions& options) {
  platform::ServerOptions server;
  server.listen = options.listen;
  server.plaintext_off_loopback = options.allow_plaintext;
  server.request_bytes_max = static_cast<int>(model::LimitOf(
                                 model::v1::LIMIT_REGISTRY_REQUEST_BYTES)) +
                             kOversizeToldBytes;
  server.metadata_bytes_max =
      static_cast<int>(model::LimitOf(model::v1::LIMIT_METADATA_BYTES));
  return server;
}

const platform::Clock& MachineClock() {
  static const platform::RealClock kClock;
  return kClock;
}

}  // namespace

absl::StatusOr<std::unique_ptr<RegistryServer>> RegistryServer::Create(
    const RegistryServerOptions& options) {
  COMITY_ASSIGN_OR_RETURN(std::unique_ptr<Store> store,
                          OpenStore(options.store, options.read_threads));
  return CreateOver(options, std::move(store), MachineClock());
}

absl::StatusOr<std::unique_ptr<RegistryServer>> RegistryServer::CreateOver(
    const RegistryServerOptions& options, std::unique_ptr<Store> store,
    const platform::Clock& clock) {
  COMITY_ASSIGN_OR_RETURN(std::unique_ptr<WatchHub> hub,
                          WatchHub::Create(*store, clock, options.watch));
  std::unique_ptr<RegistryServer> server(
      new RegistryServer(options, std::move(store), clock, std::move(hub)));
  COMITY_RETURN_IF_ERROR(server->Start());
  return server;
}

RegistryServer::RegistryServer(const RegistryServerOptions& options,
                               std::unique_ptr<Store> store,
                               const platform::Clock& clock,
                               std::unique_ptr<WatchHub> hub)
    : options_(options),
      store_(std::move(store)),
      hub_(std::move(hub)),
      registry_(*store_, clock, *hub_, options.registry),
      write_executor_("write", kWriteThreads, options.write_queue_max),
      read_executor_("read", options.read_threads, options.read_queue_max),
      stream_executor_("stream", options.stream_threads,
                       options.service.streams_max),
      service_(ServiceParts{.registry = registry_,
                            .hub = *hub_,
                            .store = *store_,
                            .clock = clock,
                            .write_executor = write_executor_,
                            .read_executor = read_executor_,
                            .stream_executor = stream_executor_},
               options.service),
      server_(ServerOptionsOf(options),
              {{v1::RegistryService::service_full_name(), &service_}}) {}

RegistryServer::~RegistryServer() { Drain(); }

absl::Status RegistryServer::Start() {
  server_.AddDrainHook([this] { service_.Drain(); });
  COMITY_ASSIGN_OR_RETURN(port_, server_.Start());
  ticker_ = std::make_unique<platform::Ticker>(options_.tick_interval,
                                               [this] { service_.Tick(); });
  server_.SetServing("", true);
  server_.SetServing(v1::RegistryService::service_full_name(), true);
  platform::Log(platform::LogLevel::kInfo, "serving",
                {{"service", v1::RegistryService::service_full_name()},
                 {"port", port_},
                 {"revision", hub_->revision()}});
  return absl::OkStatus();
}

void RegistryServer::Drain() {
  if (ticker_ == nullptr) return;
  platform::Log(platform::LogLevel::kInfo, "draining",
                {{"streams", stream_count()}});
  server_.Drain(options_.drain_grace);
  ticker_ = nullptr;
  write_executor_.Shutdown();
  read_executor_.Shutdown();
  stream_executor_.Shutdown();
  platform::Log(platform::LogLevel::kInfo, "stopped",
                {{"revision", hub_->revision()}});
}

}  // namespace comity::registry
