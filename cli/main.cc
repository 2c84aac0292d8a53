// The comity command: each folder adds its commands, and CLI11 chooses one.
#include <iostream>

#include <CLI/CLI.hpp>

#include "cli/admin/commit.h"
#include "cli/admin/completion.h"
#include "cli/admin/export.h"
#include "cli/admin/health.h"
#include "cli/admin/log.h"
#include "cli/admin/watch.h"
#include "cli/ask/accession.h"
#include "cli/ask/check.h"
#include "cli/ask/diff.h"
#include "cli/ask/disagreements.h"
#include "cli/ask/find.h"
#include "cli/ask/members.h"
#include "cli/ask/profile.h"
#include "cli/ask/resolve.h"
#include "cli/command/session.h"
#include "cli/command/utf8.h"
#include "cli/cross_check/cross_check.h"
#include "cli/draw/compare.h"
#include "cli/draw/timeline.h"
#include "cli/import/import_command.h"

namespace comity::cli {
namespace {

int Run(int argc, char** argv) {
  CLI::App app("Asks and feeds Comity, the record of who belongs to what");
  app.name("comity");
  app.require_subcommand(1);
  app.footer(
      "Examples:\n"
      "  comity check GBR eu --date 2015-06-01\n"
      "  comity find \"member of nato and not member of eu\"\n"
      "  comity timeline HUN --svg hungary.svg\n"
      "\n"
      "comity COMMAND --help has more.");
  for (int i = 1; i < argc; ++i) {
    if (IsUtf8(argv[i])) continue;
    std::cerr << "comity: argument " << i << " is not UTF-8\n";
    return kExitUsage;
  }
  Session session;
  session.AddGlobalFlags(app);
  AddCheck(app, session);
  AddTimeline(app, session);
  AddCompare(app, session);
  AddMembers(app, session);
  AddMemberships(app, session);
  AddFind(app, session);
  AddDiff(app, session);
  AddProfile(app, session);
  AddAccession(app, session);
  AddDisagreements(app, session);
  AddResolve(app, session);
  AddImport(app, session);
  AddCommit(app, session);
  AddLog(app, session);
  AddShow(app, session);
  AddWatch(app, session);
  AddExport(app, session);
  AddCrossCheck(app, session);
  AddHealth(app, session);
  AddCompletion(app, session);
  try {
    app.parse(argc, argv);
  } catch (const CLI::ParseError& error) {
    return app.exit(error) == 0 ? kExitOk : kExitUsage;
  }
  // A full disk, or a reader that left: what was told is not whole.
  std::cout << std::flush;
  if (!std::cout) {
    std::cerr << "comity: stdout cannot be written\n";
    return kExitCannotWrite;
  }
  return session.exit_code();
}

}  // namespace
}  // namespace comity::cli

int main(int argc, char** argv) { return comity::cli::Run(argc, argv); }
