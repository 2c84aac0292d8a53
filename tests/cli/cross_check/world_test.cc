// Goal: the world pack contradicts no published table but where the file of
// known differences says why. Method: the command's own comparison, without a
// registry, on the real tables; those that are absent are skipped.
#include <cstdlib>
#include <filesystem>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "absl/strings/str_cat.h"
#include "cli/cross_check/cross_check.h"
#include "cli/cross_check/report.h"

#include "tests/support/status_matchers.h"

namespace comity::cli {
namespace {

constexpr char kPack[] = "registry-service/packs/world";

std::string DataFolder() {
  const char* folder = std::getenv("COMITY_TEST_DATA");
  return folder != nullptr ? folder : "../shared/data";
}

// Compares with the table of this description; EXPECTs that all is known.
void ExpectAllKnown(const std::string& description,
                    const std::vector<std::string>& files) {
  CrossCheckOptions options{
      .description =
          absl::StrCat("registry-service/packs/tables/", description),
      .pack = kPack,
      .known = absl::StrCat(kPack, "/known-differences.csv")};
  for (const auto& file : files) {
    options.tables.push_back(absl::StrCat(DataFolder(), "/", file));
    if (!std::filesystem::exists(options.tables.back())) {
      GTEST_SKIP() << "the data set is not at hand: " << options.tables.back();
    }
  }
  const auto result = CrossCheck(
      options,
      []() -> RegistryClient& {
        ADD_FAILURE() << "a pack is read without a registry";
        std::abort();
      },
      [](int64_t) {});
  ASSERT_OK(result.status());
  EXPECT_GT(result->comparison.counts.size(), 0);
  EXPECT_TRUE(result->ok())
      << DescribeCrossCheck(Terminal(), false, options.known, *result);
}

TEST(WorldTest, CorrelatesOfWarToTheirLastYear) {
  ExpectAllKnown("cow.textproto",
                 {"state_year_formatv3.csv", "igo_year_formatv3.csv"});
}

TEST(WorldTest, ListOfTheEuropeanUnion) {
  ExpectAllKnown("european-union.textproto", {"european-union.csv"});
}

TEST(WorldTest, ListOfTheOecd) {
  ExpectAllKnown("oecd.textproto", {"oecd.csv"});
}

TEST(WorldTest, PartiesToTheClimateConvention) {
  ExpectAllKnown("unfccc.textproto", {"unfccc.csv"});
}

TEST(WorldTest, GroupingsOfCldr) {
  ExpectAllKnown("cldr-groups.textproto", {});
}

}  // namespace
}  // namespace comity::cli
