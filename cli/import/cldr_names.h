// Reads the names of states and regions, in all languages, from the package
// unicode-cldr-core. Nothing of the package is copied into the repository.
#ifndef COMITY_CLI_IMPORT_CLDR_NAMES_H_
#define COMITY_CLI_IMPORT_CLDR_NAMES_H_

#include <map>
#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "cli/import/cldr_file.h"

#include "comity/model/v1/label.pb.h"

namespace comity::cli {

// By territory: an alpha-2 code such as `DE` or a code of UN M49 such as `155`.
// The labels are ascending by language; in each, the plain name (SHORT) stands
// before those for narrow space and the variants (ALIAS), and no text twice.
using CldrLabels = std::map<std::string, std::vector<model::v1::Label>>;

// Reads all files of `folder`/main. A language is named as its file says of
// itself, in BCP 47: `sr-Latn-BA`, `be-tarask`.
//
// - Names whose draft status is provisional or unconfirmed are passed over, as
//   ICU passes over them when it builds its data.
// - A name that is the one of the locale inherited from is left out: `de-CH`
//   has just what is said otherwise there.
absl::StatusOr<CldrLabels> ReadCldrLabels(
    const std::string& folder = kCldrFolder);

}  // namespace comity::cli

#endif  // COMITY_CLI_IMPORT_CLDR_NAMES_H_
