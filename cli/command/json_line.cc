#include "cli/command/json_line.h"

#include "absl/strings/str_cat.h"
#include "absl/strings/str_replace.h"
#include "cli/command/utf8.h"
#include "google/protobuf/util/json_util.h"

namespace comity::cli {

absl::StatusOr<std::string> JsonLine(const google::protobuf::Message& message) {
  std::string line;
  const auto status =
      google::protobuf::util::MessageToJsonString(message, &line);
  if (!status.ok()) return absl::InternalError(status.ToString());
  line.push_back('\n');
  return line;
}

absl::Status ParseJsonLine(absl::string_view line,
                           google::protobuf::Message& message) {
  if (!IsUtf8(line)) return absl::InvalidArgumentError("is not UTF-8");
  const auto status = google::protobuf::util::JsonStringToMessage(
      {line.data(), line.size()}, &message);
  if (status.ok()) return absl::OkStatus();
  // The parser shows where it stopped on lines of their own.
  return absl::InvalidArgumentError(
      absl::StrReplaceAll(std::string(status.message()), {{"\n", " | "}}));
}

}  // namespace comity::cli
