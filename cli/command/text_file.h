// Reads a message that a person wrote in a file.
#ifndef COMITY_CLI_COMMAND_TEXT_FILE_H_
#define COMITY_CLI_COMMAND_TEXT_FILE_H_

#include <string>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "google/protobuf/message.h"

namespace comity::cli {

// The whole file; `-` is stdin.
absl::StatusOr<std::string> ReadTextFile(const std::string& path);

// Parses the file into `message`: JSON if its name ends in `.json` or its first
// character is a brace, else protobuf's text format. INVALID_ARGUMENT names the
// file, and the line where there is one.
absl::Status ReadMessageFile(const std::string& path,
                             google::protobuf::Message& message);

}  // namespace comity::cli

#endif  // COMITY_CLI_COMMAND_TEXT_FILE_H_
