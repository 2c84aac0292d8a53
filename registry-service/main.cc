// comity-registry: flags, options, server, run until told to stop.
// Exits with 0 after a clean drain; with 1, after one sentence on standard
// error, when it cannot start.
#include <string>

#include "absl/flags/flag.h"

#include "common/platform/log.h"
#include "common/platform/port_file.h"
#include "common/platform/program.h"
#include "common/platform/signals.h"
#include "common/platform/status_macros.h"
#include "registry/server/registry_server.h"

ABSL_FLAG(std::string, listen, "127.0.0.1:7400", "HOST:PORT; port 0: any");
ABSL_FLAG(std::string, store, "sqlite:./comity-data/registry.db",
          "where commits are kept, sqlite:PATH");
ABSL_FLAG(bool, allow_plaintext, false,
          "listen off loopback too; anyone who reaches the port may commit");
ABSL_FLAG(std::string, log_level, "info", "debug, info, warning or error");
ABSL_FLAG(absl::Duration, drain_grace, absl::Seconds(10),
          "how long running calls get to end, such as 5s");
ABSL_FLAG(std::string, port_file, "", "file to write the bound port to");

namespace comity::registry {
namespace {

absl::Status Serve() {
  COMITY_ASSIGN_OR_RETURN(
      const platform::LogLevel level,
      platform::ParseLogLevel(absl::GetFlag(FLAGS_log_level)));
  platform::SetLogLevel(level);
  RegistryServerOptions options;
  options.listen = absl::GetFlag(FLAGS_listen);
  options.store = absl::GetFlag(FLAGS_store);
  options.allow_plaintext = absl::GetFlag(FLAGS_allow_plaintext);
  options.drain_grace = absl::GetFlag(FLAGS_drain_grace);
  COMITY_ASSIGN_OR_RETURN(const auto server, RegistryServer::Create(options));
  if (const std::string path = absl::GetFlag(FLAGS_port_file); !path.empty()) {
    COMITY_RETURN_IF_ERROR(platform::WritePortFile(path, server->port()));
  }
  platform::WaitForShutdownSignal();
  server->Drain();
  return absl::OkStatus();
}

}  // namespace
}  // namespace comity::registry

int main(int argc, char** argv) {
  return comity::platform::RunProgram(argc, argv, "comity-registry",
                                      comity::registry::Serve);
}
