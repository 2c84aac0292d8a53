#include "cli/command/text_file.h"

#include <filesystem>
#include <fstream>
#include <iostream>
#include <sstream>

#include "absl/strings/ascii.h"
#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "google/protobuf/io/tokenizer.h"
#include "google/protobuf/text_format.h"
#include "google/protobuf/util/json_util.h"

namespace comity::cli {
namespace {

// Keeps the first complaint of the parser, with its place.
class FirstError : public google::protobuf::io::ErrorCollector {
 public:
  void AddError(int line, int column, const std::string& message) override {
    if (text_.empty()) {
      text_ = absl::StrCat(line + 1, ":", column + 1, ": ", message);
    }
  }
  const std::string& text() const { return text_; }

 private:
  std::string text_;
};

}  // namespace

absl::StatusOr<std::string> ReadTextFile(const std::string& path) {
  std::stringstream content;
  if (path == "-") {
    content << std::cin.rdbuf();
    if (std::cin.bad()) return absl::NotFoundError("stdin: cannot be read");
    return content.str();
  }
  std::ifstream file(path);
  if (!file) {
    return absl::NotFoundError(absl::StrCat(path, ": cannot be read"));
  }
  content << file.rdbuf();
  // A folder opens, and reads as nothing.
  if (file.bad() || std::filesystem::is_directory(path)) {
    return absl::NotFoundError(absl::StrCat(path, ": cannot be read"));
  }
  return content.str();
}

absl::Status ReadMessageFile(const std::string& path,
                             google::protobuf::Message& message) {
  const auto content = ReadTextFile(path);
  if (!content.ok()) return content.status();
  if (absl::EndsWith(path, ".json") ||
      absl::StartsWith(absl::StripLeadingAsciiWhitespace(*content), "{")) {
    const auto status =
        google::protobuf::util::JsonStringToMessage(*content, &message);
    if (status.ok()) return absl::OkStatus();
    return absl::InvalidArgumentError(
        absl::StrCat(path, ": ", std::string(status.message())));
  }
  FirstError error;
  google::protobuf::TextFormat::Parser parser;
  parser.RecordErrorsTo(&error);
  if (parser.ParseFromString(*content, &message)) return absl::OkStatus();
  return absl::InvalidArgumentError(absl::StrCat(path, ":", error.text()));
}

}  // namespace comity::cli
