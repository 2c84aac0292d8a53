// comity-query: flags, options, server, run until told to stop.
// Exits with 0 after a clean drain; with 1, after one sentence on standard
// error, when it cannot start.
#include <string>

#include "absl/flags/flag.h"
#include "absl/time/time.h"

#include "common/platform/log.h"
#include "common/platform/port_file.h"
#include "common/platform/program.h"
#include "common/platform/signals.h"
#include "common/platform/status_macros.h"
#include "query/server/options.h"
#include "query/server/server.h"

ABSL_FLAG(std::string, listen, "127.0.0.1:7401", "host:port to listen on");
ABSL_FLAG(std::string, registry, "127.0.0.1:7400", "host:port of the registry");
ABSL_FLAG(std::string, log_level, "info", "debug, info, warning or error");
ABSL_FLAG(absl::Duration, drain_grace, absl::Seconds(5),
          "how long running calls may take to end after SIGTERM");
ABSL_FLAG(std::string, port_file, "", "file to write the port to, once known");
ABSL_FLAG(bool, allow_plaintext, false, "speak plaintext off loopback too");

namespace comity::query {
namespace {

absl::Status Serve() {
  COMITY_ASSIGN_OR_RETURN(
      const platform::LogLevel level,
      platform::ParseLogLevel(absl::GetFlag(FLAGS_log_level)));
  platform::SetLogLevel(level);
  QueryServerOptions options;
  options.listen = absl::GetFlag(FLAGS_listen);
  options.registry = absl::GetFlag(FLAGS_registry);
  options.allow_plaintext = absl::GetFlag(FLAGS_allow_plaintext);
  COMITY_ASSIGN_OR_RETURN(const auto server, QueryServer::Create(options));
  if (const std::string path = absl::GetFlag(FLAGS_port_file); !path.empty()) {
    COMITY_RETURN_IF_ERROR(platform::WritePortFile(path, server->port()));
  }
  platform::WaitForShutdownSignal();
  server->Drain(absl::GetFlag(FLAGS_drain_grace));
  return absl::OkStatus();
}

}  // namespace
}  // namespace comity::query

int main(int argc, char** argv) {
  return comity::platform::RunProgram(argc, argv, "comity-query",
                                      comity::query::Serve);
}
