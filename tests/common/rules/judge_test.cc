// The commit rules as a whole: everything wrong at once, and nothing that a
// caller sends or a store does brings them down.
#include <random>

#include "google/protobuf/stubs/logging.h"

#include "tests/common/rules/rules_test_support.h"

namespace comity::rules {
namespace {

using namespace test_support;  // NOLINT: builders, for readability
using model::v1::Event;

class JudgeTest : public RulesTest {};

// Design, section 5: all broken rules are reported together.
TEST_F(JudgeTest, AllBrokenRulesAreReportedTogether) {
  registry::v1::CommitRequest request = CommitOf({
      PutOf(MakeTopic("Bad")),
      PutOf(MakeMembership("organizations/sco", "states/RUS",
                           {Withdrew("2001-02-30"),
                            CitedFrom(Admitted("2001"), "sources/none")})),
      PutOf(MakeMembership("organizations/sco", "states/IND",
                           {Withdrew("2000")})),
      PutOf(MakeInstrument("i", {Withdrew("2001", "states/IND")})),
      PutOf(MakeOffice(
          "organizations/eu/offices/chair",
          {Assumed("2001", "states/CHN"), Assumed("2002", "states/RUS")})),
      DeletionOf("sources/treaty"),
      RemoveFrom("organizations/sco", "no-such"),
      AppendTo("organizations/none", {Founded("2001")}),
  });
  request.set_request_id("\t");
  request.add_preconditions()->set_name("states/IND");
  request.mutable_preconditions(0)->set_revision(99);
  const auto outcome = Judge(request);
  // The leading reason stands first in the catalogue.
  EXPECT_THAT(outcome, ReasonIs(model::v1::REASON_FIELD_INVALID));
  const std::string first = "changes[1].put.membership.events";
  EXPECT_THAT(
      LinesOf(outcome.status()),
      testing::IsSupersetOf({
          std::string("FIELD_INVALID at request_id"),
          std::string("NAME_MALFORMED at changes[0].put.name"),
          "DATE_MALFORMED at " + first + "[0].date",
          "REFERENCE_UNRESOLVED at " + first + "[1].citations[0].source",
          std::string("FOLD_ILLEGAL at changes[2].put.membership.events[0]"),
          std::string(
              "OUTSIDE_LIFETIME at changes[2].put.membership.events[0]"),
          std::string(
              "PARTY_NOT_JOINED at changes[3].put.instrument.events[0]"),
          std::string("PARENT_MISSING at changes[4].put.name"),
          std::string("OFFICE_OCCUPIED at changes[4].put.office.events[1]"),
          std::string("RECORD_REFERENCED at changes[5].delete_record"),
          std::string("EVENT_NOT_FOUND at changes[6].remove_event.event_id"),
          std::string("RECORD_NOT_FOUND at changes[7].append_events.name"),
          std::string("PRECONDITION_STALE at preconditions[0]"),
      }));
}

// Precedence: the order of the catalogue, not of discovery.
TEST_F(JudgeTest, TheReasonThatStandsFirstInTheCatalogueLeads) {
  EXPECT_THAT(Judge(CommitOf({DeletionOf("sources/treaty"),
                              RemoveFrom("organizations/sco", "no-such")})),
              ReasonIs(model::v1::REASON_EVENT_NOT_FOUND));
}

TEST_F(JudgeTest, AFaultyRecordStillStandsForReferencesToIt) {
  model::v1::Record topic = MakeTopic("drugs");
  topic.mutable_topic()->clear_labels();
  Event adopted = DatedEvent("");
  adopted.mutable_purpose_adopted()->set_topic("topics/drugs");
  EXPECT_THAT(
      Judge(CommitOf({PutOf(topic), AppendTo("organizations/sco", {adopted})})),
      Refuses("FIELD_MISSING at changes[0].put.topic.labels"));
}

TEST_F(JudgeTest, AFailureOfTheStoreIsReturnedAsItIs) {
  view_.FailWith(absl::UnavailableError("the disk is gone"));
  EXPECT_THAT(Judge(MakeTopic("drugs")),
              StatusIs(absl::StatusCode::kUnavailable, "the disk is gone"));
}

TEST_F(JudgeTest, WhatWasJudgedIsTakenAgainWithoutEffect) {
  const registry::v1::CommitRequest request = PutAll(
      {MakeOrganization("eu", {Founded("1993-11-01")}),
       MakeMembership("organizations/eu", "states/RUS",
                      {Admitted("2001"), Withdrew("2002"), Admitted("2003")}),
       MakeInstitution("organizations/eu/institutions/council")});
  ASSERT_OK_AND_ASSIGN(const JudgedCommit commit, Judge(request));
  EXPECT_EQ(commit.changes.size(), 3u);
  view_.Apply(commit, 2);
  ASSERT_OK_AND_ASSIGN(const JudgedCommit again, Judge(request));
  EXPECT_TRUE(again.changes.empty());
}

// Goal: no input brings the rules down, and what they take stays takeable.
// Method: random bytes are changed in a commit that holds all kinds of changes.
TEST_F(JudgeTest, SurvivesAnyInput) {
  constexpr unsigned kSeed = 20011506;
  SCOPED_TRACE(absl::StrCat("seed ", kSeed));
  view_.Put(MakeMembership("organizations/sco", "states/IND",
                           {Admitted("2017"), Withdrew("2020")}));
  Event proposed = DatedEvent("2001");
  proposed.mutable_mandate_proposed()->set_topic("topics/energy");
  registry::v1::CommitRequest request = CommitOf({
      PutOf(MakeTopic("a", "topics/b")),
      PutOf(MakeTopic("b")),
      PutOf(WithCode(MakeState("USA", {Founded("1776-07-04")}),
                     model::v1::CODE_SYSTEM_ISO_ALPHA2, "US")),
      AppendTo("organizations/sco/memberships/IND", {Admitted("2022")}),
      RemoveFrom("organizations/sco", "founded-2001-06-15"),
      PutOf(MakeInstrument(
          "i", {Signed("2001", "states/IND"), Withdrew("2002", "states/IND")})),
      PutOf(MakeInstitution("organizations/sco/institutions/rats", {proposed})),
      PutOf(MakeOffice("states/IND/offices/chair",
                       {Assumed("2001", "states/IND")})),
      DeletionOf("sources/press"),
  });
  const std::string original = request.SerializeAsString();
  std::mt19937 random(kSeed);
  // Each text that is not UTF-8 would be a line of the test's output.
  google::protobuf::LogSilencer silencer;
  int parsed = 0;
  for (int round = 0; round < 4000; ++round) {
    std::string bytes = original;
    for (unsigned i = 0; i <= random() % 4; ++i) {
      bytes[random() % bytes.size()] = static_cast<char>(random());
    }
    registry::v1::CommitRequest changed;
    if (!changed.ParseFromString(bytes)) continue;
    ++parsed;
    const auto outcome = Judge(changed);
    if (outcome.ok()) continue;
    EXPECT_NE(platform::ReasonOf(outcome.status()),
              model::v1::REASON_UNSPECIFIED);
  }
  EXPECT_GT(parsed, 100);
}

}  // namespace
}  // namespace comity::rules
