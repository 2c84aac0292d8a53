// The data set "Correlates of War, Intergovernmental Organizations" as records:
// its organizations, and the memberships of the states that bear its codes.
#ifndef COMITY_CLI_IMPORT_COW_FACTS_H_
#define COMITY_CLI_IMPORT_COW_FACTS_H_

#include <map>
#include <string>

#include "absl/status/status.h"
#include "cli/import/code_table.h"
#include "cli/import/cow_files.h"
#include "cli/import/facts.h"

#include "comity/pack/v1/pack.pb.h"

namespace comity::cli {

// `known` says which organizations of the registry the data set's are, by the
// name in lower case; others become `organizations/cow-{name}`.
//
// A code passes from state to state as the registry has it: where a membership
// goes on, that of the former state is CONTINUED_BY the next one's. A year in
// which no state bears the code is left out and reported.
absl::Status AddCowFacts(const pack::v1::DataSet& data_set, const CowData& data,
                         const std::map<std::string, std::string>& known,
                         const CodeTable& codes, Facts& facts);

}  // namespace comity::cli

#endif  // COMITY_CLI_IMPORT_COW_FACTS_H_
