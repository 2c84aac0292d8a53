// Where sources part: who says what, and who says that it is not so.
#include "cli/ask/disagreements.h"

#include "tests/cli/ask/answers.h"

namespace comity::cli {
namespace {

TEST(DisagreementsTest, EachKindSaysWhatItIsAbout) {
  const auto response =
      FromText<query::v1::ListDisagreementsResponse>(std::string(R"(
    disagreements {
      record: 'organizations/sco/memberships/CHN'
      kind: DISAGREEMENT_KIND_DATE what: 'admitted MEMBER'
      first_day: '1996-01-01' last_day: '2001-06-15'
      claims { event { what: 'admitted' date { date: '1996' }
                       standing: STANDING_ALTERNATIVE }
               sources: 'sources/cow' }
      claims { event { what: 'admitted' date { date: '2001-06-15' }
                       standing: STANDING_ACCEPTED }
               sources: 'sources/charter' sources: 'sources/site' } }
    disagreements {
      record: 'instruments/treaty'
      kind: DISAGREEMENT_KIND_EVENT what: 'signed states/IND'
      last_day: '2013-12-31'
      claims { event { what: 'signed' standing: STANDING_ALTERNATIVE }
               sources: 'sources/essay' disputed_by: 'sources/text' } }
    disagreements {
      record: 'organizations/sco/memberships/IND'
      kind: DISAGREEMENT_KIND_STATUS
      first_day: '2005-07-05' last_day: '2005-07-05'
      claims { status: MEMBERSHIP_STATUS_OBSERVER sources: 'sources/site'
               event { what: 'admitted' date { date: '2005-07-05' } } }
      claims { sources: 'sources/cow' } })") + kBasis);
  EXPECT_EQ(
      DescribeDisagreements(kPipe, "", response),
      "the whole register: 3 disagreements: 1 about a date, 1 about an "
      "event, 1 about a status\n"
      "\n"
      "organizations/sco/memberships/CHN: the date of \"admitted MEMBER\", "
      "1996-01-01 to 2001-06-15\n"
      "  admitted 1996 (alternative)  says cow\n"
      "  admitted 2001-06-15          says charter, site\n"
      "\n"
      "instruments/treaty: whether \"signed states/IND\" happened, until "
      "2013-12-31\n"
      "  signed a day unknown (alternative)  says essay  disputed by text\n"
      "\n"
      "organizations/sco/memberships/IND: the status, 2005-07-05\n"
      "  observer, admitted 2005-07-05  says site\n"
      "  none                           says cow\n"
      "\n"
      "revision 7\n");
}

TEST(DisagreementsTest, AgreementIsSaid) {
  EXPECT_EQ(DescribeDisagreements(
                kPipe, "organizations/sco",
                FromText<query::v1::ListDisagreementsResponse>(kBasis)),
            "organizations/sco: no disagreement\n\nrevision 7\n");
}

}  // namespace
}  // namespace comity::cli
