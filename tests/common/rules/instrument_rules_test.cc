// Parties of instruments join before they leave, each once at a time.
#include "tests/common/rules/rules_test_support.h"

namespace comity::rules {
namespace {

using namespace test_support;  // NOLINT: builders, for readability
using model::v1::Event;

class InstrumentRulesTest : public RulesTest {
 protected:
  static std::string At(int event) {
    return absl::StrCat(" at changes[0].put.instrument.events[", event, "]");
  }
};

TEST_F(InstrumentRulesTest, PartiesKeepTheirOwnOrder) {
  Event acceded = MakeEvent("2020", &Event::mutable_acceded);
  acceded.mutable_acceded()->set_party("states/IND");
  EXPECT_OK(Judge(MakeInstrument(
      "charter",
      {MakeEvent("2002-06-07", &Event::mutable_adopted),
       Signed("2002-06-07", "states/RUS"), Ratified("2003", "states/RUS"),
       Signed("2002-06-07", "states/IND"), Ratified("2017", "states/IND"),
       Withdrew("2019", "states/IND"), acceded,
       MakeEvent("2003-09-19", &Event::mutable_entered_into_force)})));
}

TEST_F(InstrumentRulesTest, WhoNeverJoinedDoesNotLeave) {
  EXPECT_THAT(Judge(MakeInstrument("x", {Withdrew("2019", "states/IND")})),
              Refuses("PARTY_NOT_JOINED" + At(0)));
  EXPECT_THAT(Judge(MakeInstrument("x", {Signed("2001", "states/RUS"),
                                         Signed("2001", "states/IND"),
                                         Withdrew("2002", "states/IND"),
                                         Withdrew("2003", "states/IND")})),
              Refuses("PARTY_NOT_JOINED" + At(3)));
}

TEST_F(InstrumentRulesTest, NobodyBindsOrSignsTwice) {
  EXPECT_THAT(
      Judge(MakeInstrument(
          "x", {Ratified("2001", "states/IND"), Ratified("2002", "states/IND"),
                Signed("2003", "states/IND")})),
      Refuses("STEP_OUT_OF_ORDER" + At(1), "STEP_OUT_OF_ORDER" + At(2)));
}

TEST_F(InstrumentRulesTest, DatesDoNotContradictTheOrder) {
  EXPECT_THAT(Judge(MakeInstrument("x", {Signed("2002", "states/IND"),
                                         Ratified("2001", "states/IND")})),
              Refuses("ORDER_IMPOSSIBLE" + At(1)));
}

TEST_F(InstrumentRulesTest, AnInstrumentIsAdoptedThenInForceThenTerminated) {
  EXPECT_THAT(Judge(MakeInstrument(
                  "x", {MakeEvent("2003", &Event::mutable_entered_into_force),
                        MakeEvent("2003", &Event::mutable_adopted)})),
              Refuses("STEP_OUT_OF_ORDER" + At(1)));
}

TEST_F(InstrumentRulesTest, NobodyJoinsWhatWasTerminated) {
  EXPECT_THAT(
      Judge(MakeInstrument("x", {MakeEvent("2003", &Event::mutable_terminated),
                                 Signed("2004", "states/IND")})),
      Refuses("OUTSIDE_LIFETIME" + At(1)));
}

}  // namespace
}  // namespace comity::rules
