// `comity completion bash|zsh|fish`: a script for the shell, made of the
// program's own commands and flags, so that it never lags behind them.
#ifndef COMITY_CLI_ADMIN_COMPLETION_H_
#define COMITY_CLI_ADMIN_COMPLETION_H_

#include <string>
#include <vector>

#include <CLI/CLI.hpp>

#include "cli/command/session.h"

namespace comity::cli {

// REQUIRES: `app` is the whole program and outlives the command.
void AddCompletion(CLI::App& app, Session& session);

// A command as a shell needs it.
struct CommandShape {
  struct Flag {
    std::string name;  // "--format", "-m"
    std::string description;
    bool takes_value = false;
    // What it may be, if that is a short list.
    std::vector<std::string> values;
  };
  // " import pack": each word after a space; empty for the program.
  std::string path;
  std::string description;
  // Words of the commands below it, in their order.
  std::vector<std::string> commands;
  // Its own; those of the program are taken everywhere.
  std::vector<Flag> flags;
};

// The program first, and each command before those below it.
std::vector<CommandShape> ShapesOf(const CLI::App& app);

// The scripts; `name` is the program's.
std::string BashCompletion(const std::string& name,
                           const std::vector<CommandShape>& shapes);
std::string ZshCompletion(const std::string& name,
                          const std::vector<CommandShape>& shapes);
std::string FishCompletion(const std::string& name,
                           const std::vector<CommandShape>& shapes);

}  // namespace comity::cli

#endif  // COMITY_CLI_ADMIN_COMPLETION_H_
