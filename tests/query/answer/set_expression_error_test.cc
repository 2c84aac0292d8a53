// Goal: what is no set expression is refused with a sentence that helps, and
// limits hold exactly. Method: a table of errors; bounds from both sides.
#include <string>
#include <utility>
#include <vector>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_replace.h"
#include "gmock/gmock.h"
#include "gtest/gtest.h"

#include "common/model/limits.h"
#include "query/answer/set_expression.h"
#include "tests/support/status_matchers.h"

namespace comity::query {
namespace {

using model::v1::REASON_DATE_MALFORMED;
using model::v1::REASON_FIELD_MISSING;
using model::v1::REASON_NAME_MALFORMED;
using model::v1::REASON_TOO_LARGE;
using model::v1::REASON_TOO_MANY_ITEMS;
using test_support::ReasonIs;
using testing::HasSubstr;

constexpr auto kReason = model::v1::REASON_EXPRESSION_MALFORMED;

absl::StatusOr<SetExpression> Parse(absl::string_view text) {
  return ParseSetExpression(text, "expression");
}

std::string MessageOf(absl::string_view text) {
  return std::string(Parse(text).status().message());
}

size_t Bound(model::v1::Limit limit) {
  return static_cast<size_t>(model::LimitOf(limit));
}

std::string Repeated(size_t times, absl::string_view text) {
  std::string out;
  for (size_t i = 0; i < times; ++i) absl::StrAppend(&out, text);
  return out;
}

struct Refusal {
  const char* text;
  model::v1::Reason reason;
  const char* message;  // after "expression: column "
};

void ExpectRefusals(const std::vector<Refusal>& refusals) {
  for (const Refusal& refusal : refusals) {
    SCOPED_TRACE(refusal.text);
    EXPECT_THAT(Parse(refusal.text), ReasonIs(refusal.reason));
    EXPECT_EQ(MessageOf(refusal.text),
              absl::StrCat("expression: column ", refusal.message));
  }
}

TEST(SetExpressionErrorTest, WhereAnAtomIsDueItIsToldHowOneBegins) {
  const std::vector<std::pair<std::string, std::string>> found = {
      {"sco", "column 1: FACTOR, found 'sco'"},
      {"any of a and", "column 13: FACTOR, found the end"},
      {"any of a or and any of b", "column 13: FACTOR, found 'and'"},
      {" ()", "column 3: FACTOR, found ')'"},
      {"not", "column 4: FACTOR, found the end"},
  };
  for (const auto& [text, message] : found) {
    EXPECT_THAT(Parse(text), ReasonIs(kReason)) << text;
    EXPECT_EQ(absl::StrReplaceAll(
                  MessageOf(text),
                  {{"expected 'not', '(' or a condition such as 'member of', "
                    "'any of' or 'party to'",
                    "FACTOR"}}),
              "expression: " + message);
  }
}

TEST(SetExpressionErrorTest, WhatIsOutOfPlaceIsToldWithWhatWasExpected) {
  ExpectRefusals({
      {"not member sco", kReason,
       "12: expected 'of' after 'member', found 'sco'"},
      {"member in sco", kReason, "8: expected 'of' after 'member', found 'in'"},
      {"party of x", kReason, "7: expected 'to' after 'party', found 'of'"},
      {"dialogue of x", kReason,
       "10: expected 'partner' after 'dialogue', found 'of'"},
      {"dialogue partner x", kReason,
       "18: expected 'of' after 'dialogue partner', found 'x'"},
      {"suspended", kReason,
       "10: expected 'of' after 'suspended', found the end"},
      {"member of", kReason,
       "10: expected the name or id of an organization, found the end"},
      {"member of and any of b", kReason,
       "11: expected the name or id of an organization, found 'and'"},
      {"party to (x)", kReason,
       "10: expected the name or id of an instrument, found '('"},
      {"any of eu on", kReason,
       "13: expected a date after 'on', found the end"},
      {"any of eu on or any of a", kReason,
       "14: expected a date after 'on', found 'or'"},
      {"any of eu 2015", kReason,
       "11: expected 'on' before a date, found '2015'"},
      {"any of eu at 2015", kReason,
       "11: expected 'on', 'and', 'or' or the end, found 'at'"},
      {"any of eu on 2015 2016", kReason,
       "19: expected 'and', 'or' or the end, found '2016'"},
      {"any of a not any of b", kReason,
       "10: expected 'on', 'and', 'or' or the end, found 'not'"},
      {"any of a (", kReason,
       "10: expected 'on', 'and', 'or' or the end, found '('"},
      {"(any of a) on 2015", kReason,
       "12: expected 'and', 'or' or the end, found 'on'"},
      {"((any of a) or any of b", kReason,
       "24: expected 'on', 'and', 'or' or ')' for the '(' at column 1, found "
       "the end"},
      {"any of a) or any of b", kReason, "9: found ')', which closes no '('"},
  });
}

TEST(SetExpressionErrorTest, ANearMissIsToldWhatWasMeant) {
  ExpectRefusals({
      {"members of sco", kReason, "1: expected 'member', found 'members'"},
      {"(Obsever of x)", kReason, "2: expected 'observer', found 'Obsever'"},
      {"dialog partner of x", kReason,
       "1: expected 'dialogue partner', found 'dialog'"},
      {"partners of x", kReason,
       "1: expected 'dialogue partner', found 'partners'"},
      {"parties to x", kReason, "1: expected 'party', found 'parties'"},
      {"signatories to x", kReason,
       "1: expected 'signatory', found 'signatories'"},
  });
}

TEST(SetExpressionErrorTest, MalformedNamesAndDatesAreToldWithTheirColumn) {
  ExpectRefusals({
      {"member of EU", REASON_NAME_MALFORMED,
       "11: 'EU' is not a name; an id is in lower case: did you mean 'eu'?"},
      {"any of sco, any of b", REASON_NAME_MALFORMED,
       "8: 'organizations/sco,' is not a name; an id is of a-z, 0-9 and inner "
       "hyphens"},
      {"any of states/IND", REASON_NAME_MALFORMED,
       "8: 'states/IND' is the name of a state, not of an organization"},
      {"party to organizations/eu", REASON_NAME_MALFORMED,
       "10: 'organizations/eu' is the name of an organization, not of an "
       "instrument"},
      {"member of eu on 2015-02-30", REASON_DATE_MALFORMED,
       "17: '2015-02-30' is not a day of the calendar"},
      {"any of eu on 2015-13 or", REASON_DATE_MALFORMED,
       "14: '2015-13' has no such month; months go from 01 to 12"},
      {"any of eu on [1955..1951]", REASON_DATE_MALFORMED,
       "14: '[1955..1951]' ends before it begins"},
  });
}

TEST(SetExpressionErrorTest, NothingButWhiteSpaceIsAMissingField) {
  EXPECT_THAT(Parse(""), ReasonIs(REASON_FIELD_MISSING));
  EXPECT_THAT(Parse(" \n\t"), ReasonIs(REASON_FIELD_MISSING));
}

TEST(SetExpressionErrorTest, AnErrorIsAViolationOfTheField) {
  const absl::Status status =
      ParseSetExpression("member sco", "checks[1].expression").status();
  EXPECT_THAT(std::string(status.message()),
              testing::StartsWith("checks[1].expression: column 8: "));
  const auto payload = status.GetPayload(platform::kBadRequestUrl);
  ASSERT_TRUE(payload.has_value());
  google::rpc::BadRequest bad_request;
  ASSERT_TRUE(bad_request.ParseFromString(std::string(*payload)));
  ASSERT_EQ(bad_request.field_violations_size(), 1);
  EXPECT_EQ(bad_request.field_violations(0).field(), "checks[1].expression");
}

// What is not ASCII is never well-formed, so that it is what the error is
// about, and all before it is of one byte a character.
TEST(SetExpressionErrorTest, ColumnsCountCharacters) {
  EXPECT_THAT(MessageOf("член of a"), HasSubstr("column 1: expected 'not'"));
  EXPECT_THAT(MessageOf("any of län and x"), HasSubstr("column 8: "));
  EXPECT_THAT(MessageOf("any of a or член"), HasSubstr("column 13: "));
  EXPECT_THAT(MessageOf("any of a \xC2\xA0 x"), HasSubstr("column 10: "));
  EXPECT_THAT(MessageOf("any of a\xC2\xA0or"), HasSubstr("column 8: "));
  EXPECT_THAT(MessageOf("any of a on 2015\xE2\x80\x93"),
              HasSubstr("column 13: "));
}

// The reason's sample in the catalogue is what a caller would see.
TEST(SetExpressionErrorTest, TheCatalogueHasARealSample) {
  EXPECT_EQ(MessageOf("not member sco"),
            model::v1::Reason_descriptor()
                ->FindValueByNumber(kReason)
                ->options()
                .GetExtension(model::v1::reason_info)
                .sample());
}

TEST(SetExpressionErrorTest, NestsUpToItsLimit) {
  const size_t depth = Bound(model::v1::LIMIT_EXPRESSION_DEPTH);
  const auto parentheses = [](size_t n) {
    return absl::StrCat(Repeated(n, "("), "any of a", Repeated(n, ")"));
  };
  const auto nots = [](size_t n) { return Repeated(n, "not ") + "any of a"; };
  EXPECT_OK(Parse(parentheses(depth)));
  EXPECT_OK(Parse(nots(depth)));
  EXPECT_OK(Parse(absl::StrCat(Repeated(depth / 2, "not("), "any of a",
                               Repeated(depth / 2, ")"))));
  for (const std::string& text :
       {parentheses(depth + 1), nots(depth + 1), parentheses(10000),
        Repeated(10000, "any of a or (any of a and not (")}) {
    EXPECT_THAT(Parse(text.substr(0, 65536)), ReasonIs(REASON_TOO_MANY_ITEMS));
  }
  EXPECT_EQ(MessageOf(parentheses(depth + 1)),
            absl::StrCat("expression: column ", depth + 1,
                         ": parentheses and nots are nested deeper than the "
                         "limit of ",
                         depth, "; write fewer inside each other"));
}

TEST(SetExpressionErrorTest, WhatStandsSideBySideIsNotNested) {
  const size_t depth = Bound(model::v1::LIMIT_EXPRESSION_DEPTH);
  EXPECT_OK(Parse(Repeated(depth + 1, "not (any of a) and ") + "any of a"));
  EXPECT_OK(Parse(absl::StrCat(
      "((", Repeated(depth + 1, "not not any of a or "), "any of a))")));
}

TEST(SetExpressionErrorTest, HoldsAtomsUpToItsLimit) {
  const size_t atoms = Bound(model::v1::LIMIT_EXPRESSION_ATOMS);
  EXPECT_OK(Parse(Repeated(atoms - 1, "any of a or ") + "any of a"));
  const std::string more = Repeated(atoms, "any of a or ") + "any of a";
  EXPECT_THAT(Parse(more), ReasonIs(REASON_TOO_MANY_ITEMS));
  EXPECT_EQ(MessageOf(more),
            absl::StrCat("expression: column ", atoms * 12 + 1,
                         ": this atom is one more than the limit of ", atoms,
                         "; ask in several calls"));
}

TEST(SetExpressionErrorTest, IsAsLongAsItsLimit) {
  const size_t bytes = Bound(model::v1::LIMIT_EXPRESSION_BYTES);
  const std::string text = "any of a" + std::string(bytes - 8, ' ');
  EXPECT_OK(Parse(text));
  EXPECT_THAT(Parse(text + " "), ReasonIs(REASON_TOO_LARGE));
  EXPECT_EQ(MessageOf(text + " "),
            absl::StrCat("expression: ", bytes + 1,
                         " bytes are more than the limit of ", bytes));
}

}  // namespace
}  // namespace comity::query
