// Reading packs from disk: what is wrong is named with its file and line.
#include "cli/import/pack.h"

#include <fstream>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/support/status_matchers.h"
#include "tests/support/temp_folder.h"

namespace comity::cli {
namespace {

using ::comity::test_support::IsOk;
using ::comity::test_support::StatusIs;
using ::comity::test_support::TempFolder;
using ::testing::HasSubstr;

void Write(const TempFolder& folder, const std::string& name,
           const std::string& text) {
  std::ofstream(folder.path() + "/" + name) << text;
}

TEST(PackTest, RecordsComeSortedWithEventIds) {
  TempFolder folder;
  Write(folder, "pack.textproto",
        "title: 'Two' depends_on: '../other' record_files: 'a.textproto'");
  Write(folder, "a.textproto", R"(
    records { name: "topics/b" topic { labels { language: "en" text: "b" } } }
    records { name: "organizations/a" organization {
      events { date: "2001-06-15" founded {} } } })");
  const auto pack = LoadPack(folder.path());
  ASSERT_THAT(pack.status(), IsOk());
  EXPECT_EQ(pack->title, "Two");
  ASSERT_EQ(pack->records.size(), 2u);
  EXPECT_EQ(pack->records[0].name(), "organizations/a");
  EXPECT_EQ(pack->records[0].organization().events(0).id(),
            "founded-2001-06-15");
  EXPECT_THAT(pack->depends_on_folders,
              ::testing::ElementsAre(folder.path() + "/../other"));
}

TEST(PackTest, MistakeIsNamedWithFileAndLine) {
  TempFolder folder;
  Write(folder, "pack.textproto", "title: 'x'\nrecord_files: 'a.textproto'");
  Write(folder, "a.textproto", "records {\n  nmae: 'topics/a'\n}");
  EXPECT_THAT(LoadPack(folder.path()).status(),
              StatusIs(absl::StatusCode::kInvalidArgument,
                       HasSubstr("a.textproto:2:")));
}

TEST(PackTest, NameThatStandsTwiceIsRefused) {
  TempFolder folder;
  Write(folder, "pack.textproto", "title: 'x' record_files: 'a.textproto'");
  Write(folder, "a.textproto",
        "records { name: 'topics/a' } records { name: 'topics/a' }");
  EXPECT_THAT(
      LoadPack(folder.path()).status(),
      StatusIs(absl::StatusCode::kInvalidArgument, HasSubstr("topics/a")));
}

TEST(PackTest, MissingFileIsNamed) {
  TempFolder folder;
  EXPECT_THAT(LoadPack(folder.path()).status(),
              StatusIs(absl::StatusCode::kNotFound,
                       HasSubstr(folder.path() + "/pack.textproto")));
}

}  // namespace
}  // namespace comity::cli
