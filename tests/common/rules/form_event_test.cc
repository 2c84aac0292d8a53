// The form of events: dates, ids, citations, and what each payload needs.
#include "tests/common/rules/rules_test_support.h"

namespace comity::rules {
namespace {

using namespace test_support;  // NOLINT: builders, for readability
using model::v1::Event;

absl::Status FormOfMembership(std::vector<Event> events) {
  return JudgeForm(PutAll(
      {MakeMembership("organizations/sco", "states/IND", std::move(events))}));
}
constexpr char kEvents[] = "changes[0].put.membership.events";

TEST(FormEventTest, DatesAreEdtf) {
  EXPECT_OK(FormOfMembership({Admitted("[..1960]")}));
  EXPECT_OK(FormOfMembership({Admitted("")}));
  EXPECT_THAT(
      FormOfMembership({Admitted("2001-02-30"), Withdrew("15.6.2001")}),
      Refuses("DATE_MALFORMED at " + std::string(kEvents) + "[0].date",
              "DATE_MALFORMED at " + std::string(kEvents) + "[1].date"));
}

TEST(FormEventTest, IdsAreWellFormedAndUnique) {
  EXPECT_THAT(
      FormOfMembership({WithId(Admitted("2001"), "a"),
                        WithId(Withdrew("2002"), "a"),
                        WithId(Admitted("2003"), "No Id")}),
      Refuses("EVENT_ID_DUPLICATE at " + std::string(kEvents) + "[1].id",
              "FIELD_INVALID at " + std::string(kEvents) + "[2].id"));
  EXPECT_THAT(
      JudgeForm(CommitOf(
          {AppendTo("organizations/sco", {WithId(Founded("2001"), "a"),
                                          WithId(Dissolved("2002"), "a")})})),
      Refuses("EVENT_ID_DUPLICATE at changes[0].append_events.events[1].id"));
}

// Design, section 2: every event has at least one supporting citation.
TEST(FormEventTest, AnEventIsSupportedByASource) {
  Event uncited = Admitted("2001");
  uncited.clear_citations();
  Event disputed = Withdrew("2002");
  *disputed.mutable_citations(0) = Cite(kSource, model::v1::STANCE_DISPUTES);
  EXPECT_THAT(
      FormOfMembership({uncited, disputed}),
      Refuses("CITATION_MISSING at " + std::string(kEvents) + "[0].citations",
              "CITATION_MISSING at " + std::string(kEvents) + "[1].citations"));
}

TEST(FormEventTest, ACitationNamesItsSource) {
  Event event = Admitted("2001");
  event.mutable_citations(0)->clear_source();
  *event.add_citations() = Cite("sources/No");
  EXPECT_THAT(FormOfMembership({event}),
              Refuses("FIELD_MISSING at " + std::string(kEvents) +
                          "[0].citations[0].source",
                      "NAME_MALFORMED at " + std::string(kEvents) +
                          "[0].citations[1].source"));
}

TEST(FormEventTest, APayloadIsSaidAndAllowedOnTheKind) {
  EXPECT_THAT(
      FormOfMembership({DatedEvent("2001"), Founded("2001")}),
      Refuses("FIELD_MISSING at " + std::string(kEvents) + "[0]",
              "PAYLOAD_NOT_ALLOWED at " + std::string(kEvents) + "[1]"));
  EXPECT_THAT(
      JudgeForm(
          CommitOf({AppendTo("organizations/sco", {Admitted("2001")}),
                    AmendIn("states/IND", WithId(Vacated("", ""), "x"))})),
      Refuses("PAYLOAD_NOT_ALLOWED at changes[0].append_events.events[0]",
              "PAYLOAD_NOT_ALLOWED at changes[1].amend_event.event"));
}

TEST(FormEventTest, StatusesAreGivenAndNeverSuspended) {
  Event reinstated = MakeEvent("2003", &Event::mutable_reinstated);
  reinstated.mutable_reinstated()->set_status(
      model::v1::MEMBERSHIP_STATUS_SUSPENDED);
  EXPECT_THAT(
      FormOfMembership(
          {Admitted("2001", model::v1::MEMBERSHIP_STATUS_UNSPECIFIED),
           StatusChanged("2002", model::v1::MEMBERSHIP_STATUS_SUSPENDED),
           reinstated}),
      Refuses(
          "FIELD_MISSING at " + std::string(kEvents) + "[0].admitted.status",
          "FIELD_INVALID at " + std::string(kEvents) +
              "[1].status_changed.status",
          "FIELD_INVALID at " + std::string(kEvents) +
              "[2].reinstated.status"));
}

TEST(FormEventTest, SomeEventsNeedActors) {
  EXPECT_THAT(
      FormOfMembership({MakeEvent("2003", &Event::mutable_invited),
                        MakeEvent("2003", &Event::mutable_accession_ratified),
                        MakeEvent("2003", &Event::mutable_applied)}),
      Refuses("FIELD_MISSING at " + std::string(kEvents) + "[0].actors",
              "FIELD_MISSING at " + std::string(kEvents) + "[1].actors"));
  EXPECT_THAT(
      JudgeForm(PutAll(
          {MakeProposal("x", {MakeEvent("", &Event::mutable_proposed),
                              MakeEvent("", &Event::mutable_supported),
                              MakeEvent("", &Event::mutable_opposed)})})),
      Refuses("FIELD_MISSING at changes[0].put.proposal.events[0].actors",
              "FIELD_MISSING at changes[0].put.proposal.events[1].actors",
              "FIELD_MISSING at changes[0].put.proposal.events[2].actors"));
}

TEST(FormEventTest, PayloadsHoldWhatTheyRequire) {
  EXPECT_THAT(
      JudgeForm(PutAll({MakeOrganization(
          "x", {MakeEvent("", &Event::mutable_renamed),
                MakeEvent("", &Event::mutable_succeeded_by),
                MakeEvent("", &Event::mutable_purpose_adopted),
                MakeEvent("", &Event::mutable_purpose_dropped)})})),
      Refuses("FIELD_MISSING at "
              "changes[0].put.organization.events[0].renamed.labels",
              "FIELD_MISSING at "
              "changes[0].put.organization.events[1].succeeded_by.successor",
              "FIELD_MISSING at "
              "changes[0].put.organization.events[2].purpose_adopted.topic",
              "FIELD_MISSING at "
              "changes[0].put.organization.events[3].purpose_dropped.topic"));
  Event mandate_proposed = MakeEvent("", &Event::mutable_mandate_proposed);
  mandate_proposed.add_actors("states/RUS");
  EXPECT_THAT(
      JudgeForm(PutAll({MakeInstitution(
          "organizations/sco/institutions/rats",
          {MakeEvent("", &Event::mutable_seated),
           MakeEvent("", &Event::mutable_mandate_given), mandate_proposed,
           MakeEvent("", &Event::mutable_mandate_ended)})})),
      Refuses("FIELD_MISSING at "
              "changes[0].put.institution.events[0].seated.city",
              "FIELD_MISSING at "
              "changes[0].put.institution.events[1].mandate_given.topic",
              "FIELD_MISSING at "
              "changes[0].put.institution.events[2].mandate_proposed.topic",
              "FIELD_MISSING at "
              "changes[0].put.institution.events[3].mandate_ended.topic"));
  EXPECT_THAT(
      JudgeForm(PutAll({MakePosition("x", "states/IND", "topics/security",
                                     {MakeEvent("", &Event::mutable_changed)}),
                        MakeOffice("states/IND/offices/president",
                                   {Assumed("", ""), Vacated("", "")})})),
      Refuses("FIELD_MISSING at "
              "changes[0].put.position.events[0].changed.summary",
              "FIELD_MISSING at changes[1].put.office.events[0].assumed",
              "FIELD_MISSING at changes[1].put.office.events[1].vacated"));
  EXPECT_THAT(FormOfMembership({MakeEvent("", &Event::mutable_continued_by)}),
              Refuses("FIELD_MISSING at " + std::string(kEvents) +
                      "[0].continued_by.member"));
}

TEST(FormEventTest, PartiesAreNamedOnInstrumentsOnly) {
  EXPECT_THAT(FormOfMembership({Withdrew("2001", "states/IND")}),
              Refuses("FIELD_INVALID at " + std::string(kEvents) +
                      "[0].withdrew.party"));
  EXPECT_THAT(JudgeForm(PutAll({MakeInstrument(
                  "x", {Signed("", ""), Ratified("", ""), Withdrew(""),
                        MakeEvent("", &Event::mutable_acceded)})})),
              Refuses("FIELD_MISSING at "
                      "changes[0].put.instrument.events[0].signed.party",
                      "FIELD_MISSING at "
                      "changes[0].put.instrument.events[1].ratified.party",
                      "FIELD_MISSING at "
                      "changes[0].put.instrument.events[2].withdrew.party",
                      "FIELD_MISSING at "
                      "changes[0].put.instrument.events[3].acceded.party"));
}

TEST(FormEventTest, ConsentFormsBelongToTheirActs) {
  Event ratified = Ratified("", "states/IND");
  ratified.mutable_ratified()->set_form(model::v1::CONSENT_FORM_ACCESSION);
  Event acceded = MakeEvent("", &Event::mutable_acceded);
  acceded.mutable_acceded()->set_party("states/RUS");
  acceded.mutable_acceded()->set_form(model::v1::CONSENT_FORM_APPROVAL);
  Event adopted = MakeEvent("", &Event::mutable_adopted);
  adopted.mutable_adopted()->set_result("organizations/sco");
  EXPECT_THAT(
      JudgeForm(PutAll({MakeInstrument("x", {ratified, acceded, adopted})})),
      Refuses("FIELD_INVALID at "
              "changes[0].put.instrument.events[0].ratified.form",
              "FIELD_INVALID at "
              "changes[0].put.instrument.events[1].acceded.form",
              "FIELD_INVALID at "
              "changes[0].put.instrument.events[2].adopted.result"));
}

}  // namespace
}  // namespace comity::rules
