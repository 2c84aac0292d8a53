// A membership's events make a story, in an order that their dates allow.
#include "tests/common/rules/rules_test_support.h"

namespace comity::rules {
namespace {

using namespace test_support;  // NOLINT: builders, for readability
using model::v1::Event;

class MembershipRulesTest : public RulesTest {
 protected:
  static model::v1::Record India(std::vector<Event> events) {
    return MakeMembership("organizations/sco", "states/IND", std::move(events));
  }
  static std::string At(int event) {
    return absl::StrCat("changes[0].put.membership.events[", event, "]");
  }
};

TEST_F(MembershipRulesTest, AMemberMayLeaveAndComeBack) {
  EXPECT_OK(Judge(India(
      {Admitted("2005", model::v1::MEMBERSHIP_STATUS_OBSERVER),
       Admitted("2017-06-09"), MakeEvent("2018", &Event::mutable_suspended),
       MakeEvent("2019", &Event::mutable_reinstated), Withdrew("2020"),
       Admitted("2022")})));
}

TEST_F(MembershipRulesTest, AnIllegalFoldIsRefusedEventByEvent) {
  EXPECT_THAT(Judge(India({Withdrew("2005"), Admitted("2017"),
                           MakeEvent("2018", &Event::mutable_reinstated)})),
              Refuses("FOLD_ILLEGAL at " + At(0), "FOLD_ILLEGAL at " + At(2)));
  EXPECT_THAT(Judge(India({Admitted("2017"), Admitted("2018")})),
              Refuses("FOLD_ILLEGAL at " + At(1)));
}

TEST_F(MembershipRulesTest, OnlyAcceptedEventsAreFolded) {
  EXPECT_OK(Judge(
      India({WithStanding(Withdrew("2005"), model::v1::STANDING_ALTERNATIVE),
             WithStanding(Withdrew("2005"), model::v1::STANDING_REJECTED),
             Admitted("2017")})));
}

TEST_F(MembershipRulesTest, AnOrderThatDatesContradictIsRefused) {
  EXPECT_THAT(Judge(India({Admitted("2017"), Withdrew("2016")})),
              Refuses("ORDER_IMPOSSIBLE at " + At(1)));
  EXPECT_OK(Judge(India({Admitted("2017"), Withdrew("2017")})));
  // The steps of accession stand in any order.
  EXPECT_OK(Judge(
      India({Admitted("2017"), MakeEvent("2014", &Event::mutable_applied)})));
}

TEST_F(MembershipRulesTest, ASourceDoesNotContradictItself) {
  const Event late = CitedFrom(Admitted("2017"), "sources/press");
  const Event early = WithStanding(CitedFrom(Withdrew("2010"), "sources/press"),
                                   model::v1::STANDING_ALTERNATIVE);
  EXPECT_THAT(Judge(India({late, early})),
              Refuses("ORDER_IMPOSSIBLE at " + At(1)));
  // Two sources may contradict each other.
  EXPECT_OK(Judge(India({Admitted("2017"), early})));
}

TEST_F(MembershipRulesTest, AFaultAmongStoredEventsIsBlamedOnTheChange) {
  model::v1::Record record =
      India({WithId(Admitted("2017"), "in"), WithId(Withdrew("2020"), "out")});
  view_.Put(record);
  EXPECT_THAT(Judge(RemoveFrom(record.name(), "in")),
              Refuses("FOLD_ILLEGAL at changes[0].remove_event"));
  EXPECT_THAT(Judge(AmendIn(record.name(), WithId(Withdrew("2016"), "out"))),
              Refuses("ORDER_IMPOSSIBLE at changes[0].amend_event.event"));
  EXPECT_THAT(Judge(AppendTo(record.name(), {Withdrew("2021")})),
              Refuses("FOLD_ILLEGAL at changes[0].append_events.events[0]"));
}

}  // namespace
}  // namespace comity::rules
