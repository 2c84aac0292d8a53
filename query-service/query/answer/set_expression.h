// The set expressions of FindMembers, such as
// `member of sco and not (member of csto or observer of eaeu)`: from text to a
// flat program and back. Whether the records named exist is not judged here.
//
//   expression = term , { "or" , term } ;
//   term       = factor , { "and" , factor } ;
//   factor     = "not" , factor | "(" , expression , ")" | atom ;
//   atom       = what , name , [ "on" , date ] ;
//   what       = status , ( "of" | "in" ) | "any" , "of" | "party" , "to"
//              | "signatory" , "to" ;
//   status     = "member" | "associate" | "observer" | "dialogue" , "partner"
//              | "candidate" | "guest" | "suspended" ;
//
// Only `suspended` takes "in" for "of". White space is ASCII's, and stands
// between words; words are in any case, names and dates are not. A name is a
// record's, or its id alone: an organization's, after `to` an instrument's. The
// ids and, in, not, of, on, or, to are written as part of a name, such as
// organizations/on: alone they are taken for words out of place. A date is a
// model::Date.
//
// Thread safety: pure functions and values.
#ifndef COMITY_QUERY_ANSWER_SET_EXPRESSION_H_
#define COMITY_QUERY_ANSWER_SET_EXPRESSION_H_

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"

#include "comity/model/v1/event_payload.pb.h"
#include "common/model/edtf.h"

namespace comity::query {

// One condition on a member.
struct SetAtom {
  enum class Kind : uint8_t {
    kStatus,     // holds just this status in an organization
    kAny,        // holds any status in it
    kParty,      // is a party to an instrument
    kSignatory,  // signed it
  };

  Kind kind = Kind::kAny;
  // Of kStatus; otherwise unspecified.
  model::v1::MembershipStatus status = model::v1::MEMBERSHIP_STATUS_UNSPECIFIED;
  // The whole name, well-formed and of the kind that `kind` asks for:
  // "organizations/sco".
  std::string name;
  // Never the unknown date; nothing means the date that the request asks about.
  std::optional<model::Date> date;
  // Where the atom stands first in the text, in characters from 1, for errors.
  int column = 0;

  // Whether both ask the same, wherever they stand.
  bool SameQuestion(const SetAtom& other) const {
    return kind == other.kind && status == other.status && name == other.name &&
           date == other.date;
  }
};

// One step of a program on a stack of sets.
struct SetStep {
  enum class Op : uint8_t {
    kAtom,  // pushes an atom's set
    kNot,   // replaces the top by its complement
    kAnd,   // replaces the upper two by what is in both
    kOr,    // replaces the upper two by what is in either
  };

  Op op = Op::kAtom;
  int atom = 0;  // an index into SetExpression::atoms; 0 unless op is kAtom

  friend bool operator==(const SetStep&, const SetStep&) = default;
};

// A parsed expression. Running the program from an empty stack leaves one set;
// no step lacks its operands.
struct SetExpression {
  // No two ask the same; in the order in which they stand first in the text.
  std::vector<SetAtom> atoms;
  // In postfix order: `a or not b` is a, b, kNot, kOr. Operators of one rank
  // group from the left.
  std::vector<SetStep> program;
};

// Example of success: "member of sco and member of sco" gives one atom and a
// program of three steps.
// Example of failure: "member of eu on 2015-02-30", read from the field
// "expression", gives DATE_MALFORMED and "expression: column 17: '2015-02-30'
// is not a day of the calendar".
//
// Reports the first thing that is wrong, as a violation of `field`, with the
// column in characters from 1:
// - FIELD_MISSING: nothing but white space.
// - EXPRESSION_MALFORMED, NAME_MALFORMED, DATE_MALFORMED: see above.
// - TOO_LARGE: beyond LIMIT_EXPRESSION_BYTES.
// - TOO_MANY_ITEMS: beyond LIMIT_EXPRESSION_ATOMS, counted as written, or
//   LIMIT_EXPRESSION_DEPTH levels of parentheses and nots around a factor.
//
// Input of any bytes is safe. Takes time linear in the text and stack space
// that does not depend on it.
absl::StatusOr<SetExpression> ParseSetExpression(absl::string_view text,
                                                 absl::string_view field);

// The atom in words: "member of organizations/sco on 2015".
std::string ToString(const SetAtom& atom);

// One text for each program, with no parentheses but those needed. Parses back
// to the same program unless it is longer than LIMIT_EXPRESSION_BYTES, as it
// may be where the text parsed had ids alone. REQUIRES: an expression that
// ParseSetExpression gave.
std::string ToString(const SetExpression& expression);

}  // namespace comity::query

#endif  // COMITY_QUERY_ANSWER_SET_EXPRESSION_H_
