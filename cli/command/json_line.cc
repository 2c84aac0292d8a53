#include "cli/command/json_line.h"

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
  // The parser shows the text where it stopped on lines of their own.
  const std::string text(status.message());
  return absl::InvalidArgumentError(text.substr(0, text.find('\n')));
}

}  // namespace comity::cli
