// Makes geographic organizations, and the memberships of states in them, of the
// containment of territories in the package unicode-cldr-core, which follows UN
// M49.
#ifndef COMITY_CLI_IMPORT_CLDR_REGIONS_H_
#define COMITY_CLI_IMPORT_CLDR_REGIONS_H_

#include <map>
#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "cli/import/cldr_names.h"
#include "cli/import/iso_states.h"

#include "comity/model/v1/record.pb.h"
#include "comity/pack/v1/pack.pb.h"

namespace comity::cli {

// What a region or grouping contains: regions and territories, by their codes.
using CldrContainment = std::map<std::string, std::vector<std::string>>;

// Reads what contains what at present, groupings such as `EU` among it.
absl::StatusOr<CldrContainment> ReadCldrContainment(
    const std::string& cldr_folder = kCldrFolder);

// An organization for each region in `config`, and a membership for each state
// that lies in it, itself or by a region that it contains. Parts of a state
// that CLDR counts apart, such as the Canary Islands, and what is in no region
// of M49, such as Antarctica, are left out. An error names the region.
absl::StatusOr<std::vector<model::v1::Record>> LoadCldrRegions(
    const pack::v1::CldrRegions& config, const TerritoryRecords& territories,
    const CldrLabels& labels, const std::string& cldr_folder = kCldrFolder);

}  // namespace comity::cli

#endif  // COMITY_CLI_IMPORT_CLDR_REGIONS_H_
