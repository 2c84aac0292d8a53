#include "cli/import/csv_file.h"

#define CSV_IO_NO_THREAD
#include <cstddef>
#include <utility>

#include <libfccp/csv.h>

#include "absl/strings/str_cat.h"

namespace comity::cli {
namespace {

template <unsigned kColumns, std::size_t... kIndex>
std::vector<CsvRow> ReadColumns(const std::string& path,
                                const std::vector<std::string>& header,
                                std::index_sequence<kIndex...> /*columns*/) {
  io::CSVReader<kColumns, io::trim_chars<' ', '\t'>,
                io::double_quote_escape<',', '"'>>
      reader(path);
  reader.read_header(io::ignore_no_column, header[kIndex]...);
  std::vector<CsvRow> rows;
  std::vector<std::string> cells(kColumns);
  while (reader.read_row(cells[kIndex]...)) {
    rows.push_back({static_cast<int>(reader.get_file_line()), cells});
  }
  return rows;
}

}  // namespace

absl::StatusOr<std::vector<CsvRow>> ReadCsvFile(
    const std::string& path, const std::vector<std::string>& header) {
  // The library reports by exceptions; none leaves this function.
  try {
    switch (header.size()) {
      case 3:
        return ReadColumns<3>(path, header, std::make_index_sequence<3>());
      case 4:
        return ReadColumns<4>(path, header, std::make_index_sequence<4>());
      default:
        return absl::InternalError(absl::StrCat("a table of ", header.size(),
                                                " columns is not foreseen"));
    }
  } catch (const io::error::base& error) {
    return absl::InvalidArgumentError(error.what());
  }
}

}  // namespace comity::cli
