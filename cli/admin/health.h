// `comity health`: asks a server by the standard health protocol.
#ifndef COMITY_CLI_ADMIN_HEALTH_H_
#define COMITY_CLI_ADMIN_HEALTH_H_

#include <string>

#include <CLI/CLI.hpp>

#include "absl/status/status.h"
#include "absl/time/time.h"
#include "cli/command/session.h"

namespace comity::cli {

void AddHealth(CLI::App& app, Session& session);

// OK once the server at `target` says that `service` is SERVING ("" asks for
// the whole server). Waits up to `wait` for it to come up and to become so;
// UNAVAILABLE when it has not by then.
absl::Status WaitUntilServing(const std::string& target,
                              const std::string& service, absl::Duration wait);

}  // namespace comity::cli

#endif  // COMITY_CLI_ADMIN_HEALTH_H_
