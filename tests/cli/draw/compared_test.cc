// A comparison told to a person.
#include "cli/draw/compared.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace comity::cli {
namespace {

using query::v1::VERDICT_NO;
using query::v1::VERDICT_POSSIBLY;
using query::v1::VERDICT_YES;
using testing::ElementsAre;

query::v1::CompareOrganizationsResponse Response() {
  query::v1::CompareOrganizationsResponse response;
  const auto add = [&](const char* name, query::v1::Verdict nato,
                       query::v1::Verdict eu, query::v1::Share share) {
    auto& row = *response.add_rows();
    row.set_name(name);
    row.add_verdicts(nato);
    row.add_verdicts(eu);
    row.set_share(share);
  };
  add("states/AUT", VERDICT_NO, VERDICT_YES, query::v1::SHARE_ONE);
  add("states/DEU", VERDICT_YES, VERDICT_YES, query::v1::SHARE_ALL);
  add("states/FRA", VERDICT_YES, VERDICT_POSSIBLY, query::v1::SHARE_ALL);
  add("states/USA", VERDICT_YES, VERDICT_NO, query::v1::SHARE_ONE);
  auto& overlap = *response.add_overlaps();
  overlap.add_indexes(0);
  overlap.add_indexes(1);
  overlap.set_shared_min(1);
  overlap.set_shared_max(2);
  overlap.set_union_min(4);
  overlap.set_union_max(4);
  overlap.set_jaccard_min(0.25);
  overlap.set_jaccard_max(0.5);
  return response;
}

TEST(GroupsOfTest, SharedRowsComeFirstThenEachAlone) {
  const auto groups = GroupsOf(Response(), {"NATO", "EU"});
  ASSERT_EQ(groups.size(), 3u);
  EXPECT_EQ(groups[0].heading, "In NATO and EU (2)");
  EXPECT_THAT(groups[0].names, ElementsAre("states/DEU", "states/FRA"));
  EXPECT_EQ(groups[1].heading, "In NATO only (1)");
  EXPECT_EQ(groups[2].heading, "In EU only (1)");
}

TEST(OverlapLinesTest, GiveBoundsWhereMembershipsAreUncertain) {
  EXPECT_THAT(OverlapLines(Response(), {"NATO", "EU"}),
              ElementsAre("NATO and EU share 1 to 2 of 4 (Jaccard index 0.25 "
                          "to 0.50)"));
}

TEST(CompareTableTest, HasAColumnForEach) {
  EXPECT_EQ(CompareTable(Response(), {"NATO", "EU"},
                         {{"states/AUT", {"Austria", "Austria"}}}, {}),
            "NAME        CALLED   NATO  EU        IN\n"
            "states/AUT  Austria  no    yes       one\n"
            "states/DEU           yes   yes       all\n"
            "states/FRA           yes   possibly  all\n"
            "states/USA           yes   no        one\n");
}

TEST(AndJoinTest, ReadsAsASentenceDoes) {
  EXPECT_EQ(AndJoin({}), "");
  EXPECT_EQ(AndJoin({"a"}), "a");
  EXPECT_EQ(AndJoin({"a", "b", "c"}), "a, b and c");
}

TEST(TitleOfTest, SaysThatItIsAHypothesis) {
  query::v1::ReadContext context;
  EXPECT_EQ(TitleOf({"a", "b"}, context), "a and b");
  context.add_hypotheses();
  EXPECT_EQ(TitleOf({"a", "b"}, context), "a and b: what if");
}

}  // namespace
}  // namespace comity::cli
