// Goal: counts, what is unknown and what is stale are on the page, and in JSON
// under stable names. Method: a result made by hand.
#include "cli/cross_check/report.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace comity::cli {
namespace {

using ::testing::HasSubstr;

CrossCheckResult Result() {
  CrossCheckResult result{.title = "A list", .table = "list"};
  auto& counts = result.comparison.counts["oas"];
  counts.pairs = 3;
  counts.agree_in = 7;
  counts.differ[DifferenceKind::kTableOnly] = 2;
  result.comparison.table_alone = 4;
  result.judgement.known_by_organization["oas"] = 1;
  result.judgement.known_by_kind["date"] = 1;
  result.judgement.unknown_by_organization["oas"] = 1;
  result.judgement.unknown = {{"oas", "CUB", 1950, 1951, "none", "member"}};
  result.judgement.stale = {
      {12, {"oas", "USA", 1960, 1960, "none", "member"}, "why"}};
  return result;
}

TEST(ReportTest, TellsCountsUnknownAndStale) {
  const std::string text =
      DescribeCrossCheck(Terminal(), true, "known.csv", Result());
  EXPECT_EQ(text,
            "A list: counted in ends of years, or days of a list\n"
            "\n"
            "     PAIRS  AGREE IN  TABLE ONLY  KNOWN  UNKNOWN\n"
            "oas  3      7         2           1      1\n"
            "all  3      7         2           1      1\n"
            "\n"
            "not compared: 4 organizations that only the table has, 0 that it "
            "has not\n"
            "\n"
            "KNOWN  REASON\n"
            "1      date\n"
            "\n"
            "1 differences without a reason\n"
            "ORGANIZATION  MEMBER  YEARS      REGISTRY  TABLE\n"
            "oas           CUB     1950/1951  none      member\n"
            "\n"
            "1 known differences that do not occur\n"
            "known.csv:12: oas, USA, 1960\n");
}

TEST(ReportTest, JsonHasTheSame) {
  const std::string json = CrossCheckJson(Result());
  EXPECT_THAT(json, HasSubstr("\"ok\": false"));
  EXPECT_THAT(json, HasSubstr("\"tableOnly\": 2"));
  EXPECT_THAT(json, HasSubstr("\"date\": 1"));
  EXPECT_THAT(json, HasSubstr("\"years\": \"1950/1951\""));
  EXPECT_THAT(json, HasSubstr("\"line\": 12"));
}

}  // namespace
}  // namespace comity::cli
