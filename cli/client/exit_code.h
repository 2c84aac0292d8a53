// How the command ends, for scripts. Numbers from 64 on are those of
// <sysexits.h>, as many Unix tools use them.
#ifndef COMITY_CLI_CLIENT_EXIT_CODE_H_
#define COMITY_CLI_CLIENT_EXIT_CODE_H_

#include "absl/status/status.h"

namespace comity::cli {

enum ExitCode : int {
  kExitOk = 0,
  kExitNo = 1,            // `check --exit-code`: certainly not a member
  kExitUncertain = 2,     // `check --exit-code`: possible or unknown
  kExitUsage = 64,        // the command line is at fault
  kExitBadInput = 65,     // a file or name given is at fault
  kExitUnavailable = 69,  // a service cannot be reached, or not in time
  kExitRefused = 70,      // a service refused the request
  kExitCannotWrite = 73,  // a file cannot be written
};

// kExitUnavailable for UNAVAILABLE and DEADLINE_EXCEEDED; kExitBadInput for
// INVALID_ARGUMENT and NOT_FOUND that no service gave a reason for; else
// kExitRefused.
ExitCode ExitCodeOf(const absl::Status& status);

}  // namespace comity::cli

#endif  // COMITY_CLI_CLIENT_EXIT_CODE_H_
