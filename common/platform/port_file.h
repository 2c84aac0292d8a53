// Tells whoever started a service on port 0 which port it got.

#ifndef COMMON_PLATFORM_PORT_FILE_H_
#define COMMON_PLATFORM_PORT_FILE_H_

#include <string>

#include "absl/status/status.h"

namespace comity::platform {

// Writes the port and a newline to the file at `path`. It appears whole: who
// finds it can read it.
absl::Status WritePortFile(const std::string& path, int port);

}  // namespace comity::platform

#endif  // COMMON_PLATFORM_PORT_FILE_H_
