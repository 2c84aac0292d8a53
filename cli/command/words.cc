#include "cli/command/words.h"

#include "absl/strings/ascii.h"
#include "absl/strings/match.h"
#include "absl/strings/strip.h"

namespace comity::cli {

std::string InWords(absl::string_view enum_name, absl::string_view prefix) {
  absl::ConsumePrefix(&enum_name, prefix);
  std::string text = absl::AsciiStrToLower(enum_name);
  for (char& c : text) {
    if (c == '_') c = ' ';
  }
  return text;
}

std::string StatusInWords(model::v1::MembershipStatus status) {
  return InWords(model::v1::MembershipStatus_Name(status),
                 "MEMBERSHIP_STATUS_");
}

std::string DateInWords(const query::v1::AnswerDate& date) {
  return date.date().empty() ? "a day unknown" : date.date();
}

std::string ShortName(absl::string_view name) {
  absl::string_view id = name;
  if ((absl::ConsumePrefix(&id, "organizations/") ||
       absl::ConsumePrefix(&id, "states/")) &&
      !absl::StrContains(id, '/')) {
    return std::string(id);
  }
  return std::string(name);
}

}  // namespace comity::cli
