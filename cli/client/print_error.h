// Tells a failed call to the person at the terminal.
#ifndef COMITY_CLI_CLIENT_PRINT_ERROR_H_
#define COMITY_CLI_CLIENT_PRINT_ERROR_H_

#include "absl/status/status.h"

namespace comity::cli {

// Writes the status to stderr: its message, its reason where a service gave
// one, and each field at fault on a line of its own.
void PrintError(const absl::Status& status);

}  // namespace comity::cli

#endif  // COMITY_CLI_CLIENT_PRINT_ERROR_H_
