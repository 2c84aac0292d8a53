// All that is wrong with files given, so that a person mends them in one round.
#ifndef COMITY_CLI_IMPORT_INPUT_ERRORS_H_
#define COMITY_CLI_IMPORT_INPUT_ERRORS_H_

#include <string>
#include <vector>

#include "absl/status/status.h"
#include "absl/strings/string_view.h"

namespace comity::cli {

class InputErrors {
 public:
  // Notes what is wrong in a line of a file; line 0: in the file as a whole.
  void Add(absl::string_view file, int line, absl::string_view text);

  // The same, of a text that names its place.
  void AddWhole(absl::string_view text);

  bool ok() const { return count_ == 0; }
  size_t size() const { return count_; }

  // OK if nothing was added, else INVALID_ARGUMENT with "file:line: text" a
  // line, at most kListedMax of them, and how many more there are.
  absl::Status ToStatus() const;

  static constexpr size_t kListedMax = 50;

 private:
  size_t count_ = 0;
  std::vector<std::string> listed_;
};

}  // namespace comity::cli

#endif  // COMITY_CLI_IMPORT_INPUT_ERRORS_H_
