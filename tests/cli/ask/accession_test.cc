// The way into an organization, step by step.
#include "cli/ask/accession.h"

#include "tests/cli/ask/answers.h"

namespace comity::cli {
namespace {

constexpr char kNames[] =
    "organization: 'organizations/nato' member: 'states/FIN' ";

TEST(AccessionTest, StepsTakenPossibleAndLaterAreToldApart) {
  const auto response = FromText<query::v1::GetAccessionResponse>(
      std::string("answer { ") + kNames +
      "pending: VERDICT_YES status: MEMBERSHIP_STATUS_MEMBER "
      "steps { what: 'applied' taken: CERTAINTY_CERTAIN event { " +
      EventOf("applied", "2022-05-18") +
      " } } steps { what: 'invited' taken: CERTAINTY_POSSIBLE "
      "actors: 'organizations/nato' event { " +
      EventOf("invited", "2022~") +
      " } } later_steps { what: 'accession_signed' event { " +
      EventOf("accession_signed", "2022-07-05") +
      " } } outstanding: 'accession_ratified' outstanding: 'admitted' "
      "ratification_outstanding: 'states/HUN' "
      "ratification_outstanding: 'states/TUR' }" +
      kBasis);
  EXPECT_EQ(DescribeAccession(kPipe, false, response),
            "states/FIN into organizations/nato on 2015-06-01: pending, to "
            "become member\n"
            "holds: none\n"
            "\n"
            "STEP              TAKEN     DATE        BY    SOURCES\n"
            "applied           yes       2022-05-18        treaty (art. 1)\n"
            "invited           possibly  2022~       nato  treaty (art. 1)\n"
            "accession signed  later     2022-07-05        treaty (art. 1)\n"
            "\n"
            "outstanding: accession ratified, admitted\n"
            "no ratification told of: HUN, TUR\n"
            "\n"
            "revision 7\n");
}

TEST(AccessionTest, WhyHasTheSourcesBelowTheTable) {
  const auto response = FromText<query::v1::GetAccessionResponse>(
      std::string("answer { ") + kNames +
      "pending: VERDICT_YES steps { what: 'applied' taken: CERTAINTY_CERTAIN "
      "event { " +
      EventOf("applied", "2022-05-18") + " } } }" + kBasis);
  EXPECT_EQ(DescribeAccession(kPipe, true, response),
            "states/FIN into organizations/nato on 2015-06-01: pending\n"
            "holds: none\n"
            "\n"
            "STEP     TAKEN  DATE\n"
            "applied  yes    2022-05-18\n"
            "\n"
            "  applied 2022-05-18  treaty (art. 1)\n"
            "\n"
            "revision 7\n");
}

TEST(AccessionTest, WithoutAStepThereIsNoWay) {
  const auto response = FromText<query::v1::GetAccessionResponse>(
      std::string("answer { ") + kNames + "pending: VERDICT_NO }" + kBasis);
  EXPECT_EQ(DescribeAccession(kPipe, false, response),
            "states/FIN into organizations/nato on 2015-06-01: no step is on "
            "record\n"
            "holds: none\n"
            "\n"
            "revision 7\n");
}

}  // namespace
}  // namespace comity::cli
