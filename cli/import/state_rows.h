// What the tables of a pack of states share: a row is about a state of the
// pack, and cites who says so.
#ifndef COMITY_CLI_IMPORT_STATE_ROWS_H_
#define COMITY_CLI_IMPORT_STATE_ROWS_H_

#include <map>
#include <string>
#include <vector>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "cli/import/labels.h"

#include "comity/model/v1/record.pb.h"

namespace comity::cli {

// By name; they point into the records.
using StateIndex = std::map<std::string, model::v1::State*>;

StateIndex StatesByName(std::vector<model::v1::Record>& records);

// The name of the state with that id; an error if the pack has none.
absl::StatusOr<std::string> StateNameOf(const StateIndex& states,
                                        absl::string_view id);

// Cites each of the sources; both are lists with `;` between.
absl::Status CiteAll(const std::string& sources, const std::string& locators,
                     CitationList& citations);

}  // namespace comity::cli

#endif  // COMITY_CLI_IMPORT_STATE_ROWS_H_
