// Both layouts of the data set, small: the same cells, and what is wrong named
// with file and line.
#include "cli/import/cow_files.h"

#include <fstream>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/support/status_matchers.h"
#include "tests/support/temp_folder.h"

namespace comity::cli {
namespace {

using ::comity::test_support::StatusIs;
using ::testing::AllOf;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::UnorderedElementsAre;

constexpr char kByState[] =
    "ccode,year,state,nato,eu\n"
    "2,1990,usa,1,0\n2,1991,usa,1,0\n220,1990,france,1,1\n220,1991,france,-9,"
    "1\n";

constexpr char kOrganizationHeader[] =
    "ioname,orgname,year,usa,france,sdate,deaddate,dead,integrated,replaced,"
    "longorgname,ionum,igocode,version,accuracyofpre1965membershipdates,"
    "sourcesandnotes,imputed,political,social,economic\n";

std::string OrganizationRow(const std::string& cells) {
  return "NATO,NATO," + cells +
         ",1949,1999,1,0,0,\"Treaty, North Atlantic\",1,,3,Completely "
         "accurate,,0,1,0,0\n";
}

class CowFilesTest : public ::testing::Test {
 protected:
  std::string Write(const std::string& name, const std::string& text) {
    std::ofstream(folder_.path() + "/" + name) << text;
    return folder_.path() + "/" + name;
  }
  absl::Status Read(const std::vector<std::string>& paths) {
    return ReadCowFiles(
        paths, {{"usa", 2}, {"france", 220}}, [](int64_t) {}, data_, left_out_);
  }
  std::string Told(const std::string& key, int code) {
    std::string told;
    for (const auto& run : data_.runs[{key, code}]) {
      told += absl::StrCat(run.first, "-", run.last, ":",
                           static_cast<int>(run.code), " ");
    }
    return told;
  }

  test_support::TempFolder folder_;
  CowData data_;
  LeftOut left_out_;
};

TEST_F(CowFilesTest, LayoutByStateIsCellsWithoutTitles) {
  ASSERT_OK(Read({Write("s.csv", kByState)}));
  EXPECT_EQ(Told("nato", 2), "1990-1991:1 ");
  EXPECT_EQ(Told("nato", 220), "1990-1990:1 1991-1991:-9 ");
  EXPECT_EQ(data_.organizations.at("nato").name, "NATO");
  EXPECT_EQ(data_.organizations.at("nato").accuracy,
            CowAccuracy::kWithinFiveYears);
}

TEST_F(CowFilesTest, LayoutByOrganizationIsTheSameCellsAndMore) {
  ASSERT_OK(
      Read({Write("o.csv", kOrganizationHeader + OrganizationRow("1990,1,1") +
                               OrganizationRow("1991,1,1"))}));
  EXPECT_EQ(Told("nato", 2), "1990-1991:1 ");
  EXPECT_EQ(Told("nato", 220), "1990-1991:1 ");
  const auto& nato = data_.organizations.at("nato");
  EXPECT_EQ(nato.long_title, "Treaty, North Atlantic");
  EXPECT_EQ(nato.founded, "1949");
  EXPECT_EQ(nato.dissolved, "1999");
  EXPECT_EQ(nato.accuracy, CowAccuracy::kByYear);
}

TEST_F(CowFilesTest, OfBothTheLayoutByStateCountsAndDifferencesAreReported) {
  ASSERT_OK(
      Read({Write("o.csv", kOrganizationHeader + OrganizationRow("1990,1,0") +
                               OrganizationRow("1991,1,-9")),
            Write("s.csv", kByState)}));
  EXPECT_EQ(Told("nato", 220), "1990-1990:1 1991-1991:-9 ");
  EXPECT_EQ(data_.organizations.at("nato").founded, "1949");
  EXPECT_THAT(left_out_.counts(),
              UnorderedElementsAre(::testing::Pair(
                  "the layout by state says otherwise, and counts", 1)));
}

TEST_F(CowFilesTest, WhatOnlyTheSecondLayoutTellsIsTaken) {
  std::string other = OrganizationRow("1990,1,0");
  other.replace(0, 4, "XXXX");
  const std::string header = kOrganizationHeader;
  ASSERT_OK(Read({Write("o.csv", header + other), Write("s.csv", kByState)}));
  EXPECT_EQ(Told("xxxx", 2), "1990-1990:1 ");
  EXPECT_THAT(left_out_.counts(), IsEmpty());
}

TEST_F(CowFilesTest, EmptyCellsAreStatesThatWereNotThere) {
  ASSERT_OK(
      Read({Write("o.csv", kOrganizationHeader + OrganizationRow("1990,1,"))}));
  EXPECT_EQ(Told("nato", 220), "");
  EXPECT_THAT(left_out_.counts(), IsEmpty());
}

TEST_F(CowFilesTest, MissingWhereNoRowKnowsTheStateSaysNothing) {
  const std::string header = kOrganizationHeader;
  // In 1990 nobody knows France; in 1991 another organization does.
  std::string other = OrganizationRow("1991,1,0");
  other.replace(0, 4, "XXXX");
  ASSERT_OK(Read({Write("o.csv", header + OrganizationRow("1990,1,-9") +
                                     OrganizationRow("1991,1,-9") + other)}));
  EXPECT_EQ(Told("nato", 220), "1991-1991:-9 ");
}

TEST_F(CowFilesTest, AllCellsAtFaultAreToldTogether) {
  EXPECT_THAT(
      Read({Write("s.csv",
                  "ccode,year,state,nato\n2,1990,usa,7\nx,1990,usa,1\n"
                  "2,3000,usa,1\n2,1990,usa,1\n2,1990,usa,0\n")}),
      StatusIs(absl::StatusCode::kInvalidArgument,
               AllOf(HasSubstr("s.csv:2: column nato: '7' is no code"),
                     HasSubstr("s.csv:3: 'x', '1990' are no COW code"),
                     HasSubstr("s.csv:4: "),
                     HasSubstr("s.csv:6: code 2 and year 1990 stand there "
                               "twice"))));
}

TEST_F(CowFilesTest, WrongFilesAreRefused) {
  EXPECT_THAT(Read({Write("x.csv", "a,b\n1,2\n")}),
              StatusIs(absl::StatusCode::kInvalidArgument,
                       HasSubstr("x.csv:1: there is no column 'ioname'")));
  EXPECT_THAT(
      Read({Write("s.csv", kByState), Write("t.csv", kByState)}),
      StatusIs(absl::StatusCode::kInvalidArgument, HasSubstr("given already")));
  EXPECT_THAT(Read({folder_.path() + "/none.csv"}),
              StatusIs(absl::StatusCode::kNotFound, HasSubstr("none.csv")));
}

}  // namespace
}  // namespace comity::cli
