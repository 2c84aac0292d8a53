// Goal: a set expression means what its grammar says. Method: examples, among
// them each that the contract gives.
#include "query/answer/set_expression.h"

#include <string>
#include <vector>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "gmock/gmock.h"
#include "gtest/gtest.h"

#include "common/model/edtf.h"
#include "common/model/resource_name.h"
#include "tests/support/status_matchers.h"

namespace comity::query {
namespace {

using model::v1::REASON_EXPRESSION_MALFORMED;
using test_support::ReasonIs;
using testing::ElementsAre;
using Op = SetStep::Op;

absl::StatusOr<SetExpression> Parse(absl::string_view text) {
  return ParseSetExpression(text, "expression");
}

std::vector<std::string> AtomsOf(const SetExpression& expression) {
  std::vector<std::string> atoms;
  for (const SetAtom& atom : expression.atoms) atoms.push_back(ToString(atom));
  return atoms;
}

// "sco csto eaeu or not and": the program with the ids of its atoms.
std::string ProgramOf(absl::string_view text) {
  const auto expression = Parse(text);
  EXPECT_OK(expression);
  if (!expression.ok()) return "";
  std::vector<std::string> steps;
  for (const SetStep step : expression->program) {
    const auto atom = static_cast<size_t>(step.atom);
    steps.push_back(step.op == Op::kNot   ? "not"
                    : step.op == Op::kAnd ? "and"
                    : step.op == Op::kOr  ? "or"
                                          : std::string(model::IdOf(
                                                expression->atoms[atom].name)));
  }
  return absl::StrJoin(steps, " ");
}

TEST(SetExpressionTest, TakesTheExamplesOfTheContract) {
  EXPECT_EQ(
      ProgramOf("member of sco and not (member of csto or observer of eaeu)"),
      "sco csto eaeu or not and");
  EXPECT_EQ(ProgramOf("member of eu on 2015-06-01 and not member of eu"),
            "eu eu not and");
  EXPECT_EQ(ProgramOf("party to unfccc"), "unfccc");
  EXPECT_EQ(ProgramOf("any of wto"), "wto");
}

TEST(SetExpressionTest, NotBindsFirmerThanAndAndThatFirmerThanOr) {
  EXPECT_EQ(ProgramOf("any of a or any of b and any of c"), "a b c and or");
  EXPECT_EQ(ProgramOf("any of a and any of b or any of c"), "a b and c or");
  EXPECT_EQ(ProgramOf("not any of a and any of b"), "a not b and");
  EXPECT_EQ(ProgramOf("not any of a or not not any of b"),
            "a not b not not or");
  EXPECT_EQ(ProgramOf("(any of a or any of b) and any of c"), "a b or c and");
  EXPECT_EQ(ProgramOf("not(any of a and any of b)"), "a b and not");
}

TEST(SetExpressionTest, OperatorsOfOneRankGroupFromTheLeft) {
  EXPECT_EQ(ProgramOf("any of a and any of b and any of c"), "a b and c and");
  EXPECT_EQ(ProgramOf("any of a or any of b or any of c"), "a b or c or");
  EXPECT_EQ(ProgramOf("any of a or (any of b or any of c)"), "a b c or or");
}

TEST(SetExpressionTest, EveryConditionHasItsKindAndStatus) {
  ASSERT_OK_AND_ASSIGN(
      const SetExpression expression,
      Parse("member of x or associate of x or observer of x or dialogue "
            "partner of x or candidate of x or guest of x or suspended of x or "
            "any of x or party to x or signatory to x"));
  ASSERT_EQ(expression.atoms.size(), 10u);
  for (size_t i = 0; i < 7; ++i) {
    EXPECT_EQ(expression.atoms[i].kind, SetAtom::Kind::kStatus);
    EXPECT_EQ(expression.atoms[i].status, static_cast<int>(i) + 1);
  }
  EXPECT_EQ(expression.atoms[7].kind, SetAtom::Kind::kAny);
  EXPECT_EQ(expression.atoms[8].kind, SetAtom::Kind::kParty);
  EXPECT_EQ(expression.atoms[9].kind, SetAtom::Kind::kSignatory);
}

TEST(SetExpressionTest, AnIdStandsForAnOrganizationAndAfterToForAnInstrument) {
  ASSERT_OK_AND_ASSIGN(
      const SetExpression expression,
      Parse("member of sco or member of organizations/csto or party to unfccc "
            "or signatory to instruments/cwc or any of member"));
  EXPECT_THAT(
      AtomsOf(expression),
      ElementsAre("member of organizations/sco", "member of organizations/csto",
                  "party to instruments/unfccc", "signatory to instruments/cwc",
                  "any of organizations/member"));
}

TEST(SetExpressionTest, AnIdThatIsAWordOfTheLanguageIsWrittenInFull) {
  EXPECT_EQ(ProgramOf("any of organizations/or or any of organizations/not"),
            "or not or");
  EXPECT_THAT(Parse("any of or"), ReasonIs(REASON_EXPRESSION_MALFORMED));
}

TEST(SetExpressionTest, WordsAreInAnyCaseAndApartByAnyWhiteSpace) {
  EXPECT_EQ(ProgramOf("\t MEMBER Of sco\nAnd\r\nnOt(Dialogue PARTNER of sco)OR "
                      "suspended IN sco ON 2015 "),
            "sco sco not and sco or");
}

TEST(SetExpressionTest, SuspendedInIsSuspendedOf) {
  ASSERT_OK_AND_ASSIGN(const SetExpression expression,
                       Parse("suspended in au and suspended of au"));
  EXPECT_THAT(AtomsOf(expression),
              ElementsAre("suspended of organizations/au"));
}

TEST(SetExpressionTest, ADateIsKeptAsItWasWritten) {
  for (const char* date :
       {"2015-06-01", "2015-06", "2015", "2013~", "2013?", "2013%",
        "[1951..1955]", "[..1960]", "[1951-02..]"}) {
    ASSERT_OK_AND_ASSIGN(const SetExpression expression,
                         Parse(absl::StrCat("member of eu on ", date)));
    ASSERT_TRUE(expression.atoms[0].date.has_value());
    EXPECT_EQ(*expression.atoms[0].date, model::Date::Parse(date).value());
    EXPECT_EQ(ToString(expression),
              absl::StrCat("member of organizations/eu on ", date));
  }
  EXPECT_FALSE(Parse("member of eu")->atoms[0].date.has_value());
}

TEST(SetExpressionTest, AtomsThatAskTheSameAreOneWhereTheyStandFirst) {
  ASSERT_OK_AND_ASSIGN(
      const SetExpression expression,
      Parse("member of eu or member of eu on 2015 or observer of eu or "
            "Member of organizations/eu or any of eu on 2015"));
  EXPECT_THAT(AtomsOf(expression),
              ElementsAre("member of organizations/eu",
                          "member of organizations/eu on 2015",
                          "observer of organizations/eu",
                          "any of organizations/eu on 2015"));
  EXPECT_EQ(expression.atoms[0].column, 1);
  EXPECT_EQ(expression.atoms[1].column, 17);
  EXPECT_EQ(expression.program[5], (SetStep{Op::kAtom, 0}));
}

TEST(SetExpressionTest, CanonicalTextHasOnlyTheParenthesesNeeded) {
  const auto canonical = [](absl::string_view text) {
    return ToString(Parse(text).value());
  };
  EXPECT_EQ(canonical("((any of a) and ((any of b))) or (not (any of c))"),
            "any of organizations/a and any of organizations/b or not any of "
            "organizations/c");
  EXPECT_EQ(canonical("any of a and (any of b and not (any of c or any of d))"),
            "any of organizations/a and (any of organizations/b and not (any "
            "of organizations/c or any of organizations/d))");
}

}  // namespace
}  // namespace comity::query
