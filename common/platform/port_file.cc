#include "common/platform/port_file.h"

#include <cstdio>
#include <fstream>

#include "absl/strings/str_cat.h"

namespace comity::platform {

absl::Status WritePortFile(const std::string& path, int port) {
  const std::string unfinished = absl::StrCat(path, ".part");
  {
    std::ofstream file(unfinished, std::ios::trunc);
    file << port << '\n';
    file.flush();
    if (!file) {
      return absl::UnavailableError(
          absl::StrCat("cannot write the port to ", unfinished));
    }
  }
  if (std::rename(unfinished.c_str(), path.c_str()) != 0) {
    return absl::UnavailableError(
        absl::StrCat("cannot rename ", unfinished, " to ", path));
  }
  return absl::OkStatus();
}

}  // namespace comity::platform
