// Goal: any set expression stands for the program that its grammar says, is
// written back as one that stands for the same, and any bytes are safe. Method:
// random expressions made together with their programs, random bytes, random
// rows of tokens.
#include <algorithm>
#include <random>
#include <string>
#include <vector>

#include "absl/strings/ascii.h"
#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "gmock/gmock.h"
#include "gtest/gtest.h"

#include "common/model/limits.h"
#include "query/answer/set_expression.h"
#include "tests/support/status_matchers.h"

namespace comity::query {
namespace {

using Op = SetStep::Op;

constexpr unsigned kSeed = 20260117;

absl::StatusOr<SetExpression> Parse(absl::string_view text) {
  return ParseSetExpression(text, "expression");
}

// An expression together with the program that it stands for, both made by the
// grammar's own rules.
class Writer {
 public:
  explicit Writer(std::mt19937& random) : random_(random) {}

  std::string Expression(int levels) {
    return Chain("or", Op::kOr, [&] {
      return Chain("and", Op::kAnd, [&] { return Factor(levels); });
    });
  }
  // Atoms by their canonical text, which tells them apart.
  const std::vector<std::string>& atoms() const { return atoms_; }
  const std::vector<SetStep>& program() const { return program_; }
  int atoms_written() const { return atoms_written_; }

 private:
  size_t Below(size_t bound) { return random_() % bound; }

  std::string Space() {
    constexpr const char* kSpaces[] = {" ", " ", "  ", "\n", "\t "};
    return kSpaces[Below(5)];
  }

  std::string Word(std::string word) {
    for (char& c : word) {
      if (Below(4) == 0) c = absl::ascii_toupper(static_cast<unsigned char>(c));
    }
    return word + Space();
  }

  template <typename Operand>
  std::string Chain(const char* word, Op op, Operand operand) {
    std::string text = operand();
    for (size_t more = Below(4) / 2; more > 0; --more) {
      absl::StrAppend(&text, Space(), Word(word));
      absl::StrAppend(&text, operand());
      program_.push_back({op});
    }
    return text;
  }

  std::string Factor(int levels) {
    const size_t choice = levels == 0 ? 0 : Below(4);
    if (choice == 1) {
      std::string text = Word("not");
      text += Factor(levels - 1);
      program_.push_back({Op::kNot});
      return text;
    }
    return choice < 2 ? Atom() : absl::StrCat("(", Expression(levels - 1), ")");
  }

  std::string Atom() {
    constexpr const char* kConditions[] = {
        "member of",    "associate of", "observer of", "dialogue partner of",
        "candidate of", "guest of",     "any of",      "suspended of",
        "party to",     "signatory to"};
    constexpr const char* kIds[] = {"a", "sco", "g-20"};
    constexpr const char* kDates[] = {"2015", "2013-02~", "[1951..1955]"};
    const std::string condition = kConditions[Below(10)];
    const std::string id = kIds[Below(3)];
    const std::string name = absl::StrCat(
        absl::EndsWith(condition, "to") ? "instruments/" : "organizations/",
        id);
    std::string atom = absl::StrCat(condition, " ", name);
    std::string text = Word(condition) + (Below(2) == 0 ? id : name);
    if (Below(3) == 0) {
      const std::string date = kDates[Below(3)];
      absl::StrAppend(&atom, " on ", date);
      absl::StrAppend(&text, Space(), Word("on"), date);
    }
    const auto at = std::find(atoms_.begin(), atoms_.end(), atom);
    program_.push_back({Op::kAtom, static_cast<int>(at - atoms_.begin())});
    if (at == atoms_.end()) atoms_.push_back(atom);
    ++atoms_written_;
    return text;
  }

  std::mt19937& random_;
  std::vector<std::string> atoms_;
  std::vector<SetStep> program_;
  int atoms_written_ = 0;
};

std::vector<std::string> AtomsOf(const SetExpression& expression) {
  std::vector<std::string> atoms;
  for (const SetAtom& atom : expression.atoms) atoms.push_back(ToString(atom));
  return atoms;
}

void ExpectSame(const SetExpression& actual,
                const std::vector<std::string>& atoms,
                const std::vector<SetStep>& program) {
  EXPECT_EQ(AtomsOf(actual), atoms);
  EXPECT_TRUE(actual.program == program);
}

TEST(SetExpressionPropertyTest, AgreesWithTheGrammarAndReadsBackWhatItWrites) {
  const int64_t atoms_max = model::LimitOf(model::v1::LIMIT_EXPRESSION_ATOMS);
  std::mt19937 random(kSeed);
  int compared = 0;
  for (int round = 0; round < 10000 && !HasFailure(); ++round) {
    Writer writer(random);
    const std::string text = writer.Expression(4);
    if (writer.atoms_written() > atoms_max) continue;
    SCOPED_TRACE(absl::StrCat("seed ", kSeed, ", round ", round, ": ", text));
    ASSERT_OK_AND_ASSIGN(const SetExpression parsed, Parse(text));
    ExpectSame(parsed, writer.atoms(), writer.program());
    const std::string canonical = ToString(parsed);
    ASSERT_OK_AND_ASSIGN(const SetExpression again, Parse(canonical));
    ExpectSame(again, writer.atoms(), writer.program());
    EXPECT_EQ(ToString(again), canonical);
    ++compared;
  }
  EXPECT_GT(compared, 9000);
}

// Whether the program leaves one set, and no step lacks its operands.
bool Runs(const SetExpression& expression) {
  int size = 0;
  for (const SetStep step : expression.program) {
    const int takes = step.op == Op::kAtom ? 0 : step.op == Op::kNot ? 1 : 2;
    if (size < takes) return false;
    size += 1 - takes;
  }
  return size == 1;
}

// Whatever the bytes: a program that runs, or a reason that was promised, in
// printable characters. True for a program.
bool IsTakenSafely(const std::string& text) {
  const auto parsed = Parse(text);
  if (parsed.ok()) {
    EXPECT_TRUE(Runs(*parsed));
    const auto again = Parse(ToString(*parsed));
    EXPECT_OK(again);
    if (again.ok()) ExpectSame(*again, AtomsOf(*parsed), parsed->program);
    return true;
  }
  EXPECT_THAT(platform::ReasonOf(parsed.status()),
              testing::AnyOf(model::v1::REASON_EXPRESSION_MALFORMED,
                             model::v1::REASON_FIELD_MISSING,
                             model::v1::REASON_NAME_MALFORMED,
                             model::v1::REASON_DATE_MALFORMED));
  EXPECT_TRUE(std::all_of(parsed.status().message().begin(),
                          parsed.status().message().end(), absl::ascii_isprint))
      << parsed.status();
  return false;
}

TEST(SetExpressionPropertyTest, AnyBytesAreSafe) {
  std::mt19937 random(kSeed);
  for (int round = 0; round < 10000 && !HasFailure(); ++round) {
    SCOPED_TRACE(absl::StrCat("seed ", kSeed, ", round ", round));
    std::string text;
    for (size_t size = random() % 200; size > 0; --size) {
      text.push_back(static_cast<char>(random() % 256));
    }
    IsTakenSafely(text);
  }
}

TEST(SetExpressionPropertyTest, AnyRowOfTokensIsSafe) {
  const std::vector<std::string> tokens = {
      "any of a ", "any of a ", "member ", "of ",  "in ",     "to ",
      "and ",      "and ",      "or ",     "not ", "not ",    "(",
      "(",         ") ",        ") ",      "on ",  "2015 ",   "sco ",
      "party to ", "[1951..] ", "SCO ",    "\xC3", "[1951.. "};
  std::mt19937 random(kSeed);
  int programs = 0;
  for (int round = 0; round < 100000 && !HasFailure(); ++round) {
    SCOPED_TRACE(absl::StrCat("seed ", kSeed, ", round ", round));
    std::string text;
    for (size_t size = random() % 12; size > 0; --size) {
      text += tokens[random() % tokens.size()];
    }
    if (IsTakenSafely(text)) ++programs;
  }
  EXPECT_GT(programs, 500);
}

}  // namespace
}  // namespace comity::query
