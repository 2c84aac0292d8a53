// Enum values as a person says them.
#ifndef COMITY_CLI_COMMAND_WORDS_H_
#define COMITY_CLI_COMMAND_WORDS_H_

#include <string>

#include "absl/strings/string_view.h"

#include "comity/model/v1/event_payload.pb.h"
#include "comity/query/v1/evidence.pb.h"

namespace comity::cli {

// "dialogue partner" for MEMBERSHIP_STATUS_DIALOGUE_PARTNER and the prefix
// MEMBERSHIP_STATUS_.
std::string InWords(absl::string_view enum_name, absl::string_view prefix);

std::string StatusInWords(model::v1::MembershipStatus status);

// "2005~"; "a day unknown" for a date that is absent.
std::string DateInWords(const query::v1::AnswerDate& date);

// "eu" for "organizations/eu", "GBR" for "states/GBR"; another name stays
// whole.
std::string ShortName(absl::string_view name);

}  // namespace comity::cli

#endif  // COMITY_CLI_COMMAND_WORDS_H_
