// The registry service, put together: the one place that knows all its parts.
//
// Start order: store, hub, registry, executors, service, server, ticker; then
// health says SERVING. Stop order is the reverse: health says NOT_SERVING,
// streams end with SERVER_DRAINING, running calls get the grace, then the rest
// goes. A commit that was acknowledged is durable whenever that happens.
//
// Thread safety: Create, Drain and destruction on one thread.
#ifndef COMITY_REGISTRY_SERVER_REGISTRY_SERVER_H_
#define COMITY_REGISTRY_SERVER_REGISTRY_SERVER_H_

#include <cstddef>
#include <memory>

#include "absl/status/status.h"
#include "absl/status/statusor.h"

#include "common/platform/clock.h"
#include "common/platform/executor.h"
#include "common/platform/grpc/server.h"
#include "common/platform/ticker.h"
#include "registry/api/registry_service.h"
#include "registry/core/registry.h"
#include "registry/core/watch.h"
#include "registry/server/options.h"
#include "registry/store/store.h"

namespace comity::registry {

class RegistryServer {
 public:
  // Opens the store and serves. The error is a sentence for an operator.
  static absl::StatusOr<std::unique_ptr<RegistryServer>> Create(
      const RegistryServerOptions& options);

  // The same over a store that was opened elsewhere; `options.store` does not
  // count. The clock outlives the server.
  static absl::StatusOr<std::unique_ptr<RegistryServer>> CreateOver(
      const RegistryServerOptions& options, std::unique_ptr<Store> store,
      const platform::Clock& clock);

  // As Drain.
  ~RegistryServer();

  RegistryServer(const RegistryServer&) = delete;
  RegistryServer& operator=(const RegistryServer&) = delete;

  // Stops serving within the grace, and blocks until then. A second call has
  // no effect.
  void Drain();

  // The port that is listened on.
  int port() const { return port_; }
  // How many streams and imports are open.
  std::size_t stream_count() const { return service_.stream_count(); }
  std::size_t import_count() const { return service_.import_count(); }

 private:
  RegistryServer(const RegistryServerOptions& options,
                 std::unique_ptr<Store> store, const platform::Clock& clock,
                 std::unique_ptr<WatchHub> hub);
  absl::Status Start();

  const RegistryServerOptions options_;
  // In the order of start; destroyed in the reverse.
  const std::unique_ptr<Store> store_;
  const std::unique_ptr<WatchHub> hub_;
  Registry registry_;
  platform::Executor write_executor_;
  platform::Executor read_executor_;
  platform::Executor stream_executor_;
  RegistryService service_;
  platform::Server server_;
  std::unique_ptr<platform::Ticker> ticker_;
  int port_ = 0;
};

}  // namespace comity::registry

#endif  // COMITY_REGISTRY_SERVER_REGISTRY_SERVER_H_
