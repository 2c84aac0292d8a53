// A hypothesis is judged as a commit is, but it need not cite, and what is
// wrong with it is told under the name that its caller knows.
#include <string>
#include <utility>
#include <vector>

#include "tests/common/rules/rules_test_support.h"

namespace comity::rules {
namespace {

using namespace test_support;  // NOLINT: builders, for readability
using testing::HasSubstr;

constexpr char kIndia[] = "organizations/sco/memberships/IND";

model::v1::Event Uncited(model::v1::Event event) {
  event.clear_citations();
  return event;
}

model::v1::Record UncitedState(absl::string_view id) {
  model::v1::Record record = MakeState(id);
  record.mutable_state()->clear_citations();
  return record;
}

registry::v1::Change Join(std::vector<model::v1::Event> events) {
  return PutOf(
      MakeMembership("organizations/sco", "states/IND", std::move(events)));
}

class JudgeOptionsTest : public RulesTest {
 protected:
  absl::StatusOr<JudgedCommit> Suppose(
      std::vector<registry::v1::Change> changes) {
    return JudgeCommit(
        CommitOf(std::move(changes)), view_,
        {.citations_required = false, .field = "context.hypotheses"});
  }
};

TEST_F(JudgeOptionsTest, ACommitCitesAndAHypothesisNeedNot) {
  const registry::v1::Change state = PutOf(UncitedState("USA"));
  const registry::v1::Change membership = Join({Uncited(Admitted("2017"))});
  EXPECT_THAT(Judge(CommitOf({state, membership})),
              Refuses("CITATION_MISSING at changes[0].put.state.citations",
                      "CITATION_MISSING at "
                      "changes[1].put.membership.events[0].citations"));
  ASSERT_OK_AND_ASSIGN(const JudgedCommit supposed,
                       Suppose({state, membership}));
  ASSERT_EQ(supposed.changes.size(), 2u);
  EXPECT_EQ(supposed.changes[0].name(), kIndia);
  EXPECT_EQ(supposed.changes[1].name(), "states/USA");
}

TEST_F(JudgeOptionsTest, EachOptionStandsAlone) {
  const registry::v1::CommitRequest request =
      CommitOf({Join({Uncited(Admitted("2017"))})});
  EXPECT_OK(JudgeCommit(request, view_, {.citations_required = false}));
  EXPECT_THAT(JudgeCommit(request, view_, {.field = "what_if"}),
              Refuses("CITATION_MISSING at "
                      "what_if[0].put.membership.events[0].citations"));
}

TEST_F(JudgeOptionsTest, TheCitationsThatAHypothesisHasAreJudged) {
  model::v1::Event nameless = Uncited(Withdrew("2020"));
  nameless.add_citations()->set_stance(model::v1::STANCE_SUPPORTS);
  const std::string events = "context.hypotheses[0].put.membership.events";
  EXPECT_THAT(
      Suppose({Join({CitedFrom(Admitted("2017"), "sources/none"), nameless})}),
      Refuses("REFERENCE_UNRESOLVED at " + events + "[0].citations[0].source",
              "FIELD_MISSING at " + events + "[1].citations[0].source"));
}

// That an event does not cite is no reason to pass over its record: the rules
// that read meaning out of it hold all the same.
TEST_F(JudgeOptionsTest, RulesHoldForWhatDoesNotCite) {
  view_.Put(MakeMembership("organizations/sco", "states/IND",
                           {WithId(Admitted("2017"), "in")}));
  EXPECT_THAT(Suppose({Join({Uncited(Withdrew("2020"))})}),
              Refuses("FOLD_ILLEGAL at "
                      "context.hypotheses[0].put.membership.events[0]"));
  EXPECT_THAT(Suppose({AppendTo("organizations/sco/memberships/RUS",
                                {Uncited(Admitted("2001"))}),
                       AppendTo(kIndia, {Uncited(Admitted("2018"))})}),
              Refuses("RECORD_NOT_FOUND at "
                      "context.hypotheses[0].append_events.name",
                      "FOLD_ILLEGAL at "
                      "context.hypotheses[1].append_events.events[0]"));
  EXPECT_THAT(
      Suppose({AmendIn(kIndia, Uncited(WithId(Withdrew("2017"), "in")))}),
      Refuses("FOLD_ILLEGAL at "
              "context.hypotheses[0].amend_event.event"));
}

TEST_F(JudgeOptionsTest, EveryStepReportsUnderTheFieldOfTheCaller) {
  view_.Put(MakeMembership("organizations/sco", "states/IND",
                           {WithId(Admitted("2017"), "in")}));
  EXPECT_THAT(
      Suppose({
          PutOf(MakeTopic("Bad")),
          PutOf(MakeMembership("organizations/none", "states/RUS",
                               {Uncited(Admitted("2002"))})),
          RemoveFrom(kIndia, "no-such"),
          DeletionOf("organizations/sco"),
          registry::v1::Change(),
      }),
      Refuses("NAME_MALFORMED at context.hypotheses[0].put.name",
              "PARENT_MISSING at context.hypotheses[1].put.name",
              "EVENT_NOT_FOUND at context.hypotheses[2].remove_event.event_id",
              "RECORD_REFERENCED at context.hypotheses[3].delete_record",
              "FIELD_MISSING at context.hypotheses[4]"));
}

TEST_F(JudgeOptionsTest, TheListAsAWholeHasTheFieldOfTheCaller) {
  EXPECT_THAT(Suppose({}), Refuses("FIELD_MISSING at context.hypotheses"));
}

TEST_F(JudgeOptionsTest, AConflictNamesBothChangesByTheFieldOfTheCaller) {
  const absl::Status status =
      Suppose({PutOf(MakeTopic("a")), DeletionOf("topics/a")}).status();
  EXPECT_THAT(status, Refuses("CHANGE_CONFLICT at "
                              "context.hypotheses[1].delete_record"));
  EXPECT_THAT(std::string(status.message()),
              HasSubstr("'topics/a' is put by context.hypotheses[0] too"));
}

TEST_F(JudgeOptionsTest, WhatTheCallerWroteIsQuotedAsItIs) {
  const absl::Status status = Suppose({DeletionOf("changes[0]")}).status();
  EXPECT_THAT(status, ReasonIs(model::v1::REASON_NAME_MALFORMED));
  EXPECT_THAT(std::string(status.message()), HasSubstr("'changes[0]'"));
}

}  // namespace
}  // namespace comity::rules
