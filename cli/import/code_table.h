// Which state bears which code, as the registry has it.
#ifndef COMITY_CLI_IMPORT_CODE_TABLE_H_
#define COMITY_CLI_IMPORT_CODE_TABLE_H_

#include <map>
#include <string>
#include <utility>
#include <vector>

#include "absl/status/statusor.h"
#include "cli/client/registry_client.h"

#include "comity/model/v1/record.pb.h"
#include "common/model/day.h"
#include "common/model/lifetime.h"

namespace comity::cli {

class CodeTable {
 public:
  // Reads all states of the registry.
  static absl::StatusOr<CodeTable> Read(RegistryClient& client);

  // Adds the codes of a state.
  void Add(const model::v1::Record& state);

  // The names of those that bear it at some time of the days, each once, in
  // ascending order. A code lasts no longer than its state.
  std::vector<std::string> Find(model::v1::CodeSystem system,
                                const std::string& value,
                                model::DayRange days) const;

 private:
  struct Bearer {
    std::string state;
    model::v1::Code code;
    model::Lifetime lifetime;
  };

  std::map<std::pair<model::v1::CodeSystem, std::string>, std::vector<Bearer>>
      bearers_;
};

}  // namespace comity::cli

#endif  // COMITY_CLI_IMPORT_CODE_TABLE_H_
