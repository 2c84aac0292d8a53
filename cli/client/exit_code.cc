#include "cli/client/exit_code.h"

namespace comity::cli {

ExitCode ExitCodeOf(const absl::Status& status) {
  if (status.ok()) return kExitOk;
  return absl::IsUnavailable(status) || absl::IsDeadlineExceeded(status)
             ? kExitUnavailable
             : kExitRefused;
}

}  // namespace comity::cli
