// When the states of a pack began and ended, from a table of the pack.
#ifndef COMITY_CLI_IMPORT_STATE_LIVES_H_
#define COMITY_CLI_IMPORT_STATE_LIVES_H_

#include <string>
#include <vector>

#include "absl/status/status.h"

#include "comity/model/v1/record.pb.h"

namespace comity::cli {

// Adds the events of the table at `path` to the states among the records, after
// those that a state has. A row of `succeeded_by` is an event a successor. The
// error lists all rows that are wrong; the records are then of no use.
absl::Status AddLivesFromTable(const std::string& path,
                               std::vector<model::v1::Record>& records);

}  // namespace comity::cli

#endif  // COMITY_CLI_IMPORT_STATE_LIVES_H_
