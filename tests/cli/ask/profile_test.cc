// One page about a record: only sections that have something to tell.
#include "cli/ask/profile.h"

#include "tests/cli/ask/answers.h"

namespace comity::cli {
namespace {

constexpr char kHolding[] =
    " holding { at_some_time: CERTAINTY_CERTAIN throughout: CERTAINTY_POSSIBLE "
    "since { what: 'taken' date { date: '2013~' } } }";

TEST(ProfileTest, StateWithoutAnythingIsAHead) {
  const auto profile =
      FromText<query::v1::GetStateProfileResponse>(std::string(R"(
    state {
      state: 'states/RUS' type: STATE_TYPE_SOVEREIGN
      labels { label { language: 'ru' text: 'Россия' } }
      labels { label { language: 'en' text: 'Russian Federation'
                       kind: LABEL_KIND_OFFICIAL }
               at_some_time: CERTAINTY_CERTAIN throughout: CERTAINTY_CERTAIN }
      labels { label { language: 'en' text: 'Russia' } }
      codes { value: 'RU' } codes { value: '643' }
      existence { verdict: VERDICT_UNKNOWN } })") + kBasis);
  EXPECT_EQ(DescribeProfile(kPipe, false, profile),
            "Russia  states/RUS\n"
            "also: Russian Federation; 1 in ru\n"
            "type: sovereign, on 2015-06-01\n"
            "codes: RU, 643\n"
            "exists: unknown, no event says\n"
            "\n"
            "revision 7\n");
}

TEST(ProfileTest, OrganizationHasASectionForEachList) {
  const auto profile = FromText<query::v1::GetOrganizationProfileResponse>(
      "organization { organization: 'organizations/sco' "
      "type: ORGANIZATION_TYPE_INTERGOVERNMENTAL existence { "
      "verdict: VERDICT_YES since { " +
      EventOf("founded", "2001-06-15") +
      " } predecessors: 'organizations/shanghai-five' } purposes { topic: "
      "'topics/security' holding { at_some_time: CERTAINTY_POSSIBLE } } } "
      "members { member: 'states/CHN' statuses { " +
      Held("MEMBER", "2001-06-15") +
      " } } pending_accessions { member: 'states/IND' pending: VERDICT_YES "
      "status: MEMBERSHIP_STATUS_MEMBER steps { what: 'applied' event { " +
      EventOf("applied", "2014-09") +
      " } } } offices { office_labels { text: 'Chair' } state: 'states/CHN' "
      "person: 'Somebody'" +
      kHolding +
      " } positions { holders: 'states/RUS' stance: POSITION_STANCE_SEEKS "
      "targets: 'organizations/sco' summary { text: 'It should grow.' }" +
      kHolding +
      " citations { source: 'sources/essay' locator: 'par. 9' } } sources { "
      "name: 'sources/essay' source { title: 'An essay' published: '2013~' "
      "kind: SOURCE_KIND_ESSAY } } cut: 'members'" +
      kBasis);
  EXPECT_EQ(DescribeProfile(kPipe, true, profile),
            "organizations/sco\n"
            "type: intergovernmental, on 2015-06-01\n"
            "exists: yes; founded 2001-06-15; successor of shanghai-five\n"
            "purposes: possibly security\n"
            "\n"
            "members: 1 member\n"
            "MEMBER  STATUS  SINCE\n"
            "CHN     member  2001-06-15\n"
            "\n"
            "on the way in: 1\n"
            "MEMBER  TO BECOME  PENDING  LAST STEP  DATE\n"
            "IND     member     yes      applied    2014-09\n"
            "\n"
            "offices: 1\n"
            "OFFICE  HOLDER                              SINCE\n"
            "Chair   Somebody (CHN) for a part at least  2013~\n"
            "\n"
            "positions: 1\n"
            "  RUS seeks: It should grow.\n"
            "    about sco; since 2013~; essay (par. 9)\n"
            "\n"
            "sources: 1\n"
            "SOURCE  KIND   PUBLISHED  TITLE\n"
            "essay   essay  2013~      An essay\n"
            "cut, ask for the lists: members\n"
            "\n"
            "revision 7\n");
}

TEST(ProfileTest, InstitutionTellsSeatStaffAndMandates) {
  const auto profile = FromText<query::v1::GetInstitutionProfileResponse>(
      "institution { institution: 'organizations/sco/institutions/rats' "
      "parent: 'organizations/sco' type: INSTITUTION_TYPE_AGENCY "
      "existence: VERDICT_YES operating: VERDICT_POSSIBLY opened { " +
      EventOf("opened", "2004") +
      " } seats { city: 'Tashkent' state: 'states/UZB'" + kHolding +
      " } staffing { all_members: true states { state: 'states/CHN' verdict: "
      "VERDICT_YES } states { state: 'states/IND' verdict: VERDICT_POSSIBLY } "
      "} mandates { topic: 'topics/cyber-crime' state: MANDATE_STATE_PROPOSED "
      "proposers: 'states/RUS'" +
      kHolding + " } } sources {}" + kBasis);
  EXPECT_EQ(DescribeProfile(kPipe, false, profile),
            "organizations/sco/institutions/rats\n"
            "type: agency of organizations/sco, on 2015-06-01\n"
            "exists: yes; at work: possibly\n"
            "  opened 2004  treaty (art. 1)\n"
            "seat: Tashkent (UZB) for a part at least, since 2013~\n"
            "staffed by all members: CHN, possibly IND\n"
            "\n"
            "mandates: 1\n"
            "TOPIC        MANDATE                       SINCE  PROPOSED BY\n"
            "cyber-crime  proposed for a part at least  2013~  RUS\n"
            "\n"
            "sources: 1, which --sources lists\n"
            "\n"
            "revision 7\n");
}

}  // namespace
}  // namespace comity::cli
