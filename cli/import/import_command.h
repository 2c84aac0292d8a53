// `comity import`: sends data to the registry.
#ifndef COMITY_CLI_IMPORT_IMPORT_COMMAND_H_
#define COMITY_CLI_IMPORT_IMPORT_COMMAND_H_

#include <CLI/CLI.hpp>

#include "cli/command/session.h"

namespace comity::cli {

void AddImport(CLI::App& app, Session& session);

}  // namespace comity::cli

#endif  // COMITY_CLI_IMPORT_IMPORT_COMMAND_H_
