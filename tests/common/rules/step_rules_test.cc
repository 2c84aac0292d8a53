// The order of steps in the lives of records.
#include "tests/common/rules/rules_test_support.h"

namespace comity::rules {
namespace {

using namespace test_support;  // NOLINT: builders, for readability
using model::v1::Event;

class StepRulesTest : public RulesTest {
 protected:
  static std::string At(absl::string_view kind, int event) {
    return absl::StrCat(" at changes[0].put.", kind, ".events[", event, "]");
  }
  static Event By(Event event) {
    event.add_actors("states/RUS");
    return event;
  }
  static Event Mandate(absl::string_view topic, bool given) {
    Event event = DatedEvent("");
    if (given) {
      event.mutable_mandate_given()->set_topic(std::string(topic));
    } else {
      event.mutable_mandate_ended()->set_topic(std::string(topic));
    }
    return event;
  }
};

TEST_F(StepRulesTest, AProposalGoesThroughItsSteps) {
  EXPECT_OK(Judge(MakeProposal(
      "p", {ProposedBy("2003", "states/RUS"), ProposedBy("2004", "states/RUS"),
            By(MakeEvent("2005", &Event::mutable_supported)),
            MakeEvent("2006", &Event::mutable_under_consideration),
            MakeEvent("2017", &Event::mutable_adopted)})));
}

TEST_F(StepRulesTest, NothingFollowsTheEndOfAProposal) {
  EXPECT_THAT(Judge(MakeProposal(
                  "p", {ProposedBy("2003", "states/RUS"),
                        MakeEvent("2005", &Event::mutable_lapsed),
                        By(MakeEvent("2006", &Event::mutable_supported))})),
              Refuses("STEP_OUT_OF_ORDER" + At("proposal", 2)));
}

TEST_F(StepRulesTest, AProposalIsMadeBeforeAnythingComesOfIt) {
  EXPECT_THAT(
      Judge(MakeProposal("p", {By(MakeEvent("", &Event::mutable_opposed)),
                               ProposedBy("", "states/RUS")})),
      Refuses("STEP_OUT_OF_ORDER" + At("proposal", 1)));
  EXPECT_THAT(
      Judge(MakeProposal("p", {ProposedBy("2005", "states/RUS"),
                               MakeEvent("2004", &Event::mutable_rejected)})),
      Refuses("ORDER_IMPOSSIBLE" + At("proposal", 1)));
}

TEST_F(StepRulesTest, APositionIsTakenOnceAtATime) {
  const auto position = [](std::vector<Event> events) {
    return MakePosition("p", "states/IND", "topics/energy", std::move(events));
  };
  const Event taken = MakeEvent("", &Event::mutable_taken);
  const Event abandoned = MakeEvent("", &Event::mutable_abandoned);
  EXPECT_OK(Judge(position({taken, abandoned, taken})));
  EXPECT_OK(Judge(position({abandoned})));
  EXPECT_THAT(Judge(position({taken, taken})),
              Refuses("STEP_OUT_OF_ORDER" + At("position", 1)));
  EXPECT_THAT(Judge(position({taken, abandoned, abandoned})),
              Refuses("STEP_OUT_OF_ORDER" + At("position", 2)));
}

TEST_F(StepRulesTest, AnInstitutionDoesNotOpenAfterItClosed) {
  const auto institution = [](std::vector<Event> events) {
    return MakeInstitution("organizations/sco/institutions/rats",
                           std::move(events));
  };
  EXPECT_OK(Judge(institution({MakeEvent("2002", &Event::mutable_established),
                               MakeEvent("2004", &Event::mutable_opened),
                               Mandate("topics/security", true),
                               Mandate("topics/security", false)})));
  EXPECT_THAT(Judge(institution({MakeEvent("2004", &Event::mutable_closed),
                                 MakeEvent("2005", &Event::mutable_opened)})),
              Refuses("STEP_OUT_OF_ORDER" + At("institution", 1)));
  EXPECT_THAT(Judge(institution({MakeEvent("2004", &Event::mutable_opened),
                                 MakeEvent("2003", &Event::mutable_closed)})),
              Refuses("ORDER_IMPOSSIBLE" + At("institution", 1)));
  Event seated = DatedEvent("2006");
  seated.mutable_seated()->set_city("Tashkent");
  EXPECT_THAT(
      Judge(institution({seated, MakeEvent("2005", &Event::mutable_closed)})),
      Refuses("STEP_OUT_OF_ORDER" + At("institution", 0)));
}

TEST_F(StepRulesTest, OnlyWhatWasTakenUpIsGivenUp) {
  EXPECT_THAT(Judge(MakeInstitution("organizations/sco/institutions/rats",
                                    {Mandate("topics/security", true),
                                     Mandate("topics/energy", false)})),
              Refuses("STEP_OUT_OF_ORDER" + At("institution", 1)));
  Event dropped = DatedEvent("");
  dropped.mutable_purpose_dropped()->set_topic("topics/energy");
  EXPECT_THAT(Judge(MakeOrganization("eu", {dropped})),
              Refuses("STEP_OUT_OF_ORDER" + At("organization", 0)));
}

TEST_F(StepRulesTest, AStateIsFoundedBeforeItEnds) {
  EXPECT_THAT(Judge(MakeState("SUN", {Founded("1991"), Dissolved("1922")})),
              Refuses("ORDER_IMPOSSIBLE" + At("state", 1)));
  // An end and a succession come in either order; so does a second life.
  Event succeeded = DatedEvent("1991-12-25");
  succeeded.mutable_succeeded_by()->set_successor("states/RUS");
  EXPECT_OK(Judge(MakeState("SUN", {Founded("1922"), Dissolved("1991-12-26"),
                                    succeeded, Founded("2030")})));
}

}  // namespace
}  // namespace comity::rules
