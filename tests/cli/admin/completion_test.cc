// Goal: what a shell completes is what the program has. Method: the script is
// run by bash itself.
#include "cli/admin/completion.h"

#include <array>
#include <cstdio>
#include <fstream>
#include <memory>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "absl/strings/str_cat.h"

#include "tests/support/temp_folder.h"

namespace comity::cli {
namespace {

using ::testing::HasSubstr;

class CompletionTest : public ::testing::Test {
 protected:
  CompletionTest() {
    app_.name("comity");
    session_.AddGlobalFlags(app_);
    auto* import = app_.add_subcommand("import", "Sends 'data': all of it");
    import->add_subcommand("pack", "A pack")
        ->add_flag("--dry-run", dry_run_, "Judge");
    import->add_subcommand("records", "Records");
    auto* output = app_.add_subcommand("export", "Writes");
    output->add_option("--format", format_, "Which")
        ->check(CLI::IsMember({"jsonl", "csv"}));
    output->add_option("--out", out_, "Where");
    AddCompletion(app_, session_);
    std::ofstream(script_) << BashCompletion("comity", ShapesOf(app_));
  }

  // What bash answers to a command line, the last word being completed.
  std::string Complete(const std::string& line) {
    return Run(absl::StrCat("source ", script_, "; COMP_WORDS=(", line,
                            "); COMP_CWORD=$((${#COMP_WORDS[@]} - 1)); ",
                            "_comity; echo -n \"${COMPREPLY[*]}\""));
  }

  // The output of bash, and its exit code where that is not 0.
  static std::string Run(const std::string& script) {
    const std::string command =
        absl::StrCat("bash --norc -c '", script, "' 2>&1");
    std::FILE* pipe = popen(command.c_str(), "r");
    std::string output;
    std::array<char, 4096> block;
    while (const size_t got = std::fread(block.data(), 1, block.size(), pipe)) {
      output.append(block.data(), got);
    }
    const int code = pclose(pipe);
    return code == 0 ? output : absl::StrCat(output, " [", code, "]");
  }

  CLI::App app_;
  Session session_;
  std::string format_;
  std::string out_;
  bool dry_run_ = false;
  test_support::TempFolder folder_;
  const std::string script_ = folder_.File("comity.bash");
};

TEST_F(CompletionTest, BashTakesTheScript) {
  EXPECT_EQ(Run("bash -n " + script_), "");
}

TEST_F(CompletionTest, CommandsAreCompletedAtTheirPlace) {
  EXPECT_EQ(Complete("comity im"), "import");
  EXPECT_EQ(Complete("comity import \"\""), "pack records");
  EXPECT_EQ(Complete("comity --json import r"), "records");
  EXPECT_EQ(Complete("comity import pack \"\""), "");
}

TEST_F(CompletionTest, FlagsOfTheCommandAndOfTheProgram) {
  EXPECT_EQ(Complete("comity import pack --d"), "--dry-run");
  EXPECT_EQ(Complete("comity import records --d"), "");
  EXPECT_EQ(Complete("comity import pack --reg"), "--registry");
}

TEST_F(CompletionTest, ValuesOfAFlagThatHasFew) {
  EXPECT_EQ(Complete("comity export --format \"\""), "jsonl csv");
  EXPECT_EQ(Complete("comity export --format c"), "csv");
  EXPECT_EQ(Complete("comity --color a"), "always auto");
  EXPECT_EQ(Complete("comity export --out \"\""), "");
}

TEST_F(CompletionTest, OtherShellsGetTheDescriptionsQuoted) {
  const auto shapes = ShapesOf(app_);
  const std::string zsh = ZshCompletion("comity", shapes);
  EXPECT_THAT(zsh, HasSubstr("#compdef comity\n"));
  EXPECT_THAT(zsh, HasSubstr(R"('import:Sends '\''data'\''\: all of it')"));
  const std::string fish = FishCompletion("comity", shapes);
  EXPECT_THAT(fish, HasSubstr(R"(-a import -d 'Sends \'data\': all of it')"));
  EXPECT_THAT(fish, HasSubstr("-l format -x -a 'jsonl csv'"));
}

}  // namespace
}  // namespace comity::cli
