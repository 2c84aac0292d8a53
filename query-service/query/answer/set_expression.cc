#include "query/answer/set_expression.h"

#include <algorithm>
#include <utility>

#include "absl/status/status.h"
#include "absl/strings/ascii.h"
#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"

#include "common/model/errors.h"
#include "common/model/limits.h"
#include "common/model/resource_name.h"
#include "common/platform/error.h"
#include "common/platform/status_macros.h"
#include "query/answer/set_expression_words.h"

namespace comity::query {
namespace {

using model::Quoted;
using model::v1::REASON_DATE_MALFORMED;
using model::v1::REASON_EXPRESSION_MALFORMED;
using model::v1::REASON_FIELD_MISSING;
using model::v1::REASON_NAME_MALFORMED;
using model::v1::REASON_TOO_LARGE;
using model::v1::REASON_TOO_MANY_ITEMS;
using Kind = SetAtom::Kind;
using Op = SetStep::Op;

// A parser of operator precedence with a stack of its own, so that nesting
// costs no stack of the thread. What waits on it for its right operand is a
// parenthesis, a not, or an operator with a lower rank below it; so it holds at
// most three entries for each level of nesting, and two more.
class Parser {
 public:
  Parser(absl::string_view text, absl::string_view field)
      : field_(field), lexer_(text), token_(lexer_.Next()) {}

  absl::StatusOr<SetExpression> Parse() {
    if (token_.type == Token::Type::kEnd) {
      return Fail(REASON_FIELD_MISSING,
                  "a set expression is required, such as 'member of sco'");
    }
    bool more = true;
    while (more) {
      COMITY_RETURN_IF_ERROR(ParseFactor());
      COMITY_ASSIGN_OR_RETURN(more, ParseOperator());
    }
    return std::move(expression_);
  }

 private:
  enum class Waiting : uint8_t { kOpen, kOr, kAnd, kNot };  // by rank
  struct Waiter {
    Waiting what;
    int column;
  };

  absl::Status Fail(model::v1::Reason reason, absl::string_view what) const {
    return platform::Error(reason, absl::StrCat(field_, ": ", what))
        .Field(field_, what);
  }

  absl::Status FailAt(const Token& token, model::v1::Reason reason,
                      absl::string_view what) const {
    return Fail(reason, absl::StrCat("column ", token.column, ": ", what));
  }

  absl::Status Expected(absl::string_view what) const {
    return FailAt(token_, REASON_EXPRESSION_MALFORMED,
                  absl::StrCat("expected ", what, ", ", token_.Found()));
  }

  // Steps over the token that was looked at, and returns it.
  Token Advance() { return std::exchange(token_, lexer_.Next()); }

  // Everything before and including the next atom.
  absl::Status ParseFactor() {
    while (token_.type == Token::Type::kOpen || token_.Is("not")) {
      const int64_t depth_max =
          model::LimitOf(model::v1::LIMIT_EXPRESSION_DEPTH);
      if (depth_ == depth_max) {
        return FailAt(
            token_, REASON_TOO_MANY_ITEMS,
            absl::StrCat("parentheses and nots are nested deeper than the "
                         "limit of ",
                         depth_max, "; write fewer inside each other"));
      }
      ++depth_;
      waiters_.push_back(
          {token_.type == Token::Type::kOpen ? Waiting::kOpen : Waiting::kNot,
           token_.column});
      Advance();
    }
    return ParseAtom();
  }

  // Everything after an atom up to the next factor. False at the end.
  absl::StatusOr<bool> ParseOperator() {
    for (; token_.type == Token::Type::kClose; Advance()) {
      EmitFrom(Waiting::kOr);
      if (waiters_.empty()) {
        return FailAt(token_, REASON_EXPRESSION_MALFORMED,
                      "found ')', which closes no '('");
      }
      waiters_.pop_back();
      --depth_;
      on_may_follow_ = false;
    }
    if (token_.Is("and") || token_.Is("or")) {
      const Waiting what = token_.Is("and") ? Waiting::kAnd : Waiting::kOr;
      EmitFrom(what);
      waiters_.push_back({what, token_.column});
      Advance();
      return true;
    }
    const bool at_end = token_.type == Token::Type::kEnd;
    if (at_end) EmitFrom(Waiting::kOr);
    if (at_end && waiters_.empty()) return false;
    return ExpectedOperator();
  }

  absl::Status ExpectedOperator() const {
    if (on_may_follow_ && token_.type == Token::Type::kWord &&
        model::Date::Parse(token_.text).ok()) {
      return Expected("'on' before a date");
    }
    const auto open =
        std::find_if(waiters_.rbegin(), waiters_.rend(),
                     [](Waiter w) { return w.what == Waiting::kOpen; });
    return Expected(absl::StrCat(
        on_may_follow_ ? "'on', 'and', 'or' or " : "'and', 'or' or ",
        open == waiters_.rend()
            ? "the end"
            : absl::StrCat("')' for the '(' at column ", open->column)));
  }

  // Writes the steps of what waits above the last parenthesis and binds at
  // least as firmly as `rank`.
  void EmitFrom(Waiting rank) {
    for (; !waiters_.empty() && waiters_.back().what >= rank;
         waiters_.pop_back()) {
      const Waiting what = waiters_.back().what;
      if (what == Waiting::kNot) --depth_;
      expression_.program.push_back({what == Waiting::kNot   ? Op::kNot
                                     : what == Waiting::kAnd ? Op::kAnd
                                                             : Op::kOr});
    }
  }

  absl::Status ParseAtom() {
    SetAtom atom;
    atom.column = token_.column;
    const Token first = token_;
    COMITY_RETURN_IF_ERROR(ParseCondition(atom.kind, atom.status));
    COMITY_RETURN_IF_ERROR(ParseName(atom.kind, atom.name));
    on_may_follow_ = !token_.Is("on");
    if (!on_may_follow_) {
      Advance();
      COMITY_ASSIGN_OR_RETURN(atom.date, ParseDate());
    }
    const int64_t atoms_max = model::LimitOf(model::v1::LIMIT_EXPRESSION_ATOMS);
    if (++atoms_written_ > atoms_max) {
      return FailAt(first, REASON_TOO_MANY_ITEMS,
                    absl::StrCat("this atom is one more than the limit of ",
                                 atoms_max, "; ask in several calls"));
    }
    expression_.program.push_back({Op::kAtom, IndexOf(std::move(atom))});
    return absl::OkStatus();
  }

  absl::Status ParseCondition(Kind& kind, model::v1::MembershipStatus& status) {
    const auto conditions = AllConditions();
    const auto condition = std::find_if(
        conditions.begin(), conditions.end(),
        [this](const Condition& c) { return token_.Is(FirstWord(c)); });
    if (condition == conditions.end()) return ExpectedFactor();
    kind = condition->kind;
    status = condition->status;
    const absl::string_view first = FirstWord(*condition);
    Advance();
    if (first != condition->words) {
      const absl::string_view second =
          condition->words.substr(first.size() + 1);
      if (!token_.Is(second)) {
        return Expected(absl::StrCat("'", second, "' after '", first, "'"));
      }
      Advance();
    }
    const bool may_be_in = status == model::v1::MEMBERSHIP_STATUS_SUSPENDED;
    if (!token_.Is(condition->link) && !(may_be_in && token_.Is("in"))) {
      return Expected(absl::StrCat("'", condition->link, "' after '",
                                   condition->words, "'"));
    }
    Advance();
    return absl::OkStatus();
  }

  absl::Status ExpectedFactor() const {
    if (token_.type == Token::Type::kWord && !token_.IsReserved()) {
      const absl::string_view meant = Meant(token_.text);
      if (!meant.empty()) return Expected(absl::StrCat("'", meant, "'"));
    }
    return Expected(
        "'not', '(' or a condition such as 'member of', 'any of' or 'party "
        "to'");
  }

  absl::Status ParseName(Kind kind, std::string& name) {
    const bool about_instrument =
        kind == Kind::kParty || kind == Kind::kSignatory;
    if (token_.type != Token::Type::kWord || token_.IsReserved()) {
      return Expected(about_instrument ? "the name or id of an instrument"
                                       : "the name or id of an organization");
    }
    const model::Kind wanted = about_instrument
                                   ? model::v1::RECORD_KIND_INSTRUMENT
                                   : model::v1::RECORD_KIND_ORGANIZATION;
    const Token word = Advance();
    if (!absl::StrContains(word.text, '/')) {
      const std::string lower = absl::AsciiStrToLower(word.text);
      if (lower != word.text && model::IsId(lower)) {
        return FailAt(word, REASON_NAME_MALFORMED,
                      absl::StrCat(Quoted(word.text),
                                   " is not a name; an id is in lower case: "
                                   "did you mean '",
                                   lower, "'?"));
      }
      name = absl::StrCat(model::CollectionOf(wanted), "/", word.text);
    } else {
      name = std::string(word.text);
    }
    const auto parsed = model::ParseNameOf(name, {wanted});
    if (parsed.ok()) return absl::OkStatus();
    return FailAt(word, REASON_NAME_MALFORMED, parsed.status().message());
  }

  absl::StatusOr<model::Date> ParseDate() {
    if (token_.type != Token::Type::kWord || token_.IsReserved()) {
      return Expected("a date after 'on'");
    }
    const Token word = Advance();
    absl::StatusOr<model::Date> date = model::Date::Parse(word.text);
    if (date.ok()) return date;
    return FailAt(word, REASON_DATE_MALFORMED, date.status().message());
  }

  // The place of the atom, or of the one before it that asks the same.
  int IndexOf(SetAtom atom) {
    std::vector<SetAtom>& atoms = expression_.atoms;
    const auto same = std::find_if(
        atoms.begin(), atoms.end(),
        [&atom](const SetAtom& other) { return other.SameQuestion(atom); });
    const auto index = same - atoms.begin();
    if (same == atoms.end()) atoms.push_back(std::move(atom));
    return static_cast<int>(index);
  }

  const absl::string_view field_;
  Lexer lexer_;
  Token token_;  // the next one, not stepped over yet
  SetExpression expression_;
  std::vector<Waiter> waiters_;
  int64_t depth_ = 0;  // parentheses and nots among the waiters
  int64_t atoms_written_ = 0;
  bool on_may_follow_ = false;  // whether a date may at the token
};

// A part of a text to be, and its loosest operator outside of parentheses.
struct Part {
  std::string text;
  Op op = Op::kAtom;
};

std::string InParenthesesIf(bool needed, std::string text) {
  return needed ? absl::StrCat("(", text, ")") : std::move(text);
}

}  // namespace

absl::StatusOr<SetExpression> ParseSetExpression(absl::string_view text,
                                                 absl::string_view field) {
  const auto bytes_max =
      static_cast<size_t>(model::LimitOf(model::v1::LIMIT_EXPRESSION_BYTES));
  if (text.size() > bytes_max) {
    const std::string what = absl::StrCat(
        text.size(), " bytes are more than the limit of ", bytes_max);
    return platform::Error(REASON_TOO_LARGE, absl::StrCat(field, ": ", what))
        .Field(field, what);
  }
  return Parser(text, field).Parse();
}

std::string ToString(const SetAtom& atom) {
  const auto conditions = AllConditions();
  const auto condition = std::find_if(
      conditions.begin(), conditions.end(), [&atom](const Condition& c) {
        return c.kind == atom.kind && c.status == atom.status;
      });
  return absl::StrCat(condition->words, " ", condition->link, " ", atom.name,
                      atom.date.has_value() ? " on " : "",
                      atom.date.has_value() ? atom.date->text() : "");
}

std::string ToString(const SetExpression& expression) {
  std::vector<Part> parts;
  for (const SetStep step : expression.program) {
    if (step.op == Op::kAtom) {
      const auto atom = static_cast<size_t>(step.atom);
      parts.push_back({ToString(expression.atoms[atom])});
      continue;
    }
    Part right = std::move(parts.back());
    parts.pop_back();
    if (step.op == Op::kNot) {
      const bool loose = right.op == Op::kAnd || right.op == Op::kOr;
      parts.push_back(
          {"not " + InParenthesesIf(loose, std::move(right.text)), Op::kNot});
      continue;
    }
    // Operators are listed from firm to loose. Those of one rank group from the
    // left, so that to the right the same one needs parentheses too.
    Part& left = parts.back();
    left.text = InParenthesesIf(left.op > step.op, std::move(left.text));
    absl::StrAppend(
        &left.text, step.op == Op::kAnd ? " and " : " or ",
        InParenthesesIf(right.op >= step.op, std::move(right.text)));
    left.op = step.op;
  }
  return parts.empty() ? "" : std::move(parts.front().text);
}

}  // namespace comity::query
