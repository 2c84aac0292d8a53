// How changes make records: put, append, amend, remove, delete.
#include "tests/common/rules/rules_test_support.h"

namespace comity::rules {
namespace {

using namespace test_support;  // NOLINT: builders, for readability
using model::v1::Event;

class ApplyTest : public RulesTest {
 protected:
  ApplyTest() {
    view_.Put(MakeMembership("organizations/sco", "states/IND",
                             {Admitted("2005-07-05",
                                       model::v1::MEMBERSHIP_STATUS_OBSERVER),
                              Admitted("2017-06-09")}),
              7);
  }

  // The ids of the events that the commit leaves in the only record changed.
  static std::vector<std::string> IdsIn(const JudgedCommit& commit) {
    std::vector<std::string> ids;
    if (commit.changes.size() != 1) return {"not one change"};
    for (const Event& event :
         model::EventsOf(commit.changes.front().record())) {
      ids.push_back(event.id());
    }
    return ids;
  }

  const std::string name_ = "organizations/sco/memberships/IND";
  const std::string first_ = "admitted-2005-07-05";
  const std::string second_ = "admitted-2017-06-09";
};

TEST_F(ApplyTest, APutIsStoredWithEventIdsAndWithoutOutputOnlyFields) {
  model::v1::Record record =
      MakeMembership("organizations/sco", "states/RUS",
                     {Admitted("2001-06-15"), WithId(Withdrew("2031"), "own")});
  record.set_revision(99);
  record.mutable_commit_time()->set_seconds(1);
  ASSERT_OK_AND_ASSIGN(const JudgedCommit commit, Judge(record));
  EXPECT_THAT(IdsIn(commit),
              testing::ElementsAre("admitted-2001-06-15", "own"));
  EXPECT_EQ(commit.changes[0].record().revision(), 0);
  EXPECT_FALSE(commit.changes[0].record().has_commit_time());
}

TEST_F(ApplyTest, EventsAreAppendedAfterTheLastOrBeforeOneNamed) {
  const Event applied = MakeEvent("2014-09", &Event::mutable_applied);
  ASSERT_OK_AND_ASSIGN(const JudgedCommit after,
                       Judge(AppendTo(name_, {applied})));
  EXPECT_THAT(IdsIn(after),
              testing::ElementsAre(first_, second_, "applied-2014-09"));
  ASSERT_OK_AND_ASSIGN(
      const JudgedCommit before,
      Judge(AppendTo(name_, {applied, WithId(applied, "again")}, second_)));
  EXPECT_THAT(IdsIn(before), testing::ElementsAre(first_, "applied-2014-09",
                                                  "again", second_));
}

TEST_F(ApplyTest, SeveralEventChangesApplyInTheirOrder) {
  const Event applied = MakeEvent("2014-09", &Event::mutable_applied);
  Event amended = WithId(Admitted("2017"), second_);
  ASSERT_OK_AND_ASSIGN(
      const JudgedCommit commit,
      Judge(CommitOf({AppendTo(name_, {WithId(applied, "a")}, second_),
                      AppendTo(name_, {WithId(applied, "b")}, "a"),
                      AmendIn(name_, amended), RemoveFrom(name_, first_)})));
  EXPECT_THAT(IdsIn(commit), testing::ElementsAre("b", "a", second_));
  EXPECT_EQ(commit.changes[0].record().membership().events(2).date(), "2017");
}

TEST_F(ApplyTest, ADeletionIsAChangeOfItsOwn) {
  ASSERT_OK_AND_ASSIGN(const JudgedCommit commit, Judge(DeletionOf(name_)));
  ASSERT_EQ(commit.changes.size(), 1u);
  EXPECT_EQ(commit.changes[0].name(), name_);
  EXPECT_TRUE(commit.changes[0].has_deletion());
}

TEST_F(ApplyTest, WhatIsToBeChangedExists) {
  EXPECT_THAT(
      Judge(CommitOf({AppendTo("organizations/eu", {Founded("1993")}),
                      AmendIn("organizations/un", WithId(Founded("1945"), "x")),
                      RemoveFrom("organizations/au", "x"),
                      DeletionOf("topics/none")})),
      Refuses("RECORD_NOT_FOUND at changes[0].append_events.name",
              "RECORD_NOT_FOUND at changes[1].amend_event.name",
              "RECORD_NOT_FOUND at changes[2].remove_event.name",
              "RECORD_NOT_FOUND at changes[3].delete_record"));
}

TEST_F(ApplyTest, EventsThatAreNamedExist) {
  const Event applied = MakeEvent("2014-09", &Event::mutable_applied);
  EXPECT_THAT(Judge(CommitOf({AppendTo(name_, {applied}, "x"),
                              AmendIn(name_, WithId(applied, "y")),
                              RemoveFrom(name_, "z")})),
              Refuses("EVENT_NOT_FOUND at changes[0].append_events.before",
                      "EVENT_NOT_FOUND at changes[1].amend_event.event.id",
                      "EVENT_NOT_FOUND at changes[2].remove_event.event_id"));
}

TEST_F(ApplyTest, AnAppendedIdIsNotTakenByAStoredEvent) {
  const Event applied = MakeEvent("2014-09", &Event::mutable_applied);
  EXPECT_THAT(
      Judge(AppendTo(name_, {applied, WithId(applied, first_)})),
      Refuses("EVENT_ID_DUPLICATE at changes[0].append_events.events[1].id"));
}

TEST_F(ApplyTest, AMembershipKeepsAtLeastOneEvent) {
  EXPECT_THAT(
      Judge(CommitOf({RemoveFrom(name_, first_), RemoveFrom(name_, second_)})),
      Refuses("FIELD_MISSING at changes[1].remove_event"));
}

TEST_F(ApplyTest, WhatEqualsTheStoredRecordIsLeftOut) {
  const model::v1::Record same = MakeMembership(
      "organizations/sco", "states/IND",
      {Admitted("2005-07-05", model::v1::MEMBERSHIP_STATUS_OBSERVER),
       Admitted("2017-06-09")});
  ASSERT_OK_AND_ASSIGN(const JudgedCommit none, Judge(same));
  EXPECT_TRUE(none.changes.empty());
  ASSERT_OK_AND_ASSIGN(const JudgedCommit one,
                       Judge(PutAll({same, MakeTopic("drugs")})));
  ASSERT_EQ(one.changes.size(), 1u);
  EXPECT_EQ(one.changes[0].name(), "topics/drugs");
}

TEST_F(ApplyTest, ChangesComeAscendingByName) {
  ASSERT_OK_AND_ASSIGN(
      const JudgedCommit commit,
      Judge(PutAll({MakeTopic("z"), MakeSource("a"), MakeTopic("b")})));
  ASSERT_EQ(commit.changes.size(), 3u);
  EXPECT_EQ(commit.changes[0].name(), "sources/a");
  EXPECT_EQ(commit.changes[1].name(), "topics/b");
  EXPECT_EQ(commit.changes[2].name(), "topics/z");
}

}  // namespace
}  // namespace comity::rules
