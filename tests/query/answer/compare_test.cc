// CompareOrganizations: what organizations share, or members.
#include "query/answer/compare.h"

#include <string>
#include <vector>

#include "gmock/gmock.h"
#include "gtest/gtest.h"

#include "tests/query/answer/compared.h"
#include "tests/query/answer/refused_fields.h"
#include "tests/query/answer/sco_world.h"

namespace comity::query {
namespace {

using testing::DoubleEq;
using testing::ElementsAre;
using testing::IsEmpty;

// SCO and CSTO: AAA in both, BBB in the CSTO since some day of 2010, CCC an
// observer of the CSTO, DDD in the CSTO alone.
class TwoWorld : public World {
 public:
  TwoWorld() {
    Tell("AAA", {{"2001-06-15", kMember}});
    Tell("AAA", {{"1992", kMember}}, "csto");
    Tell("BBB", {{"2001-06-15", kMember}});
    Tell("BBB", {{"2010", kMember}}, "csto");
    Tell("CCC", {{"2001-06-15", kMember}});
    Tell("CCC", {{"2013", kObserver}}, "csto");
    Tell("DDD", {{"1992", kMember}, {"2012", kWithdrew}}, "csto");
  }
};

// "AAA YES YES ALL": each row, with a "?" when it is not certain.
std::vector<std::string> RowsOf(
    const absl::StatusOr<v1::CompareOrganizationsResponse>& response) {
  EXPECT_OK(response);
  std::vector<std::string> rows;
  if (!response.ok()) return rows;
  for (const v1::ComparedRow& row : response->rows()) {
    std::string text(model::IdOf(row.name()));
    for (const int verdict : row.verdicts()) {
      absl::StrAppend(
          &text, " ",
          v1::Verdict_Name(static_cast<v1::Verdict>(verdict)).substr(8));
    }
    rows.push_back(
        absl::StrCat(text, " ", v1::Share_Name(row.share()).substr(6),
                     row.certainty() == v1::CERTAINTY_CERTAIN ? "" : "?"));
  }
  return rows;
}

TEST(CompareOrganizationsTest, GivesAVerdictForEachAndWhatIsShared) {
  const TwoWorld world;
  const auto response = world.Ask(On("2015", Of({"sco", "csto"})));
  EXPECT_THAT(
      RowsOf(response),
      ElementsAre("AAA YES YES ALL", "BBB YES YES ALL", "CCC YES NO ONE"));
  ASSERT_EQ(response->overlaps_size(), 1);
  EXPECT_THAT(response->overlaps(0).indexes(), ElementsAre(0, 1));
  EXPECT_EQ(Counts(response->overlaps(0)), "shared 2-2 of 3-3");
  EXPECT_THAT(response->overlaps(0).jaccard_min(), DoubleEq(2.0 / 3));
  EXPECT_THAT(response->overlaps(0).jaccard_max(), DoubleEq(2.0 / 3));
}

TEST(CompareOrganizationsTest, WhatIsOnlyPossibleWidensTheBounds) {
  const TwoWorld world;
  v1::CompareOrganizationsRequest request =
      On("2010-06-01", Of({"sco", "csto"}));
  const auto response = world.Ask(request);
  EXPECT_THAT(RowsOf(response),
              ElementsAre("AAA YES YES ALL", "BBB YES POSSIBLY ALL?",
                          "CCC YES NO ONE", "DDD NO YES ONE"));
  EXPECT_EQ(Counts(response->overlaps(0)), "shared 1-2 of 4-4");
  EXPECT_THAT(response->overlaps(0).jaccard_min(), DoubleEq(0.25));
  EXPECT_THAT(response->overlaps(0).jaccard_max(), DoubleEq(0.5));
  request.mutable_context()->set_certainty(v1::CERTAINTY_MODE_STRICT);
  const auto strict = world.Ask(request);
  EXPECT_THAT(RowsOf(strict),
              ElementsAre("AAA YES YES ALL", "BBB YES POSSIBLY ONE?",
                          "CCC YES NO ONE", "DDD NO YES ONE"));
  EXPECT_EQ(Counts(strict->overlaps(0)), "shared 1-2 of 4-4");
}

TEST(CompareOrganizationsTest, StrictLeavesOutWhoIsCertainlyInNone) {
  TwoWorld world;
  world.Tell("EEE", {{"2015", kMember}});
  v1::CompareOrganizationsRequest request =
      On("2015-06-01", Of({"sco", "csto"}));
  EXPECT_THAT(RowsOf(world.Ask(request)),
              testing::Contains("EEE POSSIBLY NO ONE?"));
  request.mutable_context()->set_certainty(v1::CERTAINTY_MODE_STRICT);
  EXPECT_THAT(RowsOf(world.Ask(request)), testing::SizeIs(3));
}

TEST(CompareOrganizationsTest, CountsTheStatusesAskedFor) {
  v1::CompareOrganizationsRequest request = On("2015", Of({"sco", "csto"}));
  request.add_statuses(model::v1::MEMBERSHIP_STATUS_OBSERVER);
  EXPECT_THAT(RowsOf(TwoWorld().Ask(request)), ElementsAre("CCC NO YES ONE"));
}

TEST(CompareOrganizationsTest, ComparesMembersByTheirOrganizations) {
  const TwoWorld world;
  const auto response = world.Ask(On("2011", OfMembers({"AAA", "CCC", "DDD"})));
  EXPECT_THAT(RowsOf(response),
              ElementsAre("csto YES NO YES SOME", "sco YES YES NO SOME"));
  // All of them, and each pair.
  ASSERT_EQ(response->overlaps_size(), 4);
  EXPECT_EQ(Counts(response->overlaps(0)), "shared 0-0 of 2-2");
  EXPECT_THAT(response->overlaps(2).indexes(), ElementsAre(0, 2));
  EXPECT_EQ(Counts(response->overlaps(2)), "shared 1-1 of 2-2");
  EXPECT_EQ(Counts(response->overlaps(3)), "shared 0-0 of 2-2");
}

TEST(CompareOrganizationsTest, NobodyInAnyHasAnOverlapOfNothing) {
  const auto response = TwoWorld().Ask(On("1950", Of({"sco", "csto"})));
  EXPECT_THAT(RowsOf(response), IsEmpty());
  EXPECT_EQ(Counts(response->overlaps(0)), "shared 0-0 of 0-0");
  EXPECT_EQ(response->overlaps(0).jaccard_max(), 0);
}

TEST(CompareOrganizationsTest, WhatAViewDoesNotSpeakOfIsUnknown) {
  TwoWorld world;
  world.AddSource("essay", "2013");
  world.Tell("AAA", {{"2001-06-15", kMember, {"charter", "essay"}}});
  v1::CompareOrganizationsRequest request = Of({"sco", "csto"});
  *request.mutable_context() = By({"essay"});
  request.mutable_context()->set_date("2015");
  EXPECT_THAT(RowsOf(world.Ask(request)),
              ElementsAre("AAA YES UNKNOWN ALL?", "BBB NO UNKNOWN ONE?",
                          "CCC NO UNKNOWN ONE?", "DDD NO UNKNOWN ONE?"));
  request.mutable_context()->set_certainty(v1::CERTAINTY_MODE_STRICT);
  EXPECT_THAT(RowsOf(world.Ask(request)), ElementsAre("AAA YES UNKNOWN ONE?"));
  *request.mutable_context() = By({}, "2001-01-01");
  request.mutable_context()->set_date("2015");
  EXPECT_EQ(Counts(world.Ask(request)->overlaps(0)), "shared 0-4 of 0-4");
}

TEST(CompareOrganizationsTest, AHypothesisCounts) {
  const TwoWorld world;
  v1::CompareOrganizationsRequest request = On("2015", Of({"sco", "csto"}));
  Suppose(request, "organizations/csto/memberships/CCC",
          "date: '2014' status_changed { status: MEMBERSHIP_STATUS_MEMBER }");
  EXPECT_EQ(Counts(world.Ask(request)->overlaps(0)), "shared 3-3 of 3-3");
}

TEST(CompareOrganizationsTest, PagesMakeTheWhole) {
  ExpectPagesMakeTheWhole<TwoWorld>(
      On("2010-06-01", Of({"csto", "sco"})),
      &v1::CompareOrganizationsResponse::mutable_rows);
  ExpectPagesMakeTheWhole<TwoWorld>(
      On("2011", OfMembers({"CCC", "DDD"})),
      &v1::CompareOrganizationsResponse::mutable_rows);
}

TEST(CompareOrganizationsTest, RefusesWhatIsMalformed) {
  const TwoWorld world;
  EXPECT_THAT(RefusedFields(world.Ask(Of({}))),
              ElementsAre("FIELD_INVALID organizations"));
  v1::CompareOrganizationsRequest request = Of({"sco", "csto"});
  request.add_members("states/AAA");
  EXPECT_THAT(RefusedFields(world.Ask(request)),
              ElementsAre("FIELD_INVALID members", "FIELD_INVALID members"));
  EXPECT_THAT(RefusedFields(world.Ask(Of({"sco"}))),
              ElementsAre("FIELD_INVALID organizations"));
  request = Of({"sco", "sco", "SCO"});
  request.add_organizations();
  request.add_statuses(model::v1::MembershipStatus(77));
  EXPECT_THAT(RefusedFields(world.Ask(request)),
              ElementsAre("FIELD_INVALID organizations[1]",
                          "NAME_MALFORMED organizations[2]",
                          "FIELD_MISSING organizations[3]",
                          "FIELD_INVALID statuses[0]"));
  EXPECT_THAT(RefusedFields(world.Ask(Of({"sco", "nato"}))),
              ElementsAre("RECORD_NOT_FOUND organizations[1]"));
  EXPECT_THAT(RefusedFields(world.Ask(OfMembers({"ZZZ", "AAA"}))),
              ElementsAre("RECORD_NOT_FOUND members[0]"));
}

TEST(CompareOrganizationsTest, TakesTwentyAndNoMore) {
  World world;
  std::vector<std::string> ids;
  for (int i = 0; i < 20; ++i) {
    ids.push_back(absl::StrCat("club-", i));
    world.Tell("AAA", {{"2001", kMember}}, ids.back());
  }
  const auto response = world.Ask(Of(ids));
  ASSERT_OK(response);
  EXPECT_EQ(response->overlaps_size(), 1 + 20 * 19 / 2);
  ids.push_back("sco");
  EXPECT_THAT(RefusedFields(world.Ask(Of(ids))),
              ElementsAre("TOO_MANY_ITEMS organizations"));
}

}  // namespace
}  // namespace comity::query
