// A file that a command writes, or stdout. A file appears under its name only
// when it is whole: until then it is `NAME.part-` and six letters. A link is
// followed; a device or a pipe is written as it is.
#ifndef COMITY_CLI_COMMAND_OUTPUT_FILE_H_
#define COMITY_CLI_COMMAND_OUTPUT_FILE_H_

#include <cstdio>
#include <memory>
#include <string>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"

namespace comity::cli {

// Whether an OutputFile failed: the program then ends with kExitCannotWrite.
bool IsCannotWrite(const absl::Status& status);

// Not thread-safe. Errors name the file and are IsCannotWrite.
class OutputFile {
 public:
  // "" and "-" are stdout.
  static absl::StatusOr<std::unique_ptr<OutputFile>> Open(
      const std::string& path);

  // Takes the unfinished file away.
  ~OutputFile();
  OutputFile(const OutputFile&) = delete;
  OutputFile& operator=(const OutputFile&) = delete;

  absl::Status Write(absl::string_view text);

  // Says that it is whole: it is on the disk, and bears its name. Called once,
  // last.
  absl::Status Finish();

 private:
  OutputFile(std::string path, std::string part, std::FILE* file);

  const std::string path_;  // empty: stdout
  const std::string part_;  // empty: written in place
  std::FILE* file_;         // null once finished
};

}  // namespace comity::cli

#endif  // COMITY_CLI_COMMAND_OUTPUT_FILE_H_
