// Events fall within the lifetimes of what they join, as far as certain.
#include "tests/common/rules/rules_test_support.h"

namespace comity::rules {
namespace {

using namespace test_support;  // NOLINT: builders, for readability
using model::v1::Event;

class LifetimeRulesTest : public RulesTest {
 protected:
  LifetimeRulesTest() {
    view_.Put(
        MakeOrganization("comecon", {WithId(Founded("1949-01"), "f"),
                                     WithId(Dissolved("1991-06-28"), "d")}));
    view_.Put(MakeState("SUN", {WithId(Founded("1922-12-30"), "f"),
                                WithId(Dissolved("1991-12-26"), "d")}));
  }

  static model::v1::Record Membership(std::vector<Event> events) {
    return MakeMembership("organizations/comecon", "states/SUN",
                          std::move(events));
  }
  static std::string At(absl::string_view kind, int event) {
    return absl::StrCat("OUTSIDE_LIFETIME at changes[0].put.", kind, ".events[",
                        event, "]");
  }
};

TEST_F(LifetimeRulesTest, AStatusIsHeldWhileTheOrganizationExists) {
  EXPECT_THAT(Judge(Membership({Admitted("1948"), Withdrew("1992")})),
              Refuses(At("membership", 0), At("membership", 1),
                      // The member was gone by then, too.
                      At("membership", 1)));
  EXPECT_OK(Judge(Membership(
      {Admitted("1949"),
       MakeEvent("1991-06-28", &Event::mutable_ended_by_dissolution)})));
}

TEST_F(LifetimeRulesTest, UncertainDatesAreGivenTheBenefitOfTheDoubt) {
  EXPECT_OK(Judge(Membership({Admitted("[1940..1949]"), Withdrew("1991")})));
  EXPECT_OK(Judge(Membership({Admitted(""), Withdrew("")})));
}

TEST_F(LifetimeRulesTest, AccessionMayBeginBeforeTheOrganizationNotAfterIt) {
  const Event early = MakeEvent("1940", &Event::mutable_applied);
  const Event late = MakeEvent("1991-07", &Event::mutable_applied);
  EXPECT_THAT(Judge(Membership({early, late})), Refuses(At("membership", 1)));
}

TEST_F(LifetimeRulesTest, AStatusIsHeldWhileTheMemberExists) {
  EXPECT_THAT(Judge(MakeMembership("organizations/sco", "states/SUN",
                                   {Admitted("2001-06-15")})),
              Refuses(At("membership", 0)));
}

TEST_F(LifetimeRulesTest, ClaimsThatAreNotAcceptedAreLeftAlone) {
  EXPECT_OK(Judge(Membership(
      {WithStanding(Admitted("1948"), model::v1::STANDING_ALTERNATIVE)})));
}

TEST_F(LifetimeRulesTest, InstitutionsAndOfficesLiveWithinTheirParent) {
  EXPECT_THAT(
      Judge(MakeInstitution("organizations/comecon/institutions/secretariat",
                            {MakeEvent("1948", &Event::mutable_established),
                             MakeEvent("1954", &Event::mutable_opened)})),
      Refuses(At("institution", 0)));
  EXPECT_THAT(Judge(MakeOffice("states/SUN/offices/president",
                               {Assumed("1992", "states/SUN")})),
              Refuses(At("office", 0)));
}

TEST_F(LifetimeRulesTest, NothingHappensToWhatIsNoMore) {
  Event renamed = MakeEvent("1995", &Event::mutable_renamed);
  *renamed.mutable_renamed()->add_labels() = MakeLabel("New name");
  EXPECT_THAT(
      Judge(AppendTo("states/SUN", {renamed})),
      Refuses("OUTSIDE_LIFETIME at changes[0].append_events.events[0]"));
}

TEST_F(LifetimeRulesTest, AChangedLifetimeIsHeldAgainstWhatIsStored) {
  view_.Put(Membership(
      {Admitted("1949"),
       MakeEvent("1991-06-28", &Event::mutable_ended_by_dissolution)}));
  view_.Put(MakeOffice("organizations/comecon/offices/secretary",
                       {Assumed("1990", "states/SUN")}));
  // The organization ends earlier: both of its children are outside.
  EXPECT_THAT(
      Judge(AmendIn("organizations/comecon", WithId(Dissolved("1989"), "d"))),
      Refuses("OUTSIDE_LIFETIME at changes[0].amend_event",
              "OUTSIDE_LIFETIME at changes[0].amend_event"));
  // So with the member.
  EXPECT_THAT(Judge(MakeState("SUN", {WithId(Founded("1950"), "f")})),
              Refuses("OUTSIDE_LIFETIME at changes[0].put"));
  // Unless the same commit mends them.
  EXPECT_OK(Judge(CommitOf(
      {AmendIn("organizations/comecon", WithId(Dissolved("1989"), "d")),
       PutOf(Membership({Admitted("1949")})),
       DeletionOf("organizations/comecon/offices/secretary")})));
  // A change that leaves the lifetime as it is asks nothing of them.
  EXPECT_OK(Judge(
      AmendIn("organizations/comecon", WithId(Dissolved("1991-06-28~"), "d"))));
}

}  // namespace
}  // namespace comity::rules
