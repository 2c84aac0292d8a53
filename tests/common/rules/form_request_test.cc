// The form of the request around the records.
#include "google/protobuf/unknown_field_set.h"

#include "tests/common/rules/rules_test_support.h"

namespace comity::rules {
namespace {

using namespace test_support;  // NOLINT: builders, for readability

TEST(FormRequestTest, AnEmptyRequestLacksChanges) {
  EXPECT_THAT(JudgeForm(registry::v1::CommitRequest()),
              Refuses("FIELD_MISSING at changes"));
}

TEST(FormRequestTest, AChangeSaysWhatIsToBeDone) {
  EXPECT_THAT(JudgeForm(CommitOf({registry::v1::Change()})),
              Refuses("FIELD_MISSING at changes[0]"));
}

TEST(FormRequestTest, RequestIdIsPrintableAscii) {
  registry::v1::CommitRequest request = PutAll({MakeTopic("security")});
  request.set_request_id("load 17~");
  EXPECT_OK(JudgeForm(request));
  for (const char* id : {"\x7f", "tab\there", "caf\xc3\xa9", "\n"}) {
    request.set_request_id(id);
    EXPECT_THAT(JudgeForm(request), Refuses("FIELD_INVALID at request_id"));
  }
}

TEST(FormRequestTest, PreconditionsNameARecordAndAnExpectation) {
  registry::v1::CommitRequest request = PutAll({MakeTopic("security")});
  request.add_preconditions();
  request.add_preconditions()->set_name("topics/Security");
  request.mutable_preconditions(1)->set_revision(0);
  EXPECT_THAT(JudgeForm(request),
              Refuses("FIELD_MISSING at preconditions[0].name",
                      "FIELD_MISSING at preconditions[0]",
                      "NAME_MALFORMED at preconditions[1].name",
                      "FIELD_INVALID at preconditions[1].revision"));
}

TEST(FormRequestTest, EventChangesNameRecordAndEvent) {
  registry::v1::CommitRequest request =
      CommitOf({AppendTo("", {}), AppendTo("topics/security", {}),
                AmendIn("organizations/sco", Founded("2001")),
                RemoveFrom("organizations/sco", ""), DeletionOf("nothing")});
  request.add_changes()->mutable_amend_event()->set_name("organizations/eu");
  EXPECT_THAT(JudgeForm(request),
              Refuses("FIELD_MISSING at changes[0].append_events.name",
                      "FIELD_MISSING at changes[0].append_events.events",
                      "NAME_MALFORMED at changes[1].append_events.name",
                      "FIELD_MISSING at changes[1].append_events.events",
                      "FIELD_MISSING at changes[2].amend_event.event.id",
                      "FIELD_MISSING at changes[3].remove_event.event_id",
                      "NAME_MALFORMED at changes[4].delete_record",
                      "FIELD_MISSING at changes[5].amend_event.event"));
}

TEST(FormRequestTest, UnknownFieldsAreRefusedWhereverTheyAre) {
  registry::v1::CommitRequest request = PutAll({MakeTopic("security")});
  model::v1::Record& record = *request.mutable_changes(0)->mutable_put();
  const auto add_unknown = [](google::protobuf::Message& message) {
    message.GetReflection()->MutableUnknownFields(&message)->AddVarint(9999, 1);
  };
  add_unknown(request);
  add_unknown(record);
  add_unknown(*record.mutable_topic()->mutable_labels(0));
  add_unknown(*request.add_preconditions());
  request.mutable_preconditions(0)->set_name("topics/security");
  request.mutable_preconditions(0)->mutable_exists();
  EXPECT_THAT(
      JudgeForm(request),
      Refuses("UNKNOWN_FIELDS at ", "UNKNOWN_FIELDS at preconditions[0]",
              "UNKNOWN_FIELDS at changes[0].put",
              "UNKNOWN_FIELDS at changes[0].put.topic.labels[0]"));
}

TEST(FormRequestTest, EnumValuesOfALaterContractAreRefused) {
  model::v1::Record record = MakeState("IND", {Founded("1947-08-15")});
  record.mutable_state()->set_type(static_cast<model::v1::StateType>(99));
  record.mutable_state()->mutable_labels(0)->set_kind(
      static_cast<model::v1::LabelKind>(98));
  record.mutable_state()->mutable_events(0)->set_standing(
      static_cast<model::v1::Standing>(97));
  EXPECT_THAT(
      JudgeForm(PutAll({record})),
      Refuses("FIELD_INVALID at changes[0].put.state.type",
              "FIELD_INVALID at changes[0].put.state.labels[0].kind",
              "FIELD_INVALID at changes[0].put.state.events[0].standing"));
}

TEST(FormRequestTest, APutOrDeletionStandsAloneOnItsRecord) {
  EXPECT_THAT(
      JudgeForm(CommitOf({PutOf(MakeTopic("a")), DeletionOf("topics/a")})),
      Refuses("CHANGE_CONFLICT at changes[1].delete_record"));
  EXPECT_THAT(
      JudgeForm(PutAll({MakeTopic("a"), MakeTopic("b"), MakeTopic("a")})),
      Refuses("CHANGE_CONFLICT at changes[2].put.name"));
  EXPECT_THAT(JudgeForm(CommitOf({PutOf(MakeOrganization("sco")),
                                  RemoveFrom("organizations/sco", "x")})),
              Refuses("CHANGE_CONFLICT at changes[1].remove_event.name"));
  EXPECT_THAT(JudgeForm(CommitOf({RemoveFrom("organizations/sco", "x"),
                                  PutOf(MakeOrganization("sco"))})),
              Refuses("CHANGE_CONFLICT at changes[1].put.name"));
}

TEST(FormRequestTest, AnEventIsNamedByOneChangeOnly) {
  EXPECT_THAT(
      JudgeForm(CommitOf({
          AmendIn("organizations/sco", WithId(Founded("2001"), "founded-2001")),
          RemoveFrom("organizations/sco", "founded-2001"),
      })),
      Refuses("CHANGE_CONFLICT at changes[1].remove_event.event_id"));
  EXPECT_THAT(
      JudgeForm(CommitOf({
          AppendTo("organizations/sco", {WithId(Founded("2001"), "a")}),
          AppendTo("organizations/sco", {WithId(Founded("2001"), "a")}),
      })),
      Refuses("CHANGE_CONFLICT at changes[1].append_events.events[0].id"));
  // The same id in another record is another event.
  EXPECT_OK(JudgeForm(CommitOf({RemoveFrom("organizations/sco", "a"),
                                RemoveFrom("organizations/eu", "a")})));
}

}  // namespace
}  // namespace comity::rules
