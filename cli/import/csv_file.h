// Reads the small tables of packs: comma-separated, quoted by double quotes,
// with a header that must be just the one expected.
#ifndef COMITY_CLI_IMPORT_CSV_FILE_H_
#define COMITY_CLI_IMPORT_CSV_FILE_H_

#include <string>
#include <vector>

#include "absl/status/statusor.h"

namespace comity::cli {

struct CsvRow {
  int line = 0;  // in the file, 1 is the header
  std::vector<std::string> cells;
};

// The rows below the header. Cells are trimmed of spaces. REQUIRES: header has
// three or four columns, as the tables of packs do. An error names the file and
// the line.
absl::StatusOr<std::vector<CsvRow>> ReadCsvFile(
    const std::string& path, const std::vector<std::string>& header);

}  // namespace comity::cli

#endif  // COMITY_CLI_IMPORT_CSV_FILE_H_
