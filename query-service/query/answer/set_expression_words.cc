#include "query/answer/set_expression_words.h"

#include <algorithm>
#include <array>
#include <utility>
#include <vector>

#include "absl/strings/ascii.h"
#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"

#include "common/model/errors.h"

namespace comity::query {
namespace {

using Kind = SetAtom::Kind;

constexpr auto kNoStatus = model::v1::MEMBERSHIP_STATUS_UNSPECIFIED;
constexpr std::array<Condition, 10> kConditions = {{
    {"member", "of", Kind::kStatus, model::v1::MEMBERSHIP_STATUS_MEMBER},
    {"associate", "of", Kind::kStatus, model::v1::MEMBERSHIP_STATUS_ASSOCIATE},
    {"observer", "of", Kind::kStatus, model::v1::MEMBERSHIP_STATUS_OBSERVER},
    {"dialogue partner", "of", Kind::kStatus,
     model::v1::MEMBERSHIP_STATUS_DIALOGUE_PARTNER},
    {"candidate", "of", Kind::kStatus, model::v1::MEMBERSHIP_STATUS_CANDIDATE},
    {"guest", "of", Kind::kStatus, model::v1::MEMBERSHIP_STATUS_GUEST},
    {"suspended", "of", Kind::kStatus, model::v1::MEMBERSHIP_STATUS_SUSPENDED},
    {"any", "of", Kind::kAny, kNoStatus},
    {"party", "to", Kind::kParty, kNoStatus},
    {"signatory", "to", Kind::kSignatory, kNoStatus},
}};

constexpr absl::string_view kReserved[] = {"and", "in", "not", "of",
                                           "on",  "or", "to"};

bool IsOfWord(char c) {
  return c != '(' && c != ')' && !absl::ascii_isspace(c);
}

// How many letters must be put, dropped or replaced to make one of the other.
size_t EditDistance(absl::string_view a, absl::string_view b) {
  std::vector<size_t> row(b.size() + 1);
  for (size_t j = 0; j <= b.size(); ++j) row[j] = j;
  for (size_t i = 1; i <= a.size(); ++i) {
    size_t diagonal = std::exchange(row[0], i);
    for (size_t j = 1; j <= b.size(); ++j) {
      const size_t replaced = diagonal + (a[i - 1] == b[j - 1] ? 0 : 1);
      diagonal = row[j];
      row[j] = std::min({replaced, row[j] + 1, row[j - 1] + 1});
    }
  }
  return row[b.size()];
}

}  // namespace

absl::Span<const Condition> AllConditions() { return kConditions; }

absl::string_view FirstWord(const Condition& condition) {
  return condition.words.substr(0, condition.words.find(' '));
}

bool Token::Is(absl::string_view word) const {
  return type == Type::kWord && absl::EqualsIgnoreCase(text, word);
}

bool Token::IsReserved() const {
  return std::any_of(std::begin(kReserved), std::end(kReserved),
                     [this](absl::string_view word) { return Is(word); });
}

std::string Token::Found() const {
  return type == Type::kEnd ? "found the end"
                            : absl::StrCat("found ", model::Quoted(text));
}

Token Lexer::Next() {
  while (at_ < text_.size() && absl::ascii_isspace(text_[at_])) ++at_;
  Token token;
  token.column = static_cast<int>(at_) + 1;
  if (at_ == text_.size()) return token;
  size_t end = at_ + 1;
  if (text_[at_] == '(') {
    token.type = Token::Type::kOpen;
  } else if (text_[at_] == ')') {
    token.type = Token::Type::kClose;
  } else {
    token.type = Token::Type::kWord;
    while (end < text_.size() && IsOfWord(text_[end])) ++end;
  }
  token.text = text_.substr(at_, end - at_);
  at_ = end;
  return token;
}

absl::string_view Meant(absl::string_view word) {
  constexpr size_t kLongestWord = 16;
  if (word.size() > kLongestWord) return "";
  const std::string lower = absl::AsciiStrToLower(word);
  if (lower == "partner" || lower == "partners") return "dialogue partner";
  if (lower == "parties") return "party";
  if (lower == "signatories") return "signatory";
  for (const Condition& condition : kConditions) {
    const absl::string_view first = FirstWord(condition);
    // More, and the short words would be taken for each other.
    if (EditDistance(lower, first) <= first.size() / 3) return condition.words;
  }
  return "";
}

}  // namespace comity::query
