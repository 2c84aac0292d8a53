// Sets as lists of names, and explained.
#include "cli/ask/find.h"

#include "tests/cli/ask/answers.h"

namespace comity::cli {
namespace {

TEST(FindTest, CertainPossibleAndUnknownAreListedApart) {
  const auto response = FromText<query::v1::FindMembersResponse>(std::string(R"(
    members { member: 'organizations/eu' verdict: VERDICT_YES }
    members { member: 'states/BLR' verdict: VERDICT_POSSIBLY }
    members { member: 'states/CHN' verdict: VERDICT_YES }
    members { member: 'states/MNG' verdict: VERDICT_UNKNOWN })") +
                                                                 kBasis);
  EXPECT_EQ(DescribeFound(kPipe, "any of sco", response),
            "any of sco\n"
            "on 2015-06-01: 2 certainly, 1 possibly, 1 unknown\n"
            "\ncertainly\neu CHN\n"
            "\npossibly\nBLR\n"
            "\nunknown\nMNG\n"
            "\nrevision 7\n");
}

TEST(FindTest, EmptySetIsNobody) {
  const auto response = FromText<query::v1::FindMembersResponse>(kBasis);
  EXPECT_EQ(DescribeFound(kPipe, "guest of sco", response),
            "guest of sco\non 2015-06-01: nobody\n\nrevision 7\n");
}

TEST(FindTest, WhyTellsEachPartWithItsEvidence) {
  const auto response = FromText<query::v1::FindMembersResponse>(
      "members { member: 'states/GBR' verdict: VERDICT_YES "
      "atoms { atom: 'member of organizations/nato' verdict: VERDICT_YES "
      "membership { verdict: VERDICT_YES statuses { " +
      Held("MEMBER", "1949-08-24") +
      " } } } atoms { atom: 'party to instruments/charter' "
      "verdict: VERDICT_NO parties { state: PARTY_STATE_SIGNATORY holding { "
      "since { " +
      EventOf("signed", "1949-04-04") + " } } } } }" + kBasis);
  EXPECT_EQ(
      DescribeFound(kPipe, "member of nato and not party to charter", response),
      "member of nato and not party to charter\n"
      "on 2015-06-01: 1 certainly\n"
      "\n"
      "GBR: yes\n"
      "  yes, member of organizations/nato\n"
      "    member\n"
      "      since: admitted 1949-08-24  treaty (art. 1)\n"
      "  no, party to instruments/charter\n"
      "    signatory\n"
      "      since: signed 1949-04-04  treaty (art. 1)\n"
      "\n"
      "revision 7\n");
}

}  // namespace
}  // namespace comity::cli
