#include "common/model/ordering.h"

#include <vector>

#include "gmock/gmock.h"
#include "gtest/gtest.h"

namespace comity::model {
namespace {

DayRange R(int first, int last) { return {Day(first), Day(last)}; }

TEST(OrderingTest, TightenedBoundsRiseAtBothEnds) {
  std::vector<DayRange> bounds = {R(5, 20), R(0, 30), R(10, 12), R(0, 99)};
  ASSERT_EQ(FindOrderConflict(bounds), std::nullopt);
  Tighten(absl::MakeSpan(bounds));
  EXPECT_THAT(bounds,
              ::testing::ElementsAre(R(5, 12), R(5, 12), R(10, 12), R(10, 99)));
}

TEST(OrderingTest, ConflictNamesTheTwoThatContradict) {
  const std::vector<DayRange> bounds = {R(0, 50), R(20, 30), R(0, 90),
                                        R(5, 10)};
  const auto conflict = FindOrderConflict(bounds);
  ASSERT_TRUE(conflict.has_value());
  EXPECT_EQ(conflict->earlier, 1u);
  EXPECT_EQ(conflict->later, 3u);
}

TEST(OrderingTest, SameDayIsNoConflict) {
  EXPECT_EQ(FindOrderConflict(std::vector<DayRange>{R(5, 5), R(5, 5)}),
            std::nullopt);
  EXPECT_EQ(FindOrderConflict(std::vector<DayRange>{}), std::nullopt);
}

TEST(OrderingTest, SortedByEarliestKeepsEqualsAndHasNoConflict) {
  const std::vector<DayRange> bounds = {R(9, 9), R(2, 8), R(2, 3), R(2, 8)};
  EXPECT_THAT(SortedByEarliest(bounds), ::testing::ElementsAre(2, 1, 3, 0));
}

TEST(OrderingTest, PossibleAtIsARangeOfNeighbours) {
  const std::vector<DayRange> bounds = {R(10, 20), R(15, 25), R(25, 25)};
  EXPECT_EQ(PossibleAt(bounds, Day(9)), (IndexRange{-1, -1}));
  EXPECT_EQ(PossibleAt(bounds, Day(10)), (IndexRange{-1, 0}));
  EXPECT_EQ(PossibleAt(bounds, Day(19)), (IndexRange{-1, 1}));
  EXPECT_EQ(PossibleAt(bounds, Day(20)), (IndexRange{0, 1}));
  EXPECT_EQ(PossibleAt(bounds, Day(24)), (IndexRange{0, 1}));
  EXPECT_EQ(PossibleAt(bounds, Day(25)), (IndexRange{2, 2}));
  EXPECT_EQ(PossibleAt({}, Day(25)), (IndexRange{-1, -1}));
}

}  // namespace
}  // namespace comity::model
