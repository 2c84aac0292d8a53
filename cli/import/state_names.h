// Puts names and codes on the states of a pack: CLDR's names in all languages,
// dated names and codes of the Correlates of War from the pack's own tables.
//
// Each function takes all records of the pack. An error names the file and the
// line.
#ifndef COMITY_CLI_IMPORT_STATE_NAMES_H_
#define COMITY_CLI_IMPORT_STATE_NAMES_H_

#include <string>
#include <vector>

#include "absl/status/status.h"
#include "cli/import/cldr_names.h"
#include "cli/import/iso_states.h"

#include "comity/model/v1/record.pb.h"
#include "comity/pack/v1/pack.pb.h"

namespace comity::cli {

// Adds the labels of the territories that are states or organizations of the
// pack, and cites the source on each. A text that a record has in a language
// already keeps its kind. In English the short name stays the one that the
// record has, unless `config` says otherwise; then that one becomes an alias.
// An abbreviation that is another's code is left out: RU is Russia, and not the
// United Kingdom in Catalan.
void AddCldrNames(const pack::v1::CldrNames& config,
                  const TerritoryRecords& territories, const CldrLabels& labels,
                  std::vector<model::v1::Record>& records);

// Adds the names of the table at `path`. A row about a text that the state has
// in that language already sets its kind and validity, and an undated SHORT one
// makes the short name that was there an alias. A row that dates a name
// dates aliases of the same text in other languages too: CLDR lists "Swaziland"
// as a variant in many.
absl::Status AddNamesFromTable(const std::string& path,
                               std::vector<model::v1::Record>& records);

// Adds the codes of the table at `path`, and cites `source` on each state.
absl::Status AddCowCodes(const std::string& path, const std::string& source,
                         std::vector<model::v1::Record>& records);

}  // namespace comity::cli

#endif  // COMITY_CLI_IMPORT_STATE_NAMES_H_
