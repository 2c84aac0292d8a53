// The contract's terms as a person reads them.
//
// Thread safety: pure functions.
#ifndef COMITY_CLI_ASK_TERMS_H_
#define COMITY_CLI_ASK_TERMS_H_

#include <string>
#include <vector>

#include "absl/strings/string_view.h"
#include "cli/term/terminal.h"
#include "google/protobuf/generated_enum_reflection.h"

#include "comity/model/v1/event_payload.pb.h"
#include "comity/model/v1/label.pb.h"
#include "comity/query/v1/description.pb.h"
#include "comity/query/v1/evidence.pb.h"

namespace comity::cli {

// "dialogue partner" for MEMBERSHIP_STATUS_DIALOGUE_PARTNER: a value without
// its enum's prefix; empty for UNSPECIFIED and for a number that the enum
// lacks.
std::string EnumWords(const google::protobuf::EnumDescriptor* type, int value);
template <typename Enum>
std::string Words(Enum value) {
  return EnumWords(google::protobuf::GetEnumDescriptor<Enum>(),
                   static_cast<int>(value));
}

// The words of an enum as arguments of a command, "dialogue-partner"; without
// UNSPECIFIED.
std::vector<std::string> EnumWordList(
    const google::protobuf::EnumDescriptor* type);
template <typename Enum>
std::vector<std::string> EnumWordList() {
  return EnumWordList(google::protobuf::GetEnumDescriptor<Enum>());
}

// The value of such a word; UNSPECIFIED for one that is none.
int EnumOfWord(const google::protobuf::EnumDescriptor* type,
               absl::string_view word);
template <typename Enum>
Enum EnumOfWord(absl::string_view word) {
  return static_cast<Enum>(
      EnumOfWord(google::protobuf::GetEnumDescriptor<Enum>(), word));
}

// "status changed" for an event's `status_changed`.
std::string EventInWords(absl::string_view what);

// The id of a record that is below no other, whatever its kind; another name
// stays whole. For places that say what kind it is.
std::string ShortId(absl::string_view name);

// "1 member", "2 members": `word` takes an s unless there is just one.
std::string Count(int64_t number, absl::string_view word);

// The ids of `names`, as ShortId has them, ", " between.
template <typename Names>
std::string ShortIds(const Names& names) {
  std::string out;
  for (const auto& name : names) {
    if (!out.empty()) out += ", ";
    out += ShortId(name);
  }
  return out;
}

// The label to show: short before official before alias, English before other
// languages, the first of equals; empty without any.
std::string LabelText(
    const google::protobuf::RepeatedPtrField<model::v1::Label>& labels);
std::string LabelText(
    const google::protobuf::RepeatedPtrField<query::v1::LabelInUse>& labels);

// How a status or a verdict is painted.
Style StyleOf(model::v1::MembershipStatus status);
Style StyleOf(query::v1::Verdict verdict);

}  // namespace comity::cli

#endif  // COMITY_CLI_ASK_TERMS_H_
