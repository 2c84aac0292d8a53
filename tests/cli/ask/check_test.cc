// How answers are told to a person.
#include "cli/ask/check.h"

#include <gtest/gtest.h>

namespace comity::cli {
namespace {

TEST(CheckTest, AnswerNamesStatusDateAndSource) {
  query::v1::CheckMembershipResponse response;
  auto& answer = *response.mutable_answer();
  answer.set_organization("organizations/sco");
  answer.set_member("states/IND");
  answer.set_verdict(query::v1::VERDICT_NO);
  auto& held = *answer.add_statuses();
  held.set_status(model::v1::MEMBERSHIP_STATUS_DIALOGUE_PARTNER);
  held.set_at_some_time(query::v1::CERTAINTY_POSSIBLE);
  held.set_approximate(true);
  held.mutable_since()->set_what("admitted");
  held.mutable_since()->mutable_date()->set_date("2005~");
  auto& citation = *held.mutable_since()->add_citations();
  citation.set_source("sources/a");
  citation.set_locator("par. 3");
  response.mutable_basis()->set_date("2005-07-01");
  response.mutable_basis()->set_revision(7);
  EXPECT_EQ(DescribeCheck(response),
            "no: states/IND in organizations/sco on 2005-07-01\n"
            "possibly dialogue partner, by approximate dates\n"
            "  since 2005~ (admitted)\n"
            "    says sources/a, par. 3\n"
            "revision 7\n");
}

TEST(CheckTest, UnknownSaysWhy) {
  query::v1::CheckMembershipResponse response;
  response.mutable_answer()->set_verdict(query::v1::VERDICT_UNKNOWN);
  response.mutable_answer()->set_unknown_reason(
      query::v1::UNKNOWN_REASON_OUTSIDE_COVERAGE);
  EXPECT_EQ(DescribeCheck(response).find("unknown: "), 0u);
  EXPECT_NE(DescribeCheck(response).find("outside coverage"),
            std::string::npos);
}

}  // namespace
}  // namespace comity::cli
