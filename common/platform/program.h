// What the main functions of the services share.

#ifndef COMMON_PLATFORM_PROGRAM_H_
#define COMMON_PLATFORM_PROGRAM_H_

#include "absl/functional/function_ref.h"
#include "absl/status/status.h"
#include "absl/strings/string_view.h"

namespace comity::platform {

// Reads the flags and runs `serve`. Returns the exit code: 0, or 1 after a
// sentence on standard error when `serve` fails or something other than flags
// was given, such as a flag without its dashes. Shutdown signals are blocked
// before any thread starts, for WaitForShutdownSignal.
int RunProgram(int argc, char** argv, absl::string_view name,
               absl::FunctionRef<absl::Status()> serve);

}  // namespace comity::platform

#endif  // COMMON_PLATFORM_PROGRAM_H_
