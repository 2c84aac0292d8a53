// Goal: a file that is not whole never looks whole.
#include "cli/command/output_file.h"

#include <filesystem>
#include <fstream>

#include <gtest/gtest.h>

#include "cli/command/text_file.h"

#include "tests/support/status_matchers.h"
#include "tests/support/temp_folder.h"

namespace comity::cli {
namespace {

using test_support::IsOk;

class OutputFileTest : public ::testing::Test {
 protected:
  std::string Content() { return ReadTextFile(path_).value_or("none"); }
  // Whether anything but the file is left in its folder.
  bool PartExists() {
    int files = 0;
    for (const auto& entry :
         std::filesystem::directory_iterator(folder_.path())) {
      files += entry.path() == path_ ? 0 : 1;
    }
    return files > 0;
  }

  test_support::TempFolder folder_;
  const std::string path_ = folder_.File("out.txt");
};

TEST_F(OutputFileTest, BearsItsNameOnlyWhenFinished) {
  auto file = OutputFile::Open(path_);
  ASSERT_THAT(file.status(), IsOk());
  ASSERT_THAT((*file)->Write("all"), IsOk());
  EXPECT_EQ(Content(), "none");
  ASSERT_THAT((*file)->Finish(), IsOk());
  EXPECT_EQ(Content(), "all");
  EXPECT_FALSE(PartExists());
}

TEST_F(OutputFileTest, UnfinishedLeavesTheOneBefore) {
  auto before = OutputFile::Open(path_);
  ASSERT_THAT(before.status(), IsOk());
  ASSERT_THAT((*before)->Write("before"), IsOk());
  ASSERT_THAT((*before)->Finish(), IsOk());
  {
    auto file = OutputFile::Open(path_);
    ASSERT_THAT(file.status(), IsOk());
    ASSERT_THAT((*file)->Write("half"), IsOk());
  }
  EXPECT_EQ(Content(), "before");
  EXPECT_FALSE(PartExists());
}

TEST_F(OutputFileTest, LinkIsFollowedAndNotReplaced) {
  const std::string link = folder_.File("link");
  std::filesystem::create_symlink(path_, link);
  std::ofstream(path_) << "before";
  auto file = OutputFile::Open(link);
  ASSERT_THAT(file.status(), IsOk());
  ASSERT_THAT((*file)->Write("all"), IsOk());
  ASSERT_THAT((*file)->Finish(), IsOk());
  EXPECT_TRUE(std::filesystem::is_symlink(link));
  EXPECT_EQ(Content(), "all");
}

TEST_F(OutputFileTest, DeviceIsWrittenAsItIs) {
  auto file = OutputFile::Open("/dev/full");
  ASSERT_THAT(file.status(), IsOk());
  ASSERT_THAT((*file)->Write("all"), IsOk());
  EXPECT_TRUE(IsCannotWrite((*file)->Finish()));
  EXPECT_TRUE(std::filesystem::is_character_file("/dev/full"));
}

TEST_F(OutputFileTest, ErrorNamesTheFile) {
  const std::string path = folder_.File("no/such/folder");
  const auto file = OutputFile::Open(path);
  EXPECT_TRUE(IsCannotWrite(file.status()));
  EXPECT_NE(file.status().message().find(path), absl::string_view::npos);
}

}  // namespace
}  // namespace comity::cli
