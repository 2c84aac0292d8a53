#include "cli/client/exit_code.h"

#include "common/platform/error.h"

namespace comity::cli {

ExitCode ExitCodeOf(const absl::Status& status) {
  if (status.ok()) return kExitOk;
  if (absl::IsUnavailable(status) || absl::IsDeadlineExceeded(status)) {
    return kExitUnavailable;
  }
  // A service gives its reason; what has none is our own word on what we were
  // given.
  const bool is_ours = !status.GetPayload(platform::kErrorInfoUrl).has_value();
  return is_ours &&
                 (absl::IsInvalidArgument(status) || absl::IsNotFound(status))
             ? kExitBadInput
             : kExitRefused;
}

}  // namespace comity::cli
