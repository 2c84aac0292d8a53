// The form of the table: what a row is, and that a slip of the pen is told and
// not passed over.
#include "tests/conformance/seed_table.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "absl/strings/str_cat.h"

#include "tests/support/status_matchers.h"

namespace comity::test_support {
namespace {

using ::testing::HasSubstr;

TEST(SeedTableFormTest, RowsAreReadWithCommentAndContinuation) {
  const auto rows = ParseSeedTable(
      "# What the columns are.\n"
      "\n"
      "# It was founded\n"
      "# by six.\n"
      "S1 | 3 | ListMembers | organization: \"o\" |\n"
      "    members { @par }\n"
      "    basis {}\n"
      "S1 | - | !ListMembers | a: 1 | b: 2\n"
      "# Another.\n"
      "S2 | 4 | Get | a: 1 | @par\n");
  ASSERT_THAT(rows.status(), IsOk());
  ASSERT_EQ(rows->size(), 3u);
  const SeedRow& row = rows->front();
  EXPECT_EQ(row.line, 5);
  EXPECT_EQ(row.id, "S1");
  EXPECT_EQ(row.statement, "It was founded by six.");
  EXPECT_EQ(row.paragraph, "3");
  EXPECT_TRUE(row.contained);
  EXPECT_EQ(row.rpc, "ListMembers");
  EXPECT_EQ(row.request, "organization: \"o\"");
  EXPECT_EQ(row.part,
            "members { citations { source: \"sources/russia-in-sco\" locator: "
            "\"par. 3\" } } basis {}");
  EXPECT_FALSE((*rows)[1].contained);
  EXPECT_EQ((*rows)[1].paragraph, "");
  EXPECT_EQ((*rows)[1].statement, "It was founded by six.");
  EXPECT_EQ((*rows)[2].statement, "Another.");
}

TEST(SeedTableFormTest, RowsThatCouldPassByMistakeAreRefused) {
  const auto refused = [](const std::string& row, const std::string& why) {
    EXPECT_THAT(ParseSeedTable(absl::StrCat("# Words.\n", row, "\n")),
                StatusIs(absl::StatusCode::kInvalidArgument, HasSubstr(why)))
        << row;
  };
  refused("S1 | 3 | Get | a: 1", "line 2: has not five columns");
  refused("S1 | 3 | Get | a: 1 | b: 2 | @par", "five columns");
  refused("T1 | 3 | Get | a: 1 | @par", "no id");
  refused("S | 3 | Get | a: 1 | @par", "no id");
  refused("S1 | 3 | Get | a: 1 | b: 2", "@par");
  refused("S1 | - | Get | a: 1 | @par", "@par");
  refused("S1 | - | Get | a: 1 |\n ", "five columns");
  refused("\nS1 | - | Get | a: 1 | b: 2", "no comment");
  refused("\n  b: 2", "continues no row");
}

}  // namespace
}  // namespace comity::test_support
