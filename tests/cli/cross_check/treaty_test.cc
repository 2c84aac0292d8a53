// Goal: acts of parties are compared by their days, and who could not act is
// told. Method: a treaty with a few parties on both sides.
#include "cli/cross_check/treaty.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "absl/strings/str_cat.h"

#include "tests/cli/cross_check/builders.h"
#include "tests/support/status_matchers.h"

namespace comity::cli {
namespace {

using ::comity::test_support::IsOk;
using test::Admitted;
using test::At;
using test::kTable;
using test::Membership;
using ::testing::ElementsAre;
using ::testing::IsEmpty;

constexpr char kTreaty[] = "instruments/unfccc";

model::v1::Event Bound(const std::string& party, const std::string& date) {
  auto event = At(date);
  event.mutable_ratified()->set_party(absl::StrCat("states/", party));
  return event;
}

model::v1::Record Treaty(const std::vector<model::v1::Event>& events) {
  model::v1::Record record;
  record.set_name(kTreaty);
  record.mutable_instrument();
  for (const auto& event : events) {
    *record.mutable_instrument()->add_events() = event;
  }
  return record;
}

std::vector<std::string> Compare(const std::vector<model::v1::Record>& registry,
                                 const std::vector<model::v1::Event>& table) {
  pack::v1::DataSet data_set;
  data_set.set_source(kTable);
  data_set.mutable_participation()->set_instrument(kTreaty);
  data_set.mutable_participation()->set_open_to("organizations/un");
  Facts facts;
  facts.told.emplace(kTreaty, Treaty(table));
  RegistrySide ours(kTable);
  for (const auto& record : registry) EXPECT_THAT(ours.Add(record), IsOk());
  Comparison comparison;
  EXPECT_THAT(CompareParties(data_set, facts, ours, comparison), IsOk());
  std::vector<std::string> told;
  for (const auto& difference : comparison.differences) {
    told.push_back(absl::StrCat(difference.member, " ", difference.year, ": ",
                                difference.registry, "/", difference.table));
  }
  return told;
}

TEST(TreatyTest, PartyThatWasNoMemberOnTheDayIsTold) {
  EXPECT_THAT(
      Compare({Membership("un", "FRA", {Admitted("1945-10-24")}),
               Membership("un", "CHE", {Admitted("2002-09-10")}),
               Membership(
                   "un", "VAT",
                   {Admitted("1964", model::v1::MEMBERSHIP_STATUS_OBSERVER)})},
              {Bound("FRA", "1994-03-25"), Bound("CHE", "1993-12-10"),
               Bound("VAT", "2022-07-06"), Bound("COK", "1993-04-20")}),
      ElementsAre("CHE 1993: no member of un/bound",
                  "COK 1993: no member of un/bound",
                  "VAT 2022: no member of un/bound"));
}

TEST(TreatyTest, ActsAreComparedOnlyWhereTheRegistryHasAny) {
  const auto fra = Membership("un", "FRA", {Admitted("1945-10-24")});
  const auto deu = Membership("un", "DEU", {Admitted("1973-09-18")});
  EXPECT_THAT(Compare({fra, Treaty({})}, {Bound("FRA", "1994-03-25")}),
              IsEmpty());
  EXPECT_THAT(
      Compare({fra, deu,
               Treaty({Bound("FRA", "1994-03"), Bound("DEU", "1993-12-10"),
                       Bound("ITA", "1994-04-15")})},
              {Bound("FRA", "1994-03-25"), Bound("DEU", "1993-12-09")}),
      ElementsAre("DEU 1993: bound 1993-12-10/bound 1993-12-09",
                  "ITA 1994: bound 1994-04-15/none"));
}

}  // namespace
}  // namespace comity::cli
