// Streams the rows of a CSV file (RFC 4180): comma-separated (or as it comes,
// see CsvDelimiter), quoted by double quotes, UTF-8, with a header. Only one
// row is in memory, so a file may be as large as it likes.
#ifndef COMITY_CLI_COMMAND_CSV_READER_H_
#define COMITY_CLI_COMMAND_CSV_READER_H_

#include <istream>
#include <memory>
#include <string>
#include <vector>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"

namespace comity::cli {

struct CsvRow {
  int line = 0;  // where it begins in the file; the header is line 1
  std::vector<std::string> cells;
};

enum class CsvDelimiter {
  kComma,
  // The one of comma, semicolon and tab that the first line has most of:
  // spreadsheets write semicolons where a comma is the decimal sign.
  kAsWritten,
};

// Errors are INVALID_ARGUMENT and name file and line. Not thread-safe.
class CsvReader {
 public:
  // Opens a file and reads its header.
  static absl::StatusOr<CsvReader> Open(const std::string& path);
  // Reads from `input`, which outlives the reader; `name` is for errors.
  static absl::StatusOr<CsvReader> From(
      std::istream& input, const std::string& name,
      CsvDelimiter delimiter = CsvDelimiter::kComma);

  CsvReader(CsvReader&&) noexcept;
  CsvReader& operator=(CsvReader&&) noexcept;
  ~CsvReader();

  const std::string& name() const;
  const std::vector<std::string>& header() const;
  char delimiter() const;

  // Where the column is. The error lists the columns that there are.
  absl::StatusOr<size_t> Column(absl::string_view heading) const;
  // OK if the header is just this one, in this order.
  absl::Status ExpectHeader(const std::vector<std::string>& header) const;

  // The next row, trimmed of spaces around unquoted cells; false at the end.
  // Blank lines are passed over. A row that has other than the header's number
  // of cells, that is not UTF-8 or whose quotes do not close is an error.
  absl::StatusOr<bool> Next(CsvRow& row);

  // "file.csv:12: " and the text.
  absl::Status ErrorAt(int line, absl::string_view text) const;

 private:
  struct State;
  explicit CsvReader(std::unique_ptr<State> state);
  absl::Status ReadHeader();

  std::unique_ptr<State> state_;
};

// All rows of a small table with just this header.
absl::StatusOr<std::vector<CsvRow>> ReadCsvFile(
    const std::string& path, const std::vector<std::string>& header);

// The cells as a line of CSV, quoted where they must be, with a newline.
std::string CsvLine(const std::vector<std::string>& cells,
                    char delimiter = ',');

}  // namespace comity::cli

#endif  // COMITY_CLI_COMMAND_CSV_READER_H_
