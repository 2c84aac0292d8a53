// What took effect and what was corrected, never mixed (design, section 6).
#include "cli/ask/diff.h"

#include "tests/cli/ask/answers.h"

namespace comity::cli {
namespace {

const std::string kPair =
    "organization: 'organizations/eu' member: 'states/GBR' ";

query::v1::DiffMembershipsResponse Left() {
  return FromText<query::v1::DiffMembershipsResponse>(
      "took_effect { before { " + kPair + "statuses { " +
      Held("MEMBER", "1973-01-01") + " } } after { " + kPair + " } events { " +
      EventOf("withdrew", "2020-01-31") + " } }" + kBasis);
}

TEST(DiffTest, ColumnThatTheRequestFixesIsLeftOut) {
  query::v1::DiffMembershipsRequest request;
  request.set_organization("organizations/eu");
  request.set_from_date("2015");
  request.set_to_date("2021");
  EXPECT_EQ(DescribeDiff(kPipe, request, false, Left()),
            "organizations/eu\n"
            "took effect after 2015 and by 2021: 1 membership\n"
            "\n"
            "MEMBER  WAS     IS    BY\n"
            "GBR     member  none  withdrew 2020-01-31\n"
            "\n"
            "revision 7\n");
}

TEST(DiffTest, WhySaysWhoSaysSo) {
  query::v1::DiffMembershipsRequest request;
  request.set_from_date("2015");
  request.set_to_date("2021");
  const auto text = DescribeDiff(kPipe, request, true, Left());
  EXPECT_NE(text.find("all memberships\n"), std::string::npos) << text;
  EXPECT_NE(text.find("GBR in eu\n"
                      "  was: member\n"
                      "  is:  none\n"
                      "    withdrew 2020-01-31  treaty (art. 1)\n"),
            std::string::npos)
      << text;
}

TEST(DiffTest, CorrectionsAreToldWithTheirRevisions) {
  query::v1::DiffMembershipsRequest request;
  request.set_organization("organizations/eu");
  request.set_from_revision(2);
  const auto response = FromText<query::v1::DiffMembershipsResponse>(
      "corrected { before { " + kPair + " } after { " + kPair + R"( }
        events { kind: CORRECTION_KIND_AMENDED revision: 5
          before { date: '1973' admitted {} }
          after { date: '1973-01-01' admitted {} standing: STANDING_REJECTED } }
        events { kind: CORRECTION_KIND_REMOVED revision: 6
          before { status_changed {} } } })" +
      kBasis);
  EXPECT_EQ(DescribeDiff(kPipe, request, false, response),
            "organizations/eu\n"
            "corrected after revision 2 and by 7, on 2015-06-01: "
            "1 membership\n"
            "\n"
            "MEMBER  WAS   IS    BY\n"
            "GBR     none  none  amended admitted 1973 to 1973-01-01 "
            "(rejected), revision 5; removed status changed unknown, "
            "revision 6\n"
            "\n"
            "revision 7\n");
}

TEST(DiffTest, NothingIsSaid) {
  query::v1::DiffMembershipsRequest request;
  request.set_member("states/GBR");
  request.set_from_date("2015");
  request.set_to_date("2016");
  request.set_from_revision(6);
  request.set_to_revision(6);
  const auto response = FromText<query::v1::DiffMembershipsResponse>(kBasis);
  EXPECT_EQ(DescribeDiff(kPipe, request, false, response),
            "states/GBR\n"
            "took effect after 2015 and by 2016: nothing\n\n"
            "corrected after revision 6 and by 6, on 2015-06-01: nothing\n\n"
            "revision 7\n");
}

}  // namespace
}  // namespace comity::cli
