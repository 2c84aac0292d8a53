// Regions from CLDR's containment: a small file of it, and the starter pack.
#include "cli/import/cldr_regions.h"

#include <filesystem>
#include <fstream>
#include <set>

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
using ::testing::ElementsAre;
using ::testing::HasSubstr;

std::vector<std::string> NamesOf(
    const std::vector<model::v1::Record>& records) {
  std::vector<std::string> names;
  for (const auto& record : records) names.push_back(record.name());
  return names;
}

class CldrRegionsTest : public ::testing::Test {
 protected:
  CldrRegionsTest() {
    std::filesystem::create_directories(folder_.path() + "/supplemental");
    std::ofstream(folder_.path() + "/supplemental/supplementalData.xml")
        << "<supplementalData><territoryContainment>"
           "<group type='100' contains='110 120 QO'/>"
           "<group type='QO' contains='DD'/>"
           "<group type='100' contains='130' status='grouping'/>"
           "<group type='110' contains='AA BB'/>"
           "<group type='110' contains='OO' status='deprecated'/>"
           "<group type='120' contains='CC EA'/>"
           "<group type='130' contains='110' grouping='true'/>"
           "</territoryContainment></supplementalData>";
    config_.set_source("sources/cldr");
    config_.set_date("[..2022-04-06]");
    for (const char* code : {"100", "110", "130"}) {
      model::v1::Label label;
      label.set_language("en");
      label.set_text(std::string("Region ") + code);
      label.set_kind(model::v1::LABEL_KIND_SHORT);
      labels_[code].push_back(label);
    }
  }

  absl::StatusOr<std::vector<model::v1::Record>> Load(const std::string& code) {
    auto* region = config_.add_regions();
    region->set_code(code);
    region->set_id("r");
    region->add_aliases("Other name");
    return LoadCldrRegions(config_,
                           {{"AA", "states/AAA"},
                            {"BB", "states/BBB"},
                            {"CC", "states/some-state"},
                            {"DD", "states/DDD"},
                            {"OO", "states/OOO"}},
                           labels_, folder_.path());
  }

  pack::v1::CldrRegions config_;
  CldrLabels labels_;
  TempFolder folder_;
};

TEST_F(CldrRegionsTest, RegionHasTheStatesOfTheRegionsInIt) {
  const auto records = Load("100");
  ASSERT_THAT(records.status(), IsOk());
  // Neither EA, which is no state of ours, nor DD in a group that is not of
  // M49, nor OO, which was in it once.
  EXPECT_THAT(NamesOf(*records),
              ElementsAre("organizations/r", "organizations/r/memberships/AAA",
                          "organizations/r/memberships/BBB",
                          "organizations/r/memberships/some-state"));
}

TEST_F(CldrRegionsTest, GroupBesideTheHierarchyIsARegionToo) {
  const auto records = Load("130");
  ASSERT_THAT(records.status(), IsOk());
  EXPECT_THAT(NamesOf(*records),
              ElementsAre("organizations/r", "organizations/r/memberships/AAA",
                          "organizations/r/memberships/BBB"));
}

TEST_F(CldrRegionsTest, RecordsAreNamedDatedAndCited) {
  const auto records = Load("110");
  ASSERT_THAT(records.status(), IsOk());
  const auto& region = records->front().organization();
  EXPECT_EQ(region.type(), model::v1::ORGANIZATION_TYPE_GEOGRAPHIC);
  ASSERT_EQ(region.labels_size(), 2);
  EXPECT_EQ(region.labels(0).text(), "Region 110");
  EXPECT_EQ(region.labels(1).text(), "Other name");
  EXPECT_EQ(region.citations(0).locator(), "territory 110");
  const auto& event = records->back().membership().events(0);
  EXPECT_EQ(event.date(), "[..2022-04-06]");
  EXPECT_EQ(event.admitted().status(), model::v1::MEMBERSHIP_STATUS_MEMBER);
  EXPECT_EQ(event.citations(0).source(), "sources/cldr");
  EXPECT_EQ(event.citations(0).locator(), "containment of 110");
}

TEST_F(CldrRegionsTest, UnknownRegionIsNamed) {
  EXPECT_THAT(Load("999").status(),
              StatusIs(absl::StatusCode::kInvalidArgument, HasSubstr("'999'")));
}

TEST(StarterRegionsTest, EachStateIsInOneContinent) {
  const auto pack = LoadPack("registry-service/packs/regions");
  ASSERT_THAT(pack.status(), IsOk());
  const std::set<std::string> continents = {"africa", "americas", "asia",
                                            "europe", "oceania"};
  std::set<std::string> placed;
  for (const auto& record : pack->records) {
    if (!record.has_membership()) continue;
    const std::string name = record.name();
    const size_t start = std::string("organizations/").size();
    const std::string id = name.substr(start, name.find('/', start) - start);
    if (!continents.contains(id)) continue;
    EXPECT_TRUE(placed.insert(record.membership().member()).second) << name;
  }
  // All of ISO 3166-1 but Antarctica, and Kosovo.
  EXPECT_EQ(placed.size(), 249u);
  EXPECT_TRUE(placed.contains("states/kosovo"));
  EXPECT_FALSE(placed.contains("states/ATA"));
}

}  // namespace
}  // namespace comity::cli
