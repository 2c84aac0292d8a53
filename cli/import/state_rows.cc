#include "cli/import/state_rows.h"

#include "absl/strings/str_cat.h"
#include "absl/strings/str_split.h"

namespace comity::cli {

StateIndex StatesByName(std::vector<model::v1::Record>& records) {
  StateIndex states;
  for (model::v1::Record& record : records) {
    if (record.has_state()) states[record.name()] = record.mutable_state();
  }
  return states;
}

absl::StatusOr<std::string> StateNameOf(const StateIndex& states,
                                        absl::string_view id) {
  std::string name = absl::StrCat("states/", id);
  if (states.contains(name)) return name;
  return absl::InvalidArgumentError(
      absl::StrCat("the pack has no state '", id, "'"));
}

absl::Status CiteAll(const std::string& sources, const std::string& locators,
                     CitationList& citations) {
  const std::vector<std::string> source_list = absl::StrSplit(sources, ';');
  const std::vector<std::string> locator_list = absl::StrSplit(locators, ';');
  if (source_list.size() != locator_list.size()) {
    return absl::InvalidArgumentError(
        "there must be as many locators as sources");
  }
  for (size_t i = 0; i < source_list.size(); ++i) {
    Cite(citations, source_list[i], locator_list[i]);
  }
  return absl::OkStatus();
}

}  // namespace comity::cli
