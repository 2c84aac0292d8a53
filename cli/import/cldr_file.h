// Where the package unicode-cldr-core has its files, and how they are read.
#ifndef COMITY_CLI_IMPORT_CLDR_FILE_H_
#define COMITY_CLI_IMPORT_CLDR_FILE_H_

#include <string>

#include <pugixml.hpp>

#include "absl/status/status.h"

namespace comity::cli {

inline constexpr char kCldrFolder[] = "/usr/share/unicode/cldr/common";

// Parses the XML file at `path` into `document`. An error names the file, and
// the package when there is no such file.
absl::Status ReadCldrFile(const std::string& path,
                          pugi::xml_document& document);

}  // namespace comity::cli

#endif  // COMITY_CLI_IMPORT_CLDR_FILE_H_
