// States of the real iso-codes package, by the tables of the starter pack.
#include "cli/import/iso_states.h"

#include <fstream>
#include <map>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "cli/import/pack.h"

#include "tests/support/status_matchers.h"
#include "tests/support/temp_folder.h"

namespace comity::cli {
namespace {

using ::comity::test_support::IsOk;
using ::comity::test_support::StatusIs;
using ::comity::test_support::TempFolder;
using ::testing::HasSubstr;

std::map<std::string, model::v1::State> LoadStarterStates() {
  const auto pack = LoadPack("registry-service/packs/states");
  EXPECT_THAT(pack.status(), IsOk());
  std::map<std::string, model::v1::State> states;
  if (!pack.ok()) return states;
  for (const auto& record : pack->records) {
    if (record.has_state()) states[record.name()] = record.state();
  }
  return states;
}

std::string ValidityOf(const model::v1::State& state,
                       model::v1::CodeSystem system, const std::string& value) {
  for (const auto& code : state.codes()) {
    if (code.system() == system && code.value() == value) {
      return code.valid().empty() ? "always" : code.valid();
    }
  }
  return "none";
}

TEST(IsoStatesTest, CurrentStateBearsItsCodesAndNames) {
  auto states = LoadStarterStates();
  const auto& india = states["states/IND"];
  EXPECT_EQ(india.type(), model::v1::STATE_TYPE_SOVEREIGN);
  EXPECT_EQ(ValidityOf(india, model::v1::CODE_SYSTEM_ISO_ALPHA2, "IN"),
            "always");
  EXPECT_EQ(ValidityOf(india, model::v1::CODE_SYSTEM_ISO_NUMERIC, "356"),
            "always");
  ASSERT_GE(india.labels_size(), 2);
  EXPECT_EQ(india.labels(0).text(), "India");
  EXPECT_GE(india.citations_size(), 1);
}

TEST(IsoStatesTest, FormerStateIsARecordOfItsOwn) {
  auto states = LoadStarterStates();
  const auto& ussr = states["states/SUN"];
  EXPECT_EQ(ussr.type(), model::v1::STATE_TYPE_HISTORICAL);
  EXPECT_EQ(ValidityOf(ussr, model::v1::CODE_SYSTEM_ISO_ALPHA2, "SU"),
            "/1992-08-30");
}

TEST(IsoStatesTest, FormerCodesOfAStateStandOnIt) {
  auto states = LoadStarterStates();
  EXPECT_FALSE(states.contains("states/BUR"));
  EXPECT_EQ(ValidityOf(states["states/MMR"], model::v1::CODE_SYSTEM_ISO_ALPHA3,
                       "BUR"),
            "/1989-12-05");
}

TEST(IsoStatesTest, CodeThatWasAnothersBeforeHasAnUnknownStart) {
  // AI was the French Afars and Issas until 1977, and is Anguilla.
  auto states = LoadStarterStates();
  EXPECT_EQ(
      ValidityOf(states["states/AIA"], model::v1::CODE_SYSTEM_ISO_ALPHA2, "AI"),
      "/..");
}

TEST(IsoStatesTest, EveryEntryOfTodayIsThere) {
  auto states = LoadStarterStates();
  EXPECT_GE(states.size(), 249u);
  int sovereign = 0;
  for (const auto& [name, state] : states) {
    sovereign += state.type() == model::v1::STATE_TYPE_SOVEREIGN;
    EXPECT_NE(state.type(), model::v1::STATE_TYPE_UNSPECIFIED) << name;
    EXPECT_GT(state.labels_size(), 0) << name;
  }
  // The members of the United Nations are all in ISO 3166-1.
  EXPECT_GE(sovereign, 193);
}

class BadTablesTest : public ::testing::Test {
 protected:
  absl::Status Load(const std::string& types, const std::string& former) {
    std::ofstream(folder_.path() + "/types.csv") << types;
    std::ofstream(folder_.path() + "/former.csv") << former;
    pack::v1::IsoStates config;
    config.set_types_file("types.csv");
    config.set_former_file("former.csv");
    return LoadIsoStates(config, folder_.path()).status();
  }
  TempFolder folder_;
};

TEST_F(BadTablesTest, UnknownTypeIsNamedWithItsLine) {
  EXPECT_THAT(Load("alpha3,type,source,locator\nIND,KINGDOM,sources/x,\n",
                   "alpha4,treatment,state\n"),
              StatusIs(absl::StatusCode::kInvalidArgument,
                       HasSubstr("types.csv:2: 'KINGDOM'")));
}

TEST_F(BadTablesTest, MissingRowIsNamed) {
  EXPECT_THAT(Load("alpha3,type,source,locator\n", "alpha4,treatment,state\n"),
              StatusIs(absl::StatusCode::kInvalidArgument, HasSubstr("AIDJ")));
}

TEST_F(BadTablesTest, WrongHeaderIsNamed) {
  EXPECT_THAT(Load("alpha3,kind,source,locator\n", "alpha4,treatment,state\n"),
              StatusIs(absl::StatusCode::kInvalidArgument, HasSubstr("kind")));
}

TEST_F(BadTablesTest, PackageThatIsNotThereIsNamed) {
  std::ofstream(folder_.path() + "/types.csv")
      << "alpha3,type,source,locator\n";
  pack::v1::IsoStates config;
  config.set_types_file("types.csv");
  EXPECT_THAT(LoadIsoStates(config, folder_.path(), folder_.path()).status(),
              StatusIs(absl::StatusCode::kNotFound, HasSubstr("iso-codes")));
}

}  // namespace
}  // namespace comity::cli
