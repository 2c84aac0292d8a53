// No two states share a code at one time, as far as certain.
#include "tests/common/rules/rules_test_support.h"

namespace comity::rules {
namespace {

using namespace test_support;  // NOLINT: builders, for readability
using model::v1::Event;

class CodeRulesTest : public RulesTest {
 protected:
  static model::v1::Record Cs(model::v1::Record state,
                              absl::string_view valid = "") {
    return WithCode(std::move(state), model::v1::CODE_SYSTEM_ISO_ALPHA2, "CS",
                    valid);
  }
};

TEST_F(CodeRulesTest, ACodeIsBorneByOneStateAtATime) {
  view_.Put(Cs(MakeState("CSK"), "1974/1992-12-30"));
  EXPECT_OK(Judge(Cs(MakeState("SCG"), "2003/2006")));
  // Somewhen in 1992, so certain from its last day on.
  EXPECT_OK(Judge(Cs(MakeState("SCG"), "1992/2006")));
  EXPECT_THAT(Judge(Cs(MakeState("SCG"), "1992-06-01/2006")),
              Refuses("CODE_SHARED at changes[0].put.state.codes[0]"));
  EXPECT_THAT(Judge(Cs(MakeState("SCG"))),
              Refuses("CODE_SHARED at changes[0].put.state.codes[0]"));
  // Another system is another code.
  EXPECT_OK(Judge(
      WithCode(MakeState("SCG"), model::v1::CODE_SYSTEM_ISO_NUMERIC, "891")));
}

TEST_F(CodeRulesTest, WithoutAValidityTheLifeOfTheStateCounts) {
  view_.Put(
      Cs(MakeState("CSK", {Founded("1918-10-28"), Dissolved("1992-12-31")})));
  EXPECT_OK(Judge(Cs(MakeState("SCG", {Founded("2003-02-04")}))));
  // A successor takes it over on the very day.
  EXPECT_OK(Judge(Cs(MakeState("SCG", {Founded("1992-12-31")}))));
  EXPECT_THAT(Judge(Cs(MakeState("SCG", {Founded("1992-12-30")}))),
              Refuses("CODE_SHARED at changes[0].put.state.codes[0]"));
  // A longer life brings a code that was free into use again.
  view_.Put(Cs(MakeState("SCG", {Founded("2003-02-04")})));
  EXPECT_THAT(Judge(Cs(MakeState("CSK", {Founded("1918-10-28")}))),
              Refuses("CODE_SHARED at changes[0].put.state.codes[0]"));
}

TEST_F(CodeRulesTest, OfTwoInOneCommitTheLaterIsToBlame) {
  EXPECT_THAT(Judge(PutAll({Cs(MakeState("CSK")), Cs(MakeState("SCG"))})),
              Refuses("CODE_SHARED at changes[1].put.state.codes[0]"));
}

TEST_F(CodeRulesTest, ACodeIsHandedOverWithinACommit) {
  view_.Put(Cs(MakeState("CSK")));
  EXPECT_OK(Judge(PutAll(
      {Cs(MakeState("SCG"), "2003/2006"), Cs(MakeState("CSK"), "1974/1993")})));
  EXPECT_OK(
      Judge(CommitOf({PutOf(Cs(MakeState("SCG"))), DeletionOf("states/CSK")})));
}

}  // namespace
}  // namespace comity::rules
