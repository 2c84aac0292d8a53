// Tells whoever started the service on port 0 which port it got.
#ifndef COMITY_QUERY_SERVER_PORT_FILE_H_
#define COMITY_QUERY_SERVER_PORT_FILE_H_

#include <string>

#include "absl/status/status.h"

namespace comity::query {

// Writes the port and a newline to the file at `path`. It appears whole: who
// finds it can read it.
absl::Status WritePortFile(const std::string& path, int port);

}  // namespace comity::query

#endif  // COMITY_QUERY_SERVER_PORT_FILE_H_
