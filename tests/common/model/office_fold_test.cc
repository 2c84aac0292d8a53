#include "common/model/office_fold.h"

#include <string>
#include <vector>

#include "absl/strings/str_cat.h"
#include "gmock/gmock.h"
#include "gtest/gtest.h"

#include "common/platform/error.h"
#include "tests/common/model/textproto.h"

namespace comity::model {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;

constexpr char kRusAssumes[] = "assumed { state: 'states/RUS' }";
constexpr char kRusVacates[] = "vacated { state: 'states/RUS' }";
constexpr char kChnAssumes[] = "assumed { state: 'states/CHN' }";

std::vector<std::string> Holders(absl::Span<const v1::Event* const> events,
                                 bool concurrent, absl::string_view day) {
  const auto holders =
      HoldersAt(events, concurrent, Date::Parse(day).value().earliest());
  EXPECT_TRUE(holders.ok()) << holders.status();
  std::vector<std::string> texts;
  for (const OfficeHolder& holder : *holders) {
    texts.push_back(
        absl::StrCat(holder.assumed->assumed().state(),
                     holder.certainty == Certainty::kCertain ? "" : "?"));
  }
  return texts;
}

std::vector<std::string> Judge(absl::Span<const v1::Event* const> events,
                               bool concurrent) {
  std::vector<std::string> broken;
  const bool legal = JudgeOffice(
      events, concurrent,
      [&broken](size_t index, v1::Reason reason, absl::string_view message) {
        broken.push_back(absl::StrCat(index, " ", platform::ReasonName(reason),
                                      " ", message));
      });
  EXPECT_EQ(legal, broken.empty());
  return broken;
}

TEST(HoldersAtTest, OneHolderAtATime) {
  const Events events{{"2001", kRusAssumes},
                      {"2002-06-07", kRusVacates},
                      {"2002-06-07", kChnAssumes}};
  EXPECT_THAT(Holders(events, false, "2000-12-31"), IsEmpty());
  EXPECT_THAT(Holders(events, false, "2001-05-01"), ElementsAre("states/RUS?"));
  EXPECT_THAT(Holders(events, false, "2002-06-06"), ElementsAre("states/RUS"));
  EXPECT_THAT(Holders(events, false, "2002-06-07"), ElementsAre("states/CHN"));
}

TEST(HoldersAtTest, SuccessorDisplacesEvenIfNobodyLeft) {
  const Events events{{"2001-01-01", kRusAssumes}, {"2002", kChnAssumes}};
  EXPECT_THAT(Holders(events, false, "2002-05-01"),
              ElementsAre("states/RUS?", "states/CHN?"));
  EXPECT_THAT(Holders(events, false, "2003-01-01"), ElementsAre("states/CHN"));
  EXPECT_THAT(Holders(events, true, "2003-01-01"),
              ElementsAre("states/RUS", "states/CHN"));
}

TEST(HoldersAtTest, ConcurrentHoldersHaveOrdersOfTheirOwn) {
  const Events events{{"2005-01-01", kChnAssumes},
                      {"2001-01-01", kRusAssumes},
                      {"2006-01-01", kRusVacates}};
  EXPECT_THAT(Holders(events, true, "2002-01-01"), ElementsAre("states/RUS"));
  EXPECT_THAT(Holders(events, true, "2005-06-01"),
              ElementsAre("states/CHN", "states/RUS"));
  EXPECT_THAT(Holders(events, true, "2006-06-01"), ElementsAre("states/CHN"));
}

TEST(HoldersAtTest, MalformedDateIsRefused) {
  EXPECT_EQ(
      platform::ReasonOf(
          HoldersAt(Events{{"201X", kRusAssumes}}, false, Day()).status()),
      v1::REASON_DATE_MALFORMED);
}

TEST(JudgeOfficeTest, LegalStories) {
  EXPECT_THAT(Judge(Events{{"2001", kRusAssumes},
                           {"2002", kRusVacates},
                           {"2002", kChnAssumes}},
                    false),
              IsEmpty());
  EXPECT_THAT(Judge(Events{{"2001", kRusAssumes}, {"2000", kChnAssumes}}, true),
              IsEmpty());
}

TEST(JudgeOfficeTest, EachBrokenRuleIsNamed) {
  EXPECT_THAT(
      Judge(Events{{"2001", kRusAssumes}, {"2002", kChnAssumes}}, false),
      ElementsAre("1 OFFICE_OCCUPIED 'states/CHN' assumes the office "
                  "before 'states/RUS' vacated it"));
  EXPECT_THAT(Judge(Events{{"2001", kRusAssumes}, {"2002", kRusAssumes}}, true),
              ElementsAre("1 STEP_OUT_OF_ORDER 'states/RUS' assumes the office "
                          "but holds it already"));
  EXPECT_THAT(Judge(Events{{"2001", kRusVacates}}, true),
              ElementsAre("0 STEP_OUT_OF_ORDER 'states/RUS' vacates the office "
                          "but does not hold it at that point"));
  EXPECT_THAT(Judge(Events{{"2005", kRusAssumes}, {"2004", kRusVacates}}, true),
              ElementsAre("1 ORDER_IMPOSSIBLE 'vacated' (2004) cannot follow "
                          "'assumed' (2005)"));
}

}  // namespace
}  // namespace comity::model
