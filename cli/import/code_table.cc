#include "cli/import/code_table.h"

#include <algorithm>

#include "common/model/naming.h"
#include "common/platform/status_macros.h"

namespace comity::cli {

absl::StatusOr<CodeTable> CodeTable::Read(RegistryClient& client) {
  CodeTable table;
  COMITY_RETURN_IF_ERROR(client.ForEachRecord(
      model::v1::RECORD_KIND_STATE, "",
      [&](model::v1::Record record) { table.Add(record); }));
  return table;
}

void CodeTable::Add(const model::v1::Record& state) {
  const model::Lifetime lifetime = model::LifetimeOf(state);
  for (const auto& code : state.state().codes()) {
    bearers_[{code.system(), code.value()}].push_back(
        {state.name(), code, lifetime});
  }
}

std::vector<std::string> CodeTable::Find(model::v1::CodeSystem system,
                                         const std::string& value,
                                         model::DayRange days) const {
  std::vector<std::string> names;
  const auto it = bearers_.find({system, value});
  if (it == bearers_.end()) return names;
  for (const auto& [state, code, lifetime] : it->second) {
    if (model::InUse(code, days) != model::Certainty::kNone &&
        lifetime.During(days) != model::Certainty::kNone) {
      names.push_back(state);
    }
  }
  std::sort(names.begin(), names.end());
  names.erase(std::unique(names.begin(), names.end()), names.end());
  return names;
}

}  // namespace comity::cli
