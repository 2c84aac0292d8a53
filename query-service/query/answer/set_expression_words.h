// The words of set expressions (set_expression.h): their tokens, how an atom
// begins, and what a misspelt word was probably meant to be.
//
// Thread safety: pure functions and values.
#ifndef COMITY_QUERY_ANSWER_SET_EXPRESSION_WORDS_H_
#define COMITY_QUERY_ANSWER_SET_EXPRESSION_WORDS_H_

#include <cstddef>
#include <cstdint>
#include <string>

#include "absl/strings/string_view.h"
#include "absl/types/span.h"

#include "comity/model/v1/event_payload.pb.h"
#include "query/answer/set_expression.h"

namespace comity::query {

// How an atom begins.
struct Condition {
  absl::string_view words;  // one word or two: "dialogue partner"
  absl::string_view link;   // the word before the name
  SetAtom::Kind kind;
  model::v1::MembershipStatus status;
};

// All there are; no two have one first word.
absl::Span<const Condition> AllConditions();

// "dialogue" of "dialogue partner".
absl::string_view FirstWord(const Condition& condition);

// A parenthesis, a word, which may be a name or a date, or the end. The text
// lives as long as the one that was cut.
struct Token {
  enum class Type : uint8_t { kWord, kOpen, kClose, kEnd };
  Type type = Type::kEnd;
  absl::string_view text;
  // From 1, in characters and bytes alike: what is not ASCII is part of no
  // expression, so that none stands before the first token that is wrong.
  int column = 0;

  // Whether it is this word, in any case.
  bool Is(absl::string_view word) const;
  // Whether it is a word that has its place between names and so is not one.
  bool IsReserved() const;
  // "found 'sco'".
  std::string Found() const;
};

// Cuts a text into tokens. Every byte belongs to one or is white space.
class Lexer {
 public:
  explicit Lexer(absl::string_view text) : text_(text) {}

  // The next token; at the end of the text kEnd, again and again.
  Token Next();

 private:
  const absl::string_view text_;
  size_t at_ = 0;
};

// What a word at the place of an atom was probably meant to be, such as
// "member" for "members"; empty when that is anyone's guess.
absl::string_view Meant(absl::string_view word);

}  // namespace comity::query

#endif  // COMITY_QUERY_ANSWER_SET_EXPRESSION_WORDS_H_
