// Goal: a difference is told just where both sides are certain and say other
// things. Method: small dossiers on both sides, and the years that come out.
#include "cli/cross_check/comparison.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "absl/strings/str_cat.h"

#include "tests/cli/cross_check/builders.h"
#include "tests/support/status_matchers.h"

namespace comity::cli {
namespace {

using ::comity::test_support::IsOk;
using model::v1::MEMBERSHIP_STATUS_CANDIDATE;
using model::v1::MEMBERSHIP_STATUS_MEMBER;
using model::v1::MEMBERSHIP_STATUS_OBSERVER;
using test::Admitted;
using test::At;
using test::kTable;
using test::Membership;
using test::Tell;
using test::Withdrew;
using ::testing::ElementsAre;
using ::testing::IsEmpty;

// A table of years, as the Correlates of War is.
pack::v1::DataSet ByYears() {
  pack::v1::DataSet data_set;
  data_set.set_source(kTable);
  data_set.mutable_cow_igo();
  return data_set;
}

pack::v1::DataSet List(const std::string& coverage) {
  pack::v1::DataSet data_set;
  data_set.set_source(kTable);
  data_set.mutable_member_list()->set_organization("organizations/eu");
  auto& record = *data_set.add_records();
  record.set_name(kTable);
  record.mutable_source()->set_coverage(coverage);
  return data_set;
}

Comparison Compare(const std::vector<model::v1::Record>& registry,
                   const pack::v1::DataSet& data_set, const Facts& facts) {
  RegistrySide ours(kTable);
  for (const auto& record : registry) EXPECT_THAT(ours.Add(record), IsOk());
  const auto theirs = MakeTableSide(data_set, facts);
  EXPECT_THAT(theirs.status(), IsOk());
  return theirs.ok() ? CompareMemberships(ours, *theirs) : Comparison();
}

// "eu FRA 1990: member/none" of each.
std::vector<std::string> Told(const Comparison& comparison) {
  std::vector<std::string> told;
  for (const auto& difference : comparison.differences) {
    told.push_back(absl::StrCat(difference.organization, " ", difference.member,
                                " ", difference.year, ": ", difference.registry,
                                "/", difference.table));
  }
  return told;
}

TEST(ComparisonTest, YearsOfAnotherAdmissionDiffer) {
  Facts facts;
  Tell(Membership("eu", "FRA", {Admitted("1992")}), 1988, 1995, facts);
  const auto comparison = Compare(
      {Membership("eu", "FRA", {Admitted("1989-06-01")})}, ByYears(), facts);
  EXPECT_THAT(Told(comparison), ElementsAre("eu FRA 1990: member/none",
                                            "eu FRA 1991: member/none"));
  const auto& counts = comparison.counts.at("eu");
  EXPECT_EQ(counts.pairs, 1);
  EXPECT_EQ(counts.agree_in, 3);     // 1993 to 1995
  EXPECT_EQ(counts.agree_out, 1);    // 1988
  EXPECT_EQ(counts.not_certain, 2);  // 1989 and 1992, in which it began
}

TEST(ComparisonTest, WhatIsNotCertainIsNoDifference) {
  Facts facts;
  Tell(Membership("eu", "FRA", {Admitted("1992")}), 1988, 1995, facts);
  EXPECT_THAT(
      Told(Compare({Membership("eu", "FRA", {Admitted("[1988..1992]")})},
                   ByYears(), facts)),
      IsEmpty());
}

TEST(ComparisonTest, MemberOfOneSideAloneDiffers) {
  Facts facts;
  Tell(Membership("eu", "FRA", {Admitted("1989")}), 1990, 1990, facts);
  Tell(Membership("eu", "DEU", {}), 1990, 1990, facts);
  EXPECT_THAT(
      Told(Compare({Membership("eu", "DEU", {Admitted("1958")})}, ByYears(),
                   facts)),
      ElementsAre("eu DEU 1990: member/none", "eu FRA 1990: none/member"));
}

TEST(ComparisonTest, YearsOfWhichTheTableDoesNotSpeakAreNotCompared) {
  Facts facts;
  Tell(Membership("eu", "DEU", {}), 1990, 1990, facts);
  EXPECT_THAT(Told(Compare({Membership("eu", "DEU", {Admitted("1991-01-01")}),
                            Membership("eu", "FRA", {Admitted("1958")})},
                           ByYears(), facts)),
              IsEmpty());
}

TEST(ComparisonTest, OtherStatusIsADifferenceOfItsOwnKind) {
  Facts facts;
  Tell(Membership("eu", "FRA", {Admitted("1980", MEMBERSHIP_STATUS_OBSERVER)}),
       1990, 1990, facts);
  const auto comparison =
      Compare({Membership("eu", "FRA", {Admitted("1958")})}, ByYears(), facts);
  EXPECT_THAT(Told(comparison), ElementsAre("eu FRA 1990: member/observer"));
  EXPECT_EQ(comparison.differences.front().kind, DifferenceKind::kStatus);
}

TEST(ComparisonTest, StatusThatTheTableHasNoWordForIsNotNone) {
  Facts facts;
  Tell(Membership("eu", "FRA", {Admitted("1958")}), 1990, 1990, facts);
  Tell(Membership("eu", "TUR", {}), 2000, 2000, facts);
  auto suspended = At("1980");
  suspended.mutable_suspended();
  EXPECT_THAT(Told(Compare(
                  {Membership("eu", "FRA", {Admitted("1958"), suspended}),
                   Membership("eu", "TUR",
                              {Admitted("1999", MEMBERSHIP_STATUS_CANDIDATE)})},
                  ByYears(), facts)),
              IsEmpty());
}

// Else a table would be compared with itself once it was imported.
TEST(ComparisonTest, EventsOfTheTableItselfAreLeftAside) {
  Facts facts;
  Tell(Membership("eu", "FRA", {Admitted("1970")}), 1960, 1960, facts);
  auto own = Membership(
      "eu", "FRA",
      {Admitted("1958"), Admitted("1970", MEMBERSHIP_STATUS_MEMBER, kTable)});
  auto alternative = Admitted("1940");
  alternative.set_standing(model::v1::STANDING_ALTERNATIVE);
  own.mutable_membership()->mutable_events()->Add(std::move(alternative));
  EXPECT_THAT(Told(Compare({own}, ByYears(), facts)),
              ElementsAre("eu FRA 1960: member/none"));
}

TEST(ComparisonTest, EntryOfAListIsHeldToItsDateAndTheListToItsEnd) {
  Facts facts;
  facts.subjects.insert("organizations/eu");
  for (const auto& record : {Membership("eu", "FRA", {Admitted("1958-01-01")}),
                             Membership("eu", "AUT", {Admitted("1995")}),
                             Membership("eu", "SWE", {Admitted("1995")}),
                             Membership("eu", "NOR", {Admitted("1973")})}) {
    facts.told.emplace(record.name(), record);
  }
  const auto comparison =
      Compare({Membership("eu", "FRA", {Admitted("1958-01-01")}),
               Membership("eu", "AUT", {Admitted("1994-12-31")}),
               Membership("eu", "SWE", {Admitted("1995-01-01")}),
               // Left before the list was made.
               Membership("eu", "GBR",
                          {Admitted("1973-01-01"), Withdrew("2020-02-01")}),
               Membership("eu", "ISL", {Admitted("2010-01-01")})},
              List("../2024"), facts);
  EXPECT_THAT(
      Told(comparison),
      ElementsAre("eu AUT 1994: member/none", "eu ISL 2024: member/none",
                  "eu NOR 1973: none/member", "eu NOR 2024: none/member"));
}

TEST(ComparisonTest, ListWithoutAnEndOfCoverageIsRefused) {
  EXPECT_FALSE(MakeTableSide(List("1950/.."), Facts()).ok());
}

TEST(ComparisonTest, OrganizationsOfOneSideAreCounted) {
  Facts facts;
  Tell(Membership("eu", "FRA", {Admitted("1958")}), 1990, 1990, facts);
  const auto comparison = Compare(
      {Membership("nato", "FRA", {Admitted("1949-08-24")})}, ByYears(), facts);
  EXPECT_EQ(comparison.registry_alone, 1);
  EXPECT_EQ(comparison.table_alone, 1);
  EXPECT_THAT(comparison.differences, IsEmpty());
}

}  // namespace
}  // namespace comity::cli
