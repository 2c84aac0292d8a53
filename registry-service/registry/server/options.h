// Everything that can be set on the registry service, each bound by name.
#ifndef COMITY_REGISTRY_SERVER_OPTIONS_H_
#define COMITY_REGISTRY_SERVER_OPTIONS_H_

#include <cstddef>
#include <string>

#include "absl/time/time.h"

#include "registry/api/registry_service.h"
#include "registry/core/options.h"

namespace comity::registry {

struct RegistryServerOptions {
  // Where to listen, as "host:port"; port 0 lets the system choose.
  std::string listen = "127.0.0.1:7400";

  // Plaintext off loopback authenticates nobody; it is refused unless this is
  // set.
  bool allow_plaintext = false;

  // Where commits are kept: "sqlite:PATH".
  std::string store = "sqlite:./comity-data/registry.db";

  // How long running calls get to end when the service stops.
  absl::Duration drain_grace = absl::Seconds(10);

  // Reads that run at a time, and calls that may wait for a thread; a call
  // beyond that is refused as OVERLOADED.
  int read_threads = 4;
  std::size_t read_queue_max = 1024;
  std::size_t write_queue_max = 256;

  // Threads that pull streams. Their queue holds a task of each stream.
  int stream_threads = 2;

  // How often checkpoints and slow clients are looked after.
  absl::Duration tick_interval = absl::Seconds(1);

  ServiceOptions service;
  RegistryOptions registry;
  WatchOptions watch;
};

}  // namespace comity::registry

#endif  // COMITY_REGISTRY_SERVER_OPTIONS_H_
