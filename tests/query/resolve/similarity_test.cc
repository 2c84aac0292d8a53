#include "query/resolve/similarity.h"

#include <utility>

#include "gtest/gtest.h"

namespace comity::query {
namespace {

double DiceOfTexts(const char* a, const char* b) {
  return Dice(TrigramsOf(a), TrigramsOf(b));
}

TEST(DiceTest, CountsSharedTrigramsTwice) {
  EXPECT_DOUBLE_EQ(DiceOfTexts("austria", "austria"), 1);
  EXPECT_DOUBLE_EQ(DiceOfTexts("austria", "australia"), 12.0 / 18);
  EXPECT_DOUBLE_EQ(DiceOfTexts("niger", "nigeria"), 10.0 / 14);
  EXPECT_DOUBLE_EQ(DiceOfTexts("abc", "xyz"), 0);
}

TEST(DiceTest, ReadsCodePointsAndNotBytes) {
  // "  и" and " ир" and "ира" of five each.
  EXPECT_DOUBLE_EQ(DiceOfTexts("иран", "ирак"), 6.0 / 10);
}

TEST(SharedAtLeastTest, IsTheLeastThatCanReachTheDice) {
  for (size_t count = 1; count < 60; ++count) {
    const size_t least = SharedAtLeast(0.6, count);
    EXPECT_GE(DiceOf(least, count, least), 0.6 - 1e-9) << count;
    if (least > 1) {
      EXPECT_LT(DiceOf(least - 1, count, least - 1), 0.6) << count;
    }
  }
}

TEST(MayBeSlipTest, TakesALetterTooFewTooManyChangedOrSwapped) {
  for (const auto& [typed, meant] :
       {std::pair("germny", "germany"), std::pair("kazakstan", "kazakhstan"),
        std::pair("phillipines", "philippines"),
        std::pair("kirgyzstan", "kyrgyzstan"),
        std::pair("shanghai cooperation organization",
                  "shanghai cooperation organisation"),
        std::pair("казахтан", "казахстан")}) {
    EXPECT_TRUE(MayBeSlip(typed, meant)) << typed;
    EXPECT_TRUE(MayBeSlip(meant, typed)) << typed;
  }
}

TEST(MayBeSlipTest, IsNeverOneStateForAnother) {
  for (const auto& [one, other] :
       {std::pair("niger", "nigeria"),
        std::pair("nigeri", "nigeria"),
        std::pair("nigeria", "nigeris"),
        std::pair("austria", "australia"),
        std::pair("iran", "iraq"),
        std::pair("slovakia", "slovenia"),
        std::pair("slovensko", "slovinsko"),
        std::pair("dominica", "dominican republic"),
        std::pair("dominica", "dominicana"),
        std::pair("mali", "malawi"),
        std::pair("guinea", "guyana"),
        std::pair("gambia", "zambia"),
        std::pair("ireland", "iceland"),
        std::pair("irlandia", "islandia"),
        std::pair("north korea", "south korea"),
        std::pair("republic of china", "peoples republic of china"),
        std::pair("slovenska republika", "slovinska republika"),
        std::pair("organization of american states",
                  "organization of african states"),
        std::pair("conference of 1998", "conference of 1999"),
        std::pair("オーストリア", "オーストラリア"),
        std::pair("אוסטריה", "אוסטרליה")}) {
    EXPECT_FALSE(MayBeSlip(one, other)) << one;
    EXPECT_FALSE(MayBeSlip(other, one)) << one;
  }
}

TEST(MayBeSlipTest, IsNotTheTextItself) {
  EXPECT_FALSE(MayBeSlip("germany", "germany"));
}

}  // namespace
}  // namespace comity::query
