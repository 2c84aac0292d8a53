#include "cli/command/csv_reader.h"

#include <algorithm>
#include <csv.h>
#include <fstream>
#include <utility>

#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "absl/strings/str_replace.h"
#include "cli/command/utf8.h"

#include "common/platform/status_macros.h"

namespace comity::cli {
namespace {

char CommonestDelimiter(absl::string_view line) {
  char commonest = ',';
  for (const char candidate : {';', '\t'}) {
    if (std::count(line.begin(), line.end(), candidate) >
        std::count(line.begin(), line.end(), commonest)) {
      commonest = candidate;
    }
  }
  return commonest;
}

}  // namespace

// The parser is given one line at a time, so that a row's own line is known
// even where quoted cells span lines.
struct CsvReader::State {
  explicit State(std::string file_name) : name(std::move(file_name)) {
    csv_init(&parser, CSV_STRICT | CSV_STRICT_FINI);
  }
  ~State() { csv_free(&parser); }
  State(const State&) = delete;
  State& operator=(const State&) = delete;

  static void OnCell(void* cell, size_t size, void* state) {
    static_cast<State*>(state)->cells.emplace_back(
        static_cast<const char*>(cell), size);
  }
  static void OnRow(int /*terminator*/, void* state) {
    static_cast<State*>(state)->row_is_whole = true;
  }

  std::string name;
  std::ifstream file;
  std::istream* input = nullptr;
  CsvDelimiter delimiter = CsvDelimiter::kComma;
  csv_parser parser = {};
  int line = 0;
  std::vector<std::string> header;
  // Of the row that is being read.
  std::vector<std::string> cells;
  bool row_is_whole = false;
};

CsvReader::CsvReader(std::unique_ptr<State> state) : state_(std::move(state)) {}
CsvReader::CsvReader(CsvReader&&) noexcept = default;
CsvReader& CsvReader::operator=(CsvReader&&) noexcept = default;
CsvReader::~CsvReader() = default;

absl::StatusOr<CsvReader> CsvReader::Open(const std::string& path) {
  CsvReader reader(std::make_unique<State>(path));
  reader.state_->file.open(path);
  if (!reader.state_->file) {
    return absl::NotFoundError(absl::StrCat(path, ": cannot be read"));
  }
  reader.state_->input = &reader.state_->file;
  COMITY_RETURN_IF_ERROR(reader.ReadHeader());
  return reader;
}

absl::StatusOr<CsvReader> CsvReader::From(std::istream& input,
                                          const std::string& name,
                                          CsvDelimiter delimiter) {
  CsvReader reader(std::make_unique<State>(name));
  reader.state_->input = &input;
  reader.state_->delimiter = delimiter;
  COMITY_RETURN_IF_ERROR(reader.ReadHeader());
  return reader;
}

const std::string& CsvReader::name() const { return state_->name; }

const std::vector<std::string>& CsvReader::header() const {
  return state_->header;
}

char CsvReader::delimiter() const {
  return static_cast<char>(csv_get_delim(&state_->parser));
}

absl::Status CsvReader::ReadHeader() {
  CsvRow row;
  COMITY_ASSIGN_OR_RETURN(const bool any, Next(row));
  if (!any) return ErrorAt(1, "the file is empty; a header is expected");
  state_->header = std::move(row.cells);
  return absl::OkStatus();
}

absl::StatusOr<size_t> CsvReader::Column(absl::string_view heading) const {
  const auto& header = state_->header;
  const auto it = std::find(header.begin(), header.end(), heading);
  if (it != header.end()) return static_cast<size_t>(it - header.begin());
  constexpr size_t kListedMax = 20;
  const auto end = header.begin() +
                   static_cast<int64_t>(std::min(kListedMax, header.size()));
  return ErrorAt(1, absl::StrCat("there is no column '", heading, "', but ",
                                 absl::StrJoin(header.begin(), end, ", "),
                                 header.size() > kListedMax ? ", …" : ""));
}

absl::Status CsvReader::ExpectHeader(
    const std::vector<std::string>& header) const {
  if (state_->header == header) return absl::OkStatus();
  for (const auto& heading : header) {
    COMITY_RETURN_IF_ERROR(Column(heading).status());
  }
  return ErrorAt(
      1, absl::StrCat("the header must be just ", absl::StrJoin(header, ",")));
}

absl::StatusOr<bool> CsvReader::Next(CsvRow& row) {
  State& state = *state_;
  state.cells.clear();
  state.row_is_whole = false;
  int begin = 0;
  std::string text;
  while (!state.row_is_whole && std::getline(*state.input, text)) {
    ++state.line;
    if (begin == 0) begin = state.line;
    if (state.line == 1 && absl::StartsWith(text, kByteOrderMark)) {
      text.erase(0, sizeof(kByteOrderMark) - 1);
    }
    if (state.line == 1 && state.delimiter == CsvDelimiter::kAsWritten) {
      csv_set_delim(&state.parser,
                    static_cast<unsigned char>(CommonestDelimiter(text)));
    }
    if (!IsUtf8(text)) {
      return ErrorAt(state.line,
                     "is not UTF-8; save the file in that encoding");
    }
    text.push_back('\n');
    if (csv_parse(&state.parser, text.data(), text.size(), &State::OnCell,
                  &State::OnRow, &state) != text.size()) {
      return ErrorAt(state.line,
                     absl::StrCat("a quote stands where none may: ",
                                  csv_strerror(csv_error(&state.parser))));
    }
    // A blank line makes no row, and is not where the next one begins.
    if (!state.row_is_whole && state.cells.empty() &&
        text.find_first_not_of(" \t\r\n") == std::string::npos) {
      begin = 0;
    }
  }
  if (state.input->bad()) {
    return ErrorAt(state.line, "cannot be read further");
  }
  if (!state.row_is_whole) {
    if (csv_fini(&state.parser, &State::OnCell, &State::OnRow, &state) != 0) {
      return ErrorAt(begin, "a quote that opens in this row does not close");
    }
    if (!state.row_is_whole) return false;
  }
  row.line = begin;
  row.cells = std::move(state.cells);
  if (!state.header.empty() && row.cells.size() != state.header.size()) {
    return ErrorAt(begin,
                   absl::StrCat("has ", row.cells.size(), " cells, the header ",
                                state.header.size()));
  }
  return true;
}

absl::Status CsvReader::ErrorAt(int line, absl::string_view text) const {
  return absl::InvalidArgumentError(
      absl::StrCat(state_->name, ":", line, ": ", text));
}

absl::StatusOr<std::vector<CsvRow>> ReadCsvFile(
    const std::string& path, const std::vector<std::string>& header) {
  COMITY_ASSIGN_OR_RETURN(CsvReader reader, CsvReader::Open(path));
  COMITY_RETURN_IF_ERROR(reader.ExpectHeader(header));
  std::vector<CsvRow> rows;
  while (true) {
    CsvRow row;
    COMITY_ASSIGN_OR_RETURN(const bool more, reader.Next(row));
    if (!more) return rows;
    rows.push_back(std::move(row));
  }
}

std::string CsvLine(const std::vector<std::string>& cells, char delimiter) {
  const std::string special = absl::StrCat("\"\r\n", std::string(1, delimiter));
  std::string line;
  for (const auto& cell : cells) {
    if (!line.empty() || &cell != &cells.front()) line.push_back(delimiter);
    const bool quote =
        cell.find_first_of(special) != std::string::npos ||
        (!cell.empty() && (cell.front() == ' ' || cell.back() == ' '));
    absl::StrAppend(&line, quote ? "\"" : "",
                    quote ? absl::StrReplaceAll(cell, {{"\"", "\"\""}}) : cell,
                    quote ? "\"" : "");
  }
  line.push_back('\n');
  return line;
}

}  // namespace comity::cli
