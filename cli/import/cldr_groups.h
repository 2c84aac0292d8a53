// Groupings of territories in the package unicode-cldr-core, such as the
// members of the European Union, as a data set.
#ifndef COMITY_CLI_IMPORT_CLDR_GROUPS_H_
#define COMITY_CLI_IMPORT_CLDR_GROUPS_H_

#include <string>

#include "absl/status/status.h"
#include "cli/import/cldr_file.h"
#include "cli/import/facts.h"

#include "comity/pack/v1/pack.pb.h"

namespace comity::cli {

// Adds a membership for each territory of each grouping. An error names the
// grouping that CLDR has not, or the territory that is no state.
// REQUIRES: data_set.has_cldr_groups().
absl::Status AddCldrGroups(const pack::v1::DataSet& data_set, Facts& facts,
                           const std::string& cldr_folder = kCldrFolder);

}  // namespace comity::cli

#endif  // COMITY_CLI_IMPORT_CLDR_GROUPS_H_
