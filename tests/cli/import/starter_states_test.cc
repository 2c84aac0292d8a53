// The starter pack of states as it reaches the registry: whole, within the
// limits of the contract, and found by the codes that other data sets use.
#include <cstdlib>
#include <fstream>
#include <map>
#include <sstream>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "absl/strings/numbers.h"
#include "absl/strings/str_cat.h"
#include "absl/time/civil_time.h"
#include "cli/import/pack.h"

#include "common/model/lifetime.h"
#include "common/model/limits.h"
#include "common/model/naming.h"
#include "tests/support/status_matchers.h"

namespace comity::cli {
namespace {

using ::comity::test_support::IsOk;
using ::testing::Contains;
using ::testing::ElementsAre;
using ::testing::IsEmpty;

using States = std::map<std::string, model::v1::State>;

const LoadedPack& StarterPack() {
  static const auto& pack = *new absl::StatusOr<LoadedPack>(
      LoadPack("registry-service/packs/states"));
  EXPECT_THAT(pack.status(), IsOk());
  static const auto& none = *new LoadedPack();
  return pack.ok() ? *pack : none;
}

States StarterStates() {
  States states;
  for (const auto& record : StarterPack().records) {
    if (record.has_state()) states[record.name()] = record.state();
  }
  return states;
}

model::DayRange Year(int year) {
  return {model::Day(absl::CivilDay(year, 1, 1)),
          model::Day(absl::CivilDay(year, 12, 31))};
}

// The states that bear a code of the Correlates of War in a year.
std::vector<std::string> BearersOf(const States& states,
                                   const std::string& code, int year) {
  std::vector<std::string> bearers;
  for (const auto& [name, state] : states) {
    for (const auto& borne : state.codes()) {
      if (borne.system() == model::v1::CODE_SYSTEM_COW &&
          borne.value() == code &&
          model::InUse(borne, Year(year)) != model::Certainty::kNone) {
        bearers.push_back(name);
      }
    }
  }
  return bearers;
}

// "Name kind valid" of the labels in a language.
std::vector<std::string> LabelsIn(const model::v1::State& state,
                                  const std::string& language) {
  std::vector<std::string> labels;
  for (const auto& label : state.labels()) {
    if (label.language() != language) continue;
    labels.push_back(absl::StrCat(
        label.text(), " ", model::v1::LabelKind_Name(label.kind()).substr(11),
        label.valid().empty() ? "" : " ", label.valid()));
  }
  return labels;
}

TEST(StarterStatesTest, PackIsWithinTheLimits) {
  using model::LimitOf;
  int64_t bytes = 0;
  for (const auto& record : StarterPack().records) {
    const auto size = static_cast<int64_t>(record.ByteSizeLong());
    EXPECT_LT(size, LimitOf(model::v1::LIMIT_RECORD_BYTES)) << record.name();
    bytes += size;
    const auto& state = record.state();
    EXPECT_LT(state.labels_size(), LimitOf(model::v1::LIMIT_LABELS));
    EXPECT_LT(state.citations_size(), LimitOf(model::v1::LIMIT_CITATIONS));
  }
  // Half, so that a pack may come with others in one dry run.
  EXPECT_LT(bytes, LimitOf(model::v1::LIMIT_REGISTRY_REQUEST_BYTES) / 2);
}

TEST(StarterStatesTest, StateWithoutAnIsoCodeHasItsNamesToo) {
  const auto states = StarterStates();
  const auto& kosovo = states.at("states/kosovo");
  EXPECT_EQ(kosovo.type(), model::v1::STATE_TYPE_PARTIALLY_RECOGNIZED);
  EXPECT_THAT(LabelsIn(kosovo, "ru"), ElementsAre("Косово SHORT"));
}

TEST(StarterStatesTest, ShortNamesInEnglishAreTheUsualOnes) {
  const auto states = StarterStates();
  const auto first = [&](const char* name) {
    return LabelsIn(states.at(name), "en").front();
  };
  EXPECT_EQ(first("states/RUS"), "Russia SHORT");
  EXPECT_EQ(first("states/VNM"), "Vietnam SHORT");
  EXPECT_EQ(first("states/KOR"), "South Korea SHORT");
  EXPECT_EQ(first("states/LCA"), "Saint Lucia SHORT");
  EXPECT_EQ(first("states/COD"), "Democratic Republic of the Congo SHORT");
  EXPECT_EQ(first("states/SUN"), "Soviet Union SHORT");
}

TEST(StarterStatesTest, FormerNamesBearTheirTime) {
  const auto states = StarterStates();
  EXPECT_THAT(LabelsIn(states.at("states/SWZ"), "en"),
              Contains("Swaziland SHORT ../2018-04-19"));
  EXPECT_THAT(LabelsIn(states.at("states/COD"), "en"),
              Contains("Zaire SHORT 1971-10-27/1997-05-17"));
  EXPECT_THAT(LabelsIn(states.at("states/BEN"), "en"),
              Contains("Dahomey SHORT ../1975-12-02"));
}

TEST(StarterStatesTest, CodesOfTheCorrelatesOfWarChangeHands) {
  const auto states = StarterStates();
  EXPECT_THAT(BearersOf(states, "365", 1900), ElementsAre("states/RUS"));
  EXPECT_THAT(BearersOf(states, "365", 1950), ElementsAre("states/SUN"));
  EXPECT_THAT(BearersOf(states, "345", 1910), ElementsAre("states/SRB"));
  EXPECT_THAT(BearersOf(states, "345", 1950), ElementsAre("states/YUG"));
  EXPECT_THAT(BearersOf(states, "345", 2004), ElementsAre("states/SCG"));
  EXPECT_THAT(BearersOf(states, "255", 1960), IsEmpty());
  EXPECT_THAT(BearersOf(states, "260", 1960), ElementsAre("states/DEU"));
}

// Else a list of those that are not members of a body would name it today.
TEST(StarterStatesTest, StateThatIsNoMoreHasItsEnd) {
  for (const auto& record : StarterPack().records) {
    if (record.state().type() != model::v1::STATE_TYPE_HISTORICAL) continue;
    EXPECT_TRUE(model::LifetimeOf(record).certain_not_after.has_value())
        << record.name();
  }
}

// The real data set: each state of it, in each of its years, is one of ours.
TEST(StarterStatesTest, EveryStateYearOfTheCorrelatesOfWarIsMapped) {
  const char* folder = std::getenv("COMITY_TEST_DATA");
  std::ifstream file(absl::StrCat(folder != nullptr ? folder : "../shared/data",
                                  "/state_year_formatv3.csv"));
  if (!file) GTEST_SKIP() << "the data set is not at hand";
  const auto states = StarterStates();
  std::string line;
  std::getline(file, line);
  int rows = 0;
  while (std::getline(file, line)) {
    std::istringstream cells(line);
    std::string code;
    std::string year_text;
    std::getline(cells, code, ',');
    std::getline(cells, year_text, ',');
    int year = 0;
    ASSERT_TRUE(absl::SimpleAtoi(year_text, &year)) << line.substr(0, 40);
    EXPECT_FALSE(BearersOf(states, code, year).empty()) << code << " " << year;
    ++rows;
  }
  EXPECT_GT(rows, 15000);
}

}  // namespace
}  // namespace comity::cli
