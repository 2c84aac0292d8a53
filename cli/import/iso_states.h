// Makes state records of the `iso-codes` package: one for each entry of
// ISO 3166-1, and for each of ISO 3166-3 that a pack says was a state of its
// own. Nothing of the package is copied into the repository; it is read when a
// pack is imported.
#ifndef COMITY_CLI_IMPORT_ISO_STATES_H_
#define COMITY_CLI_IMPORT_ISO_STATES_H_

#include <map>
#include <string>
#include <vector>

#include "absl/status/statusor.h"

#include "comity/model/v1/record.pb.h"
#include "comity/pack/v1/pack.pb.h"

namespace comity::cli {

// Where Debian's iso-codes has its JSON files.
inline constexpr char kIsoCodesFolder[] = "/usr/share/iso-codes/json";

// The states, ascending by name. Paths in `config` are relative to `folder`.
//
// ISO 3166-3 gives the day on which a code was withdrawn and not the day on
// which it began, so a former code is valid `/{withdrawal}`: its start is
// unknown. A code in use today that was somebody else's before is valid `/..`.
// An error names the file and what is wrong in it.
absl::StatusOr<std::vector<model::v1::Record>> LoadIsoStates(
    const pack::v1::IsoStates& config, const std::string& folder,
    const std::string& iso_codes_folder = kIsoCodesFolder);

// Names of records by what other data call a territory: `DE` is `states/DEU`.
using TerritoryRecords = std::map<std::string, std::string>;

// By alpha-2 code, as ISO 3166-1 has them today.
absl::StatusOr<TerritoryRecords> ReadTerritories(
    const std::string& iso_codes_folder = kIsoCodesFolder);

}  // namespace comity::cli

#endif  // COMITY_CLI_IMPORT_ISO_STATES_H_
