// A gRPC server as both services run it: bounded, with health per service and
// reflection, and with an end that loses nobody's answer.
//
// Order of life: construct, Start, SetServing as the service gets ready, Drain.
// Health says NOT_SERVING for every name until SetServing says otherwise.
//
// Thread safety: SetServing from any thread after Start; Start, AddDrainHook
// and Drain from the thread that owns the server.

#ifndef COMMON_PLATFORM_GRPC_SERVER_H_
#define COMMON_PLATFORM_GRPC_SERVER_H_

#include <functional>
#include <memory>
#include <string>
#include <vector>

#include <grpcpp/impl/service_type.h>
#include <grpcpp/security/server_credentials.h>
#include <grpcpp/server.h>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "absl/time/time.h"

#include "common/platform/grpc/health.h"

namespace comity::platform {

struct ServerOptions {
  // Where to listen, as "host:port"; port 0 lets the system choose.
  std::string listen = "127.0.0.1:0";

  // Null means plaintext, which is refused off loopback unless
  // `plaintext_off_loopback` is set: this port authenticates nobody then.
  std::shared_ptr<grpc::ServerCredentials> credentials;
  bool plaintext_off_loopback = false;

  // Bounds on what a caller may send.
  int request_bytes_max = 4 * 1024 * 1024;
  int metadata_bytes_max = 16 * 1024;
  int streams_per_connection_max = 1000;
  // What gRPC may hold in buffers, over all connections.
  std::size_t buffers_bytes_max = 256 * 1024 * 1024;

  // How often a client may ping, calls or no calls; one that pings more often
  // is cut. A quiet Watch needs pings to learn of a dead path.
  absl::Duration ping_interval_min = absl::Seconds(10);
  // When the server itself pings a silent client, and how long it waits.
  absl::Duration keepalive_interval = absl::Seconds(60);
  absl::Duration keepalive_timeout = absl::Seconds(20);
};

// A service to serve, and its full name, such as
// "comity.query.v1.QueryService", for health and reflection.
struct ServedService {
  std::string name;
  grpc::Service* service;
};

class Server {
 public:
  // The services outlive this.
  Server(ServerOptions options, std::vector<ServedService> services);

  // Stops at once, with no grace, if Drain was not called.
  ~Server();

  Server(const Server&) = delete;
  Server& operator=(const Server&) = delete;

  // Listens and serves; returns the port. The error says in a sentence why not
  // (address in use, not permitted, plaintext refused, not an address).
  // REQUIRES: called once.
  absl::StatusOr<int> Start();

  // Sets what health says of a service, or of the whole server for "".
  void SetServing(const std::string& name, bool serving);

  // Adds what Drain calls to end open streams and to refuse new ones.
  void AddDrainHook(std::function<void()> hook);

  // Ends service: health first says NOT_SERVING, then the hooks run in the
  // order added, then running calls get `grace` to end before they are
  // cancelled. When it returns, no handler runs any more. A second call has no
  // effect.
  void Drain(absl::Duration grace);

 private:
  absl::Status CheckPlaintextAllowed() const;

  const ServerOptions options_;
  const std::vector<ServedService> services_;
  std::vector<std::function<void()>> drain_hooks_;

  // Handlers use these, so they go after server_, which is declared last.
  HealthService health_;
  std::vector<std::unique_ptr<grpc::Service>> reflection_;
  std::unique_ptr<grpc::Server> server_;
};

}  // namespace comity::platform

#endif  // COMMON_PLATFORM_GRPC_SERVER_H_
