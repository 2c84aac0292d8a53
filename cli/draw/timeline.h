// `comity timeline NAME...`: memberships over time.
#ifndef COMITY_CLI_DRAW_TIMELINE_H_
#define COMITY_CLI_DRAW_TIMELINE_H_

#include <CLI/CLI.hpp>

#include "cli/command/session.h"

namespace comity::cli {

void AddTimeline(CLI::App& app, Session& session);

}  // namespace comity::cli

#endif  // COMITY_CLI_DRAW_TIMELINE_H_
