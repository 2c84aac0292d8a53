// R7: references resolve at every revision.
#include "tests/common/rules/rules_test_support.h"

namespace comity::rules {
namespace {

using namespace test_support;  // NOLINT: builders, for readability
using model::v1::Event;

class ReferencesTest : public RulesTest {};

TEST_F(ReferencesTest, AParentExistsBeforeOrByTheSameCommit) {
  const model::v1::Record child =
      MakeOffice("organizations/eu/offices/president");
  EXPECT_THAT(Judge(child), Refuses("PARENT_MISSING at changes[0].put.name"));
  EXPECT_OK(Judge(PutAll({child, MakeOrganization("eu")})));
}

TEST_F(ReferencesTest, EveryMarkedFieldResolves) {
  Event event = CitedFrom(MakeEvent("2001", &Event::mutable_purpose_adopted),
                          "sources/none");
  event.add_actors("states/none");
  event.mutable_purpose_adopted()->set_topic("topics/none");
  model::v1::Record record = MakeOrganization("eu", {event});
  *record.mutable_organization()->mutable_citations(0) = Cite("sources/gone");
  const std::string at = "REFERENCE_UNRESOLVED at changes[0].put.organization.";
  EXPECT_THAT(Judge(record),
              Refuses(at + "citations[0].source", at + "events[0].actors[0]",
                      at + "events[0].citations[0].source",
                      at + "events[0].purpose_adopted.topic"));
}

TEST_F(ReferencesTest, ReferencesWithinACommitPointEitherWay) {
  EXPECT_OK(Judge(PutAll({MakePosition("p", "states/none", "proposals/none"),
                          MakeState("none"), MakeProposal("none")})));
}

TEST_F(ReferencesTest, AReferenceLeadsToARightKind) {
  Event event = MakeEvent("2001", &Event::mutable_purpose_adopted);
  event.mutable_purpose_adopted()->set_topic("states/IND");
  EXPECT_THAT(
      Judge(AppendTo("organizations/sco", {event})),
      Refuses("REFERENCE_KIND at "
              "changes[0].append_events.events[0].purpose_adopted.topic"));
  Event succeeded =
      WithId(MakeEvent("2001", &Event::mutable_succeeded_by), "s");
  succeeded.mutable_succeeded_by()->set_successor("states/IND");
  EXPECT_THAT(
      Judge(MakeOrganization("eu", {succeeded})),
      Refuses("REFERENCE_KIND at "
              "changes[0].put.organization.events[0].succeeded_by.successor"));
}

TEST_F(ReferencesTest, NobodySucceedsContinuesOrJoinsItself) {
  Event succeeded = MakeEvent("2001", &Event::mutable_succeeded_by);
  succeeded.mutable_succeeded_by()->set_successor("states/IND");
  EXPECT_THAT(Judge(MakeState("IND", {succeeded})),
              Refuses("REFERENCE_CYCLE at "
                      "changes[0].put.state.events[0].succeeded_by.successor"));
  Event continued = MakeEvent("2019", &Event::mutable_continued_by);
  continued.mutable_continued_by()->set_member("states/IND");
  EXPECT_THAT(
      Judge(MakeMembership("organizations/sco", "states/IND",
                           {Admitted("2017"), continued})),
      Refuses("REFERENCE_CYCLE at "
              "changes[0].put.membership.events[1].continued_by.member"));
  EXPECT_THAT(Judge(MakeMembership("organizations/sco", "organizations/sco",
                                   {Admitted("2017")})),
              Refuses("REFERENCE_CYCLE at changes[0].put.membership.member"));
}

TEST_F(ReferencesTest, ABroaderTopicIsNotBroaderThanItself) {
  EXPECT_THAT(Judge(MakeTopic("security", "topics/security")),
              Refuses("REFERENCE_CYCLE at changes[0].put.topic.broader"));
  // The way round leads through what is stored.
  view_.Put(MakeTopic("drugs", "topics/security"));
  EXPECT_THAT(Judge(MakeTopic("security", "topics/drugs")),
              Refuses("REFERENCE_CYCLE at changes[0].put.topic.broader"));
  // Whoever leads into a circle is not on it.
  EXPECT_THAT(
      Judge(PutAll({MakeTopic("a", "topics/b"), MakeTopic("b", "topics/c"),
                    MakeTopic("c", "topics/b")})),
      Refuses("REFERENCE_CYCLE at changes[1].put.topic.broader",
              "REFERENCE_CYCLE at changes[2].put.topic.broader"));
  EXPECT_OK(Judge(
      PutAll({MakeTopic("a", "topics/b"), MakeTopic("b", "topics/security"),
              MakeTopic("c", "topics/b")})));
}

TEST_F(ReferencesTest, ARecordThatOthersReferToIsNotDeleted) {
  EXPECT_THAT(Judge(DeletionOf("sources/treaty")),
              Refuses("RECORD_REFERENCED at changes[0].delete_record"));
  EXPECT_OK(Judge(DeletionOf("sources/press")));
}

TEST_F(ReferencesTest, ARecordIsDeletedTogetherWithItsReferrers) {
  view_.Put(MakeTopic("drugs", "topics/security"));
  EXPECT_THAT(Judge(DeletionOf("topics/security")),
              Refuses("RECORD_REFERENCED at changes[0].delete_record"));
  EXPECT_OK(Judge(
      CommitOf({DeletionOf("topics/security"), DeletionOf("topics/drugs")})));
  EXPECT_OK(Judge(
      CommitOf({DeletionOf("topics/security"), PutOf(MakeTopic("drugs"))})));
  EXPECT_THAT(Judge(CommitOf({DeletionOf("topics/security"),
                              PutOf(MakeTopic("drugs", "topics/security"))})),
              Refuses("REFERENCE_UNRESOLVED at changes[1].put.topic.broader"));
}

TEST_F(ReferencesTest, AnEventThatStaysHoldsWhatItRefersTo) {
  Event adopted = MakeEvent("2001", &Event::mutable_purpose_adopted);
  adopted.mutable_purpose_adopted()->set_topic("topics/security");
  view_.Put(MakeOrganization(
      "eu", {WithId(adopted, "a"), WithId(Dissolved("2009"), "d")}));
  EXPECT_THAT(Judge(CommitOf({DeletionOf("topics/security"),
                              RemoveFrom("organizations/eu", "d")})),
              Refuses("REFERENCE_UNRESOLVED at changes[1].remove_event"));
  EXPECT_OK(Judge(CommitOf(
      {DeletionOf("topics/security"), RemoveFrom("organizations/eu", "a")})));
}

TEST_F(ReferencesTest, AParentIsNotDeletedBeforeItsChildren) {
  view_.Put(MakeOrganization("eu", {WithId(Founded("1993"), "f")}));
  view_.Put(
      MakeInstitution("organizations/eu/institutions/council",
                      {WithId(MakeEvent("", &Event::mutable_opened), "o")}));
  const std::string child = "organizations/eu/institutions/council";
  EXPECT_THAT(Judge(DeletionOf("organizations/eu")),
              Refuses("RECORD_REFERENCED at changes[0].delete_record"));
  EXPECT_THAT(
      Judge(CommitOf({DeletionOf("organizations/eu"), RemoveFrom(child, "o")})),
      Refuses("RECORD_REFERENCED at changes[0].delete_record"));
  EXPECT_OK(
      Judge(CommitOf({DeletionOf("organizations/eu"), DeletionOf(child)})));
}

}  // namespace
}  // namespace comity::rules
