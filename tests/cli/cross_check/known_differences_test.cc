// Goal: a difference needs a reason and a reason its difference. Method: rows
// against made differences.
#include "cli/cross_check/known_differences.h"

#include <fstream>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "absl/strings/str_cat.h"

#include "tests/support/status_matchers.h"
#include "tests/support/temp_folder.h"

namespace comity::cli {
namespace {

using ::comity::test_support::IsOk;
using ::testing::AllOf;
using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::Pair;

constexpr char kHeader[] =
    "table,organization,member,years,registry,table_says,reason\n";

class KnownDifferencesTest : public ::testing::Test {
 protected:
  absl::StatusOr<std::vector<KnownDifference>> Read(const std::string& rows) {
    const std::string path = folder_.File("known.csv");
    std::ofstream(path) << kHeader << rows;
    return ReadKnownDifferences(path, "cow");
  }

  // What comes of the differences of CUB in OAS, none by the registry.
  Judgement JudgeYears(const std::string& rows, const std::vector<int>& years) {
    std::vector<Difference> differences;
    for (const int year : years) {
      differences.push_back({.organization = "oas",
                             .member = "CUB",
                             .year = year,
                             .registry = "none",
                             .table = "member",
                             .kind = DifferenceKind::kTableOnly});
    }
    const auto known = Read(rows);
    EXPECT_THAT(known.status(), IsOk());
    return known.ok() ? Judge(differences, *known) : Judgement();
  }

  test_support::TempFolder folder_;
};

std::vector<std::string> Unknown(const Judgement& judgement) {
  std::vector<std::string> rows;
  for (const auto& row : judgement.unknown) {
    rows.push_back(absl::StrCat(row.member, " ", row.Years()));
  }
  return rows;
}

TEST_F(KnownDifferencesTest, AdjoiningYearsAreOneRow) {
  EXPECT_THAT(Unknown(JudgeYears("", {1950, 1951, 1952, 1955})),
              ElementsAre("CUB 1950/1952", "CUB 1955"));
}

TEST_F(KnownDifferencesTest, RowExplainsItsYears) {
  const auto judgement = JudgeYears(
      "cow,oas,CUB,1950/1951,none,member,date: why\n", {1950, 1951, 1952});
  EXPECT_THAT(Unknown(judgement), ElementsAre("CUB 1952"));
  EXPECT_THAT(judgement.stale, IsEmpty());
  EXPECT_THAT(judgement.known_by_kind, ElementsAre(Pair("date", 2)));
}

TEST_F(KnownDifferencesTest, RowOfAllMembersExplainsYearsWithin) {
  const auto judgement = JudgeYears(
      "cow,oas,*,1890/1950,none,member,date: why\n", {1949, 1950, 1951});
  EXPECT_THAT(Unknown(judgement), ElementsAre("CUB 1951"));
  EXPECT_THAT(judgement.stale, IsEmpty());
}

TEST_F(KnownDifferencesTest, RowThatSaysOtherwiseExplainsNothing) {
  const auto judgement =
      JudgeYears("cow,oas,CUB,1950,none,observer,date: why\n", {1950});
  EXPECT_THAT(Unknown(judgement), ElementsAre("CUB 1950"));
  EXPECT_EQ(judgement.stale.size(), 1);
}

TEST_F(KnownDifferencesTest, RowThatOccursInPartOrNotIsStale) {
  const std::string row = "cow,oas,CUB,1950/1953,none,member,date: why\n";
  EXPECT_EQ(JudgeYears(row, {1950, 1951, 1952}).stale.size(), 1);
  EXPECT_EQ(JudgeYears(row, {}).stale.size(), 1);
  EXPECT_THAT(JudgeYears(row, {1950, 1951, 1952, 1953}).stale, IsEmpty());
  EXPECT_EQ(JudgeYears("cow,oas,*,1890/1940,none,member,date: why\n", {})
                .stale.size(),
            1);
}

TEST_F(KnownDifferencesTest, RowsOfOtherTablesAreNotAsked) {
  const auto judgement =
      JudgeYears("other,oas,CUB,1950,none,member,date: why\n", {1950});
  EXPECT_THAT(Unknown(judgement), ElementsAre("CUB 1950"));
  EXPECT_THAT(judgement.stale, IsEmpty());
}

TEST_F(KnownDifferencesTest, FaultsOfTheFileAreToldTogether) {
  const auto known = Read(
      "cow,oas,CUB,1950,none,member,\n"
      "cow,oas,CUB,1951/1940,none,member,date: why\n"
      "cow,oas,CUB,1950,none,member,date: again\n"
      "cow,oas,CUB,1960,none,member,because\n");
  EXPECT_THAT(known.status().message(),
              AllOf(HasSubstr(":2: gives no reason"),
                    HasSubstr(":3: '1951/1940' is neither a year"),
                    HasSubstr(":4: repeats another row"),
                    HasSubstr(":5: does not begin its reason with a kind")));
}

TEST_F(KnownDifferencesTest, WhatIsWrittenReadsBackOnceReasonsAreThere) {
  const std::string path = folder_.File("new.csv");
  EXPECT_THAT(WriteDifferences(path, "cow",
                               {{"oas", "CUB", 1950, 1952, "none", "member"},
                                {"oas", "USA", 1950, 1950, "associate",
                                 "dialogue partner"}}),
              IsOk());
  const auto known = ReadKnownDifferences(path, "cow");
  EXPECT_THAT(known.status().message(),
              AllOf(HasSubstr(":2: gives no reason"),
                    HasSubstr(":3: gives no reason")));
}

}  // namespace
}  // namespace comity::cli
