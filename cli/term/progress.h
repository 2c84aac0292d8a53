// A bar on a terminal that says how far a long job is; nothing on a pipe.
#ifndef COMITY_CLI_TERM_PROGRESS_H_
#define COMITY_CLI_TERM_PROGRESS_H_

#include <cstdint>
#include <string>

#include "absl/time/time.h"
#include "cli/term/terminal.h"

namespace comity::cli {

// Draws on stderr, at most ten times a second. Not thread-safe.
class Progress {
 public:
  // `total` 0: the end is not known, so only the count is shown.
  Progress(const Terminal& terminal, std::string label, int64_t total);
  // Takes the bar away.
  ~Progress();
  Progress(const Progress&) = delete;
  Progress& operator=(const Progress&) = delete;

  // `done` of the total, in the job's own unit.
  void Set(int64_t done);

 private:
  const Terminal terminal_;
  const std::string label_;
  const int64_t total_;
  absl::Time next_;
  bool drawn_ = false;
};

// The line that the bar shows: `label  [#####-----]  50 %  1,234`, as wide as
// the terminal allows.
std::string ProgressLine(const Terminal& terminal, const std::string& label,
                         int64_t done, int64_t total);

}  // namespace comity::cli

#endif  // COMITY_CLI_TERM_PROGRESS_H_
