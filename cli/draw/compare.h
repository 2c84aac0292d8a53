// `comity compare NAME NAME...`: organisations by their members, or members by
// their organisations, side by side.
#ifndef COMITY_CLI_DRAW_COMPARE_H_
#define COMITY_CLI_DRAW_COMPARE_H_

#include <CLI/CLI.hpp>

#include "cli/command/session.h"

namespace comity::cli {

void AddCompare(CLI::App& app, Session& session);

}  // namespace comity::cli

#endif  // COMITY_CLI_DRAW_COMPARE_H_
