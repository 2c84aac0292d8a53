// Goal: the events say what the cells say, as exactly and no more so. Method:
// cells written out, and the dates of the events looked at; then random cells
// against the fold, year by year.
#include "cli/import/cow_spells.h"

#include <random>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "absl/strings/str_cat.h"

#include "common/model/fold.h"
#include "common/model/record_access.h"
#include "tests/support/status_matchers.h"

namespace comity::cli {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;

struct Cell {
  int year;
  int code;
};

std::vector<CowRun> RunsOf(const std::vector<Cell>& cells) {
  std::vector<CowRun> runs;
  for (const auto& [year, code] : cells) {
    EXPECT_TRUE(AddCowCell(year, static_cast<CowCode>(code), runs));
  }
  return runs;
}

// "admitted 1970", with the status if it is not member.
std::vector<std::string> Told(const std::vector<Cell>& cells,
                              CowAccuracy accuracy = CowAccuracy::kByYear) {
  std::vector<std::string> told;
  for (const auto& event : CowEvents(RunsOf(cells), accuracy)) {
    told.push_back(absl::StrCat(std::string(model::PayloadName(event)), " ",
                                event.date()));
  }
  return told;
}

TEST(CowSpellsTest, StatusBeginsInItsFirstYearAndEndsAroundItsLast) {
  EXPECT_THAT(Told({{1969, 0}, {1970, 1}, {1971, 1}, {1972, 0}}),
              ElementsAre("admitted 1970", "withdrew [1971..1972]"));
}

TEST(CowSpellsTest, CodedFromTheFirstYearOnItBeganNobodyKnowsWhen) {
  EXPECT_THAT(
      Told({{1816, 1}, {1817, 1}}),
      ElementsAre("admitted [..1816]", "ended_by_dissolution [1817..1818]"));
}

TEST(CowSpellsTest, Until1965WhereYearsAreNotExactItIsWithinFiveYears) {
  const std::vector<Cell> cells = {{1954, 0}, {1955, 1}, {1956, 1}, {1957, 1},
                                   {1958, 1}, {1959, 1}, {1960, 0}};
  EXPECT_THAT(Told(cells, CowAccuracy::kWithinFiveYears),
              ElementsAre("admitted [1954..1955]", "withdrew [1955..1960]"));
  EXPECT_THAT(Told(cells, CowAccuracy::kByYear),
              ElementsAre("admitted 1955", "withdrew [1959..1960]"));
  EXPECT_THAT(Told({{1960, 0},
                    {1961, 0},
                    {1962, 0},
                    {1963, 0},
                    {1964, 0},
                    {1965, 1},
                    {2014, 1}},
                   CowAccuracy::kWithinFiveYears),
              ElementsAre("admitted [1961..1965]"));
  EXPECT_THAT(
      Told({{1965, 0}, {1966, 1}, {2014, 1}}, CowAccuracy::kWithinFiveYears),
      ElementsAre("admitted 1966"));
}

TEST(CowSpellsTest, ChangeOfStatusIsOneEvent) {
  EXPECT_THAT(Told({{1990, 3}, {1991, 2}, {1992, 1}, {2014, 1}}),
              ElementsAre("admitted 1990", "status_changed 1991",
                          "status_changed 1992"));
}

TEST(CowSpellsTest, MissingIsUnknownAndNotNone) {
  EXPECT_THAT(Told({{1990, 0}, {1991, -9}, {2014, -9}}),
              ElementsAre("status_unknown 1991"));
  EXPECT_THAT(
      Told({{1990, 1}, {1991, -9}, {1992, 1}, {2014, 1}}),
      ElementsAre("admitted 1990", "status_unknown 1991", "admitted 1992"));
  EXPECT_THAT(Told({{1990, -9}, {1991, 0}, {2014, 0}}),
              ElementsAre("status_unknown 1990", "withdrew [1990..1991]"));
}

TEST(CowSpellsTest, YearsThatSayNothingChangeNothingBetweenOthers) {
  EXPECT_THAT(Told({{1939, 1}, {1945, 1}, {2014, 1}}),
              ElementsAre("admitted 1939"));
  EXPECT_THAT(Told({{1990, 1}, {1991, -1}, {1992, 1}, {2014, 1}}),
              ElementsAre("admitted 1990"));
}

TEST(CowSpellsTest, NothingAfterTheLastYearsIsTheEndOfOneOfTheTwo) {
  EXPECT_THAT(
      Told({{1989, 1}, {1990, 1}, {1991, -1}, {2014, -1}}),
      ElementsAre("admitted 1989", "ended_by_dissolution [1990..1991]"));
}

TEST(CowSpellsTest, NoMemberHasNoEvents) {
  EXPECT_THAT(Told({{1989, -1}, {1990, 0}, {2014, 0}}), IsEmpty());
}

TEST(CowSpellsTest, YearSaidTwiceIsRefused) {
  std::vector<CowRun> runs;
  EXPECT_TRUE(AddCowCell(1990, CowCode::kMember, runs));
  EXPECT_FALSE(AddCowCell(1990, CowCode::kNone, runs));
  EXPECT_FALSE(AddCowCell(1989, CowCode::kNone, runs));
}

// What the fold says of the middle of a year: the code, or nothing if it is not
// certain.
std::optional<int> CertainCode(const model::MembershipTimeline& timeline,
                               int year) {
  const auto day = model::Date::Parse(absl::StrCat(year, "-07-01"));
  const auto view = timeline.At(day->bounds().first);
  if (!view.certain) return std::nullopt;
  const auto& outcome = timeline.outcome(view.possible.last);
  switch (outcome.kind) {
    case model::OutcomeKind::kNone:
      return 0;
    case model::OutcomeKind::kUnknown:
      return -9;
    case model::OutcomeKind::kStatus:
      return outcome.status;
  }
  return std::nullopt;
}

TEST(CowSpellsTest, FoldNeverSaysForCertainWhatTheCellsDoNot) {
  const unsigned seed = std::random_device()();
  SCOPED_TRACE(absl::StrCat("seed ", seed));
  std::mt19937 random(seed);
  constexpr int kCodes[] = {-9, 0, 0, 1, 1, 1, 2, 3};
  for (int round = 0; round < 2000; ++round) {
    std::vector<Cell> cells;
    int code = 0;
    for (int year = 1940; year <= kCowLastYear; ++year) {
      if (random() % 6 == 0) code = kCodes[random() % std::size(kCodes)];
      cells.push_back({year, code});
    }
    const auto accuracy = random() % 2 == 0 ? CowAccuracy::kByYear
                                            : CowAccuracy::kWithinFiveYears;
    const auto events = CowEvents(RunsOf(cells), accuracy);
    std::vector<const model::v1::Event*> pointers;
    for (const auto& event : events) pointers.push_back(&event);
    const auto timeline = model::MembershipTimeline::Build(pointers);
    ASSERT_OK(timeline.status());
    int certain = 0;
    for (const auto& [year, told] : cells) {
      const auto said = CertainCode(*timeline, year);
      if (!said.has_value()) continue;
      ++certain;
      // Within five years the fold may be certain of what was filled in between
      // years that were collected; by year it may not.
      if (*said != told && accuracy == CowAccuracy::kByYear) {
        ADD_FAILURE() << year << ": coded " << told << ", said " << *said;
      }
    }
    EXPECT_GT(certain, 0);
  }
}

}  // namespace
}  // namespace comity::cli
