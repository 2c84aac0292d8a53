// Members and memberships as a table, as evidence, and put together from pages.
#include "cli/ask/members.h"

#include "cli/ask/pages.h"

#include "tests/cli/ask/answers.h"

namespace comity::cli {
namespace {

std::string Member(const std::string& name, const std::string& rest) {
  return " members { organization: 'organizations/sco' member: 'states/" +
         name + "' " + rest + " }";
}

query::v1::ListMembersResponse Members() {
  return FromText<query::v1::ListMembersResponse>(
      Member("AFG",
             "statuses { status: MEMBERSHIP_STATUS_OBSERVER "
             "at_some_time: CERTAINTY_POSSIBLE throughout: CERTAINTY_POSSIBLE "
             "since { " +
                 EventOf("admitted", "2012-06-07") + " } until { " +
                 EventOf("status_changed", "[2015..]") + " } }") +
      Member("BLR", "statuses { " + Held("OBSERVER", "2010-04?") + " }") +
      Member("CHN", "statuses { " + Held("MEMBER", "2001-06-15") + " }") +
      Member("MNG",
             "verdict: VERDICT_UNKNOWN "
             "unknown_reason: UNKNOWN_REASON_NO_EVIDENCE") +
      kBasis);
}

TEST(MembersTest, CertainOnesComeFirstInTheOrderOfStatuses) {
  EXPECT_EQ(DescribeMembers(kPipe, "organizations/sco", false, Members()),
            "organizations/sco on 2015-06-01: 1 member, 1 observer, "
            "1 uncertain, 1 unknown\n"
            "\n"
            "MEMBER  STATUS             SINCE       UNTIL     NOTE\n"
            "CHN     member             2001-06-15\n"
            "BLR     observer           2010-04?\n"
            "AFG     possibly observer  2012-06-07  [2015..]\n"
            "MNG     unknown                                  no evidence\n"
            "\n"
            "revision 7\n");
}

TEST(MembersTest, WhyTellsTheEventsInsteadOfTheTable) {
  const auto text =
      DescribeMembers(kPipe, "organizations/sco", true, Members());
  EXPECT_NE(text.find("AFG\n"
                      "  possibly observer\n"
                      "    since: admitted 2012-06-07  treaty (art. 1)\n"
                      "    until: status changed [2015..]  treaty (art. 1)\n"),
            std::string::npos)
      << text;
  EXPECT_NE(text.find("MNG\n  unknown: no evidence\n"), std::string::npos);
}

TEST(MembersTest, CutListSaysSo) {
  auto response = Members();
  response.set_next_page_token("more");
  const auto text =
      DescribeMembers(kPipe, "organizations/sco", false, response);
  EXPECT_NE(text.find("of the first 4: 1 member"), std::string::npos) << text;
  EXPECT_NE(text.find("there are more; --limit cut the list\n"),
            std::string::npos);
}

TEST(MembersTest, NobodyIsNone) {
  EXPECT_EQ(DescribeMembers(kPipe, "organizations/sco", false,
                            FromText<query::v1::ListMembersResponse>(kBasis)),
            "organizations/sco on 2015-06-01: none\n\nrevision 7\n");
}

TEST(MembershipsTest, SuccessionsAndHypothesesAreNoted) {
  const auto response = FromText<query::v1::ListMembershipsResponse>(
      "memberships { organization: 'organizations/un' member: 'states/RUS' "
      "statuses { " +
      Held("MEMBER", "1991-12-24") +
      " } successions { kind: SUCCESSION_KIND_CONTINUES member: 'states/SUN' } "
      "} memberships { organization: 'organizations/eu' member: 'states/RUS' "
      "statuses { status: MEMBERSHIP_STATUS_SUSPENDED "
      "at_some_time: CERTAINTY_CERTAIN since { what: 'suspended' "
      "hypothetical: true } } }" +
      kBasis);
  EXPECT_EQ(DescribeMemberships(kPipe, "states/RUS", false, response),
            "states/RUS on 2015-06-01: member of 1, suspended in 1\n"
            "\n"
            "ORGANIZATION  STATUS                SINCE          NOTE\n"
            "un            member                1991-12-24     continues SUN\n"
            "eu            suspended for a part  a day unknown  what if\n"
            "\n"
            "revision 7\n");
}

// The pages of a list rest on one basis, which is then on the whole just once.
TEST(PagesTest, PagesBecomeOneResponse) {
  query::v1::ListMembersResponse all;
  const std::string basis =
      " basis { revision: 7 sources: 'sources/a' hypotheses {} }";
  AppendPage(FromText<query::v1::ListMembersResponse>(
                 Member("AFG", "") + " next_page_token: 'x'" + basis),
             all);
  EXPECT_EQ(all.next_page_token(), "x");
  AppendPage(
      FromText<query::v1::ListMembersResponse>(Member("BLR", "") + basis), all);
  EXPECT_EQ(all.members_size(), 2);
  EXPECT_EQ(all.next_page_token(), "");
  EXPECT_EQ(all.basis().sources_size(), 1);
  EXPECT_EQ(all.basis().hypotheses_size(), 1);
}

}  // namespace
}  // namespace comity::cli
