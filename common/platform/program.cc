#include "common/platform/program.h"

#include <iostream>
#include <string>
#include <vector>

#include "absl/flags/parse.h"
#include "absl/flags/usage.h"
#include "absl/strings/str_cat.h"

#include "common/platform/signals.h"

namespace comity::platform {

int RunProgram(int argc, char** argv, absl::string_view name,
               absl::FunctionRef<absl::Status()> serve) {
  BlockShutdownSignals();
  absl::SetProgramUsageMessage(
      absl::StrCat(name, ", configured by flags; --help lists them"));
  const std::vector<char*> rest = absl::ParseCommandLine(argc, argv);
  if (rest.size() > 1) {
    std::cerr << name << ": '" << rest[1]
              << "' is not a flag; flags begin with two dashes" << std::endl;
    return 1;
  }
  const absl::Status status = serve();
  if (status.ok()) return 0;
  std::cerr << name << ": " << status.message() << std::endl;
  return 1;
}

}  // namespace comity::platform
