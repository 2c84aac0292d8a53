// Messages in files: what is wrong is named with its file and line.
#include "cli/command/text_file.h"

#include <fstream>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "comity/model/v1/record.pb.h"
#include "tests/support/status_matchers.h"
#include "tests/support/temp_folder.h"

namespace comity::cli {
namespace {

using ::comity::test_support::IsOk;
using ::comity::test_support::StatusIs;
using ::testing::HasSubstr;

absl::StatusOr<model::v1::Record> Read(const std::string& name,
                                       const std::string& text) {
  const test_support::TempFolder folder;
  const std::string path = folder.path() + "/" + name;
  std::ofstream(path) << text;
  model::v1::Record record;
  const auto status = ReadMessageFile(path, record);
  if (!status.ok()) return status;
  return record;
}

TEST(TextFileTest, TextFormatAndJsonAreTold) {
  for (const auto* text : {"name: 'topics/a'", "{\"name\": \"topics/a\"}"}) {
    const auto record = Read("a", text);
    ASSERT_THAT(record.status(), IsOk()) << text;
    EXPECT_EQ(record->name(), "topics/a");
  }
}

TEST(TextFileTest, MistakeIsNamedWithFileAndLine) {
  EXPECT_THAT(Read("a.textproto", "name: 'x'\nnmae: 'y'").status(),
              StatusIs(absl::StatusCode::kInvalidArgument,
                       HasSubstr("a.textproto:2:")));
  EXPECT_THAT(
      Read("a.json", "{\"nmae\": 1}").status(),
      StatusIs(absl::StatusCode::kInvalidArgument, HasSubstr("a.json: ")));
}

}  // namespace
}  // namespace comity::cli
