// Messages as lines of JSON (JSON Lines), by the mapping of proto3.
#ifndef COMITY_CLI_COMMAND_JSON_LINE_H_
#define COMITY_CLI_COMMAND_JSON_LINE_H_

#include <string>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "google/protobuf/message.h"

namespace comity::cli {

// The message on one line, with its newline. Equal messages give equal bytes.
absl::StatusOr<std::string> JsonLine(const google::protobuf::Message& message);

// Parses a line into `message`. INVALID_ARGUMENT says what is wrong: not UTF-8,
// no JSON, or a field that the message does not have.
absl::Status ParseJsonLine(absl::string_view line,
                           google::protobuf::Message& message);

}  // namespace comity::cli

#endif  // COMITY_CLI_COMMAND_JSON_LINE_H_
