// What holds for every command that asks: its help shows how it is used.
#include <CLI/CLI.hpp>
#include <gtest/gtest.h>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_split.h"
#include "cli/ask/accession.h"
#include "cli/ask/check.h"
#include "cli/ask/diff.h"
#include "cli/ask/disagreements.h"
#include "cli/ask/find.h"
#include "cli/ask/members.h"
#include "cli/ask/profile.h"
#include "cli/ask/resolve.h"

namespace comity::cli {
namespace {

TEST(AskCommandsTest, HelpEndsWithTwoExamplesOrMore) {
  CLI::App app;
  Session session;
  AddCheck(app, session);
  AddMembers(app, session);
  AddMemberships(app, session);
  AddFind(app, session);
  AddDiff(app, session);
  AddProfile(app, session);
  AddAccession(app, session);
  AddDisagreements(app, session);
  AddResolve(app, session);
  for (const auto* command : app.get_subcommands({})) {
    const std::vector<std::string> pieces =
        absl::StrSplit(command->get_footer(),
                       absl::StrCat("\n  comity ", command->get_name(), " "));
    EXPECT_GE(pieces.size(), 3u) << command->get_name();
    EXPECT_EQ(pieces[0], "Examples:") << command->get_name();
  }
}

}  // namespace
}  // namespace comity::cli
