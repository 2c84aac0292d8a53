// The form of whole records, kind by kind.
#include "tests/common/rules/rules_test_support.h"

namespace comity::rules {
namespace {

using namespace test_support;  // NOLINT: builders, for readability
using model::v1::Record;

absl::Status FormOf(Record record) {
  return JudgeForm(PutAll({std::move(record)}));
}

TEST(FormRecordTest, TheLeastOfEachKindIsTaken) {
  EXPECT_OK(JudgeForm(PutAll(
      {MakeSource("treaty"), MakeTopic("security"), MakeState("IND"),
       MakeOrganization("sco"),
       MakeMembership("organizations/sco", "states/IND", {Admitted("2017")}),
       MakeInstitution("organizations/sco/institutions/rats"),
       MakeOffice("states/IND/offices/president"), MakeInstrument("charter"),
       MakeProposal("expansion"),
       MakePosition("p", "states/IND", "organizations/sco")})));
}

TEST(FormRecordTest, ARecordHasABodyOfTheKindOfItsName) {
  EXPECT_THAT(FormOf(Record()),
              Refuses("FIELD_MISSING at changes[0].put",
                      "FIELD_MISSING at changes[0].put.name"));
  Record record = MakeTopic("security");
  record.set_name("states/IND");
  EXPECT_THAT(FormOf(record), Refuses("NAME_MALFORMED at changes[0].put.name"));
  record.set_name("topics/Security");
  EXPECT_THAT(FormOf(record), Refuses("NAME_MALFORMED at changes[0].put.name"));
}

TEST(FormRecordTest, ASourceHasTitleAndKind) {
  Record record;
  record.set_name("sources/x");
  record.mutable_source()->set_published("last year");
  record.mutable_source()->set_coverage("2014/1816");
  record.mutable_source()->set_language("english please");
  EXPECT_THAT(FormOf(record),
              Refuses("FIELD_MISSING at changes[0].put.source.title",
                      "FIELD_MISSING at changes[0].put.source.kind",
                      "DATE_MALFORMED at changes[0].put.source.published",
                      "DATE_MALFORMED at changes[0].put.source.coverage",
                      "FIELD_INVALID at changes[0].put.source.language"));
}

// Design, section 2: every record but Source, Topic and Membership cites.
TEST(FormRecordTest, KindsHaveTypeLabelsAndCitations) {
  Record state;
  state.set_name("states/IND");
  state.mutable_state();
  EXPECT_THAT(FormOf(state),
              Refuses("FIELD_MISSING at changes[0].put.state.type",
                      "FIELD_MISSING at changes[0].put.state.labels",
                      "CITATION_MISSING at changes[0].put.state.citations"));
  Record organization;
  organization.set_name("organizations/sco");
  organization.mutable_organization()->add_principles();
  const std::string at = "changes[0].put.organization.";
  EXPECT_THAT(FormOf(organization),
              Refuses("FIELD_MISSING at " + at + "type",
                      "FIELD_MISSING at " + at + "labels",
                      "FIELD_MISSING at " + at + "principles[0].labels",
                      "CITATION_MISSING at " + at + "principles[0].citations",
                      "CITATION_MISSING at " + at + "citations"));
  Record proposal;
  proposal.set_name("proposals/x");
  proposal.mutable_proposal();
  EXPECT_THAT(FormOf(proposal),
              Refuses("FIELD_MISSING at changes[0].put.proposal.kind",
                      "FIELD_MISSING at changes[0].put.proposal.labels",
                      "CITATION_MISSING at changes[0].put.proposal.citations"));
  Record position;
  position.set_name("positions/x");
  position.mutable_position();
  EXPECT_THAT(FormOf(position),
              Refuses("FIELD_MISSING at changes[0].put.position.holders",
                      "FIELD_MISSING at changes[0].put.position.stance",
                      "FIELD_MISSING at changes[0].put.position.targets",
                      "FIELD_MISSING at changes[0].put.position.summary",
                      "CITATION_MISSING at changes[0].put.position.citations"));
}

TEST(FormRecordTest, LabelsHaveLanguageTextAndTime) {
  Record record = MakeTopic("security");
  model::v1::Label& label = *record.mutable_topic()->add_labels();
  label.set_valid("1992/1991");
  *record.mutable_topic()->add_labels() = MakeLabel("text", "not a tag");
  EXPECT_THAT(
      FormOf(record),
      Refuses("FIELD_MISSING at changes[0].put.topic.labels[1].language",
              "FIELD_MISSING at changes[0].put.topic.labels[1].text",
              "DATE_MALFORMED at changes[0].put.topic.labels[1].valid",
              "FIELD_INVALID at "
              "changes[0].put.topic.labels[2].language"));
}

TEST(FormRecordTest, CodesHaveSystemValueAndTime) {
  Record record = MakeState("IND");
  record.mutable_state()->add_codes();
  record = WithCode(record, model::v1::CODE_SYSTEM_ISO_ALPHA2, "in", "soon");
  EXPECT_THAT(FormOf(record),
              Refuses("FIELD_MISSING at changes[0].put.state.codes[0].system",
                      "FIELD_MISSING at changes[0].put.state.codes[0].value",
                      "FIELD_INVALID at changes[0].put.state.codes[1].value",
                      "DATE_MALFORMED at changes[0].put.state.codes[1].valid"));
}

TEST(FormRecordTest, AMembershipIsOfTheMemberInItsName) {
  Record record =
      MakeMembership("organizations/sco", "states/IND", {Admitted("2017")});
  record.mutable_membership()->set_member("states/RUS");
  EXPECT_THAT(FormOf(record),
              Refuses("FIELD_INVALID at changes[0].put.membership.member"));
  record.mutable_membership()->clear_member();
  record.mutable_membership()->clear_events();
  EXPECT_THAT(FormOf(record),
              Refuses("FIELD_MISSING at changes[0].put.membership.member",
                      "FIELD_MISSING at changes[0].put.membership.events"));
}

TEST(FormRecordTest, AStaffingRuleSaysWhoAndIsCited) {
  Record record = MakeInstitution("organizations/sco/institutions/rats");
  model::v1::Institution& institution = *record.mutable_institution();
  institution.set_precedence(-1);
  institution.mutable_staffing();
  const std::string at = "changes[0].put.institution.";
  EXPECT_THAT(FormOf(record),
              Refuses("FIELD_INVALID at " + at + "precedence",
                      "FIELD_MISSING at " + at + "staffing",
                      "CITATION_MISSING at " + at + "staffing.citations"));
  institution.set_precedence(1);
  *institution.mutable_staffing()->add_citations() = Cite();
  institution.mutable_staffing()->mutable_named_states();
  EXPECT_THAT(FormOf(record), Refuses("FIELD_MISSING at " + at +
                                      "staffing.named_states.states"));
  institution.mutable_staffing()->mutable_named_states()->add_states("IND");
  EXPECT_THAT(FormOf(record), Refuses("NAME_MALFORMED at " + at +
                                      "staffing.named_states.states[0]"));
  institution.mutable_staffing()->mutable_all_members();
  EXPECT_OK(FormOf(record));
}

// Output-only fields are ignored on input, as AIP-203 has it.
TEST(FormRecordTest, OutputOnlyFieldsAreIgnored) {
  Record record = MakeTopic("security");
  record.set_revision(-7);
  record.mutable_commit_time()->set_seconds(1);
  EXPECT_OK(FormOf(record));
}

}  // namespace
}  // namespace comity::rules
