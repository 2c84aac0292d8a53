#include "cli/import/cow_files.h"

#include <optional>
#include <set>
#include <utility>

#include "absl/strings/ascii.h"
#include "absl/strings/numbers.h"
#include "absl/strings/str_cat.h"
#include "cli/command/csv_reader.h"
#include "cli/import/input_errors.h"

#include "common/platform/status_macros.h"

namespace comity::cli {
namespace {

// Columns of the layout by organization that are no states.
constexpr const char* kOrganizationColumns[] = {
    "ioname",
    "orgname",
    "year",
    "sdate",
    "deaddate",
    "dead",
    "integrated",
    "replaced",
    "longorgname",
    "ionum",
    "igocode",
    "version",
    "accuracyofpre1965membershipdates",
    "sourcesandnotes",
    "imputed",
    "political",
    "social",
    "economic"};

// Rows between two reports of progress.
constexpr int kRowsAProgress = 256;

std::optional<CowCode> CodeOf(absl::string_view cell) {
  int number = 0;
  if (!absl::SimpleAtoi(cell, &number)) return std::nullopt;
  if (number == -9 || (number >= -1 && number <= 3)) {
    return static_cast<CowCode>(number);
  }
  return std::nullopt;
}

bool YearOf(const std::string& cell, int& year) {
  return absl::SimpleAtoi(cell, &year) && year >= kCowFirstYear &&
         year <= kCowLastYear;
}

class ByState {
 public:
  ByState(CsvReader& reader, CowData& data, InputErrors& errors)
      : reader_(reader), data_(data), errors_(errors) {}

  absl::Status Begin() {
    COMITY_ASSIGN_OR_RETURN(code_, reader_.Column("ccode"));
    COMITY_ASSIGN_OR_RETURN(year_, reader_.Column("year"));
    COMITY_ASSIGN_OR_RETURN(state_, reader_.Column("state"));
    return absl::OkStatus();
  }

  void Take(const CsvRow& row) {
    int code = 0;
    int year = 0;
    if (!absl::SimpleAtoi(row.cells[code_], &code) ||
        !YearOf(row.cells[year_], year)) {
      errors_.Add(reader_.name(), row.line,
                  absl::StrCat("'", row.cells[code_], "', '", row.cells[year_],
                               "' are no COW code and year of ", kCowFirstYear,
                               " to ", kCowLastYear));
      return;
    }
    auto& columns = ColumnsOf(code);
    for (size_t i = 0; i < row.cells.size(); ++i) {
      if (columns[i] == nullptr) continue;
      const auto value = CodeOf(row.cells[i]);
      if (!value.has_value()) {
        errors_.Add(reader_.name(), row.line,
                    absl::StrCat("column ", reader_.header()[i], ": '",
                                 row.cells[i], "' is no code"));
      } else if (!AddCowCell(year, *value, *columns[i])) {
        errors_.Add(reader_.name(), row.line,
                    absl::StrCat("code ", code, " and year ", year,
                                 " stand there twice, or rows do not ascend"));
        return;
      }
    }
  }

 private:
  // Where the cells of a state go, by column; null for those that are no
  // organization. Rows of one state follow each other.
  std::vector<std::vector<CowRun>*>& ColumnsOf(int code) {
    if (columns_.empty() || code != columns_code_) {
      columns_code_ = code;
      columns_.assign(reader_.header().size(), nullptr);
      for (size_t i = 0; i < columns_.size(); ++i) {
        if (i == code_ || i == year_ || i == state_) continue;
        const std::string& name = reader_.header()[i];
        columns_[i] = &data_.runs[{name, code}];
        auto& organization = data_.organizations[name];
        if (organization.name.empty()) {
          organization.name = absl::AsciiStrToUpper(name);
        }
      }
    }
    return columns_;
  }

  CsvReader& reader_;
  CowData& data_;
  InputErrors& errors_;
  size_t code_ = 0, year_ = 0, state_ = 0;
  int columns_code_ = 0;
  std::vector<std::vector<CowRun>*> columns_;
};

class ByOrganization {
 public:
  ByOrganization(CsvReader& reader,
                 const std::map<std::string, int>& state_columns, CowData& data,
                 InputErrors& errors)
      : reader_(reader),
        state_columns_(state_columns),
        data_(data),
        errors_(errors) {}

  absl::Status Begin() {
    for (const char* heading : kOrganizationColumns) {
      COMITY_ASSIGN_OR_RETURN(columns_[heading], reader_.Column(heading));
    }
    codes_.resize(reader_.header().size());
    for (size_t i = 0; i < codes_.size(); ++i) {
      const std::string& heading = reader_.header()[i];
      if (columns_.contains(heading)) continue;
      const auto code = state_columns_.find(heading);
      if (code == state_columns_.end()) {
        return reader_.ErrorAt(
            1, absl::StrCat("column '", heading, "' is no state of COW"));
      }
      codes_[i] = code->second;
    }
    return absl::OkStatus();
  }

  // Cells go to `runs`, which may be those of another layout to compare with.
  void Take(const CsvRow& row, CowCells& runs) {
    const std::string key = absl::AsciiStrToLower(Cell(row, "ioname"));
    int year = 0;
    if (key.empty() || !YearOf(Cell(row, "year"), year)) {
      errors_.Add(reader_.name(), row.line, "has no ioname, or no year");
      return;
    }
    Describe(row, data_.organizations[key]);
    for (size_t i = 0; i < codes_.size(); ++i) {
      // An empty cell is a state that was not in the system.
      if (codes_[i] == 0 || row.cells[i].empty()) continue;
      const auto value = CodeOf(row.cells[i]);
      if (!value.has_value()) {
        errors_.Add(reader_.name(), row.line,
                    absl::StrCat("column ", reader_.header()[i], ": '",
                                 row.cells[i], "' is no code"));
      } else if (!AddCowCell(year, *value, runs[{key, codes_[i]}])) {
        errors_.Add(reader_.name(), row.line,
                    absl::StrCat(key, " and year ", year,
                                 " stand there twice, or rows do not ascend"));
        return;
      }
    }
  }

 private:
  const std::string& Cell(const CsvRow& row, const char* heading) const {
    return row.cells[columns_.at(heading)];
  }

  void Describe(const CsvRow& row, CowOrganization& organization) const {
    organization.name = Cell(row, "ioname");
    organization.title = Cell(row, "orgname");
    organization.long_title = Cell(row, "longorgname");
    organization.founded = Cell(row, "sdate");
    if (Cell(row, "dead") == "1") {
      organization.dissolved = Cell(row, "deaddate");
    }
    const std::string& accuracy = Cell(row, "accuracyofpre1965membershipdates");
    organization.accuracy = accuracy == "Completely accurate"
                                ? CowAccuracy::kByYear
                                : CowAccuracy::kWithinFiveYears;
  }

  CsvReader& reader_;
  const std::map<std::string, int>& state_columns_;
  CowData& data_;
  InputErrors& errors_;
  std::map<std::string, size_t> columns_;
  std::vector<int> codes_;  // by column; 0: no state
};

template <typename Layout, typename Take>
absl::Status ReadRows(CsvReader& reader, Layout& layout,
                      const ReadProgress& progress, Take take) {
  COMITY_RETURN_IF_ERROR(layout.Begin());
  CsvRow row;
  int64_t bytes = 0;
  for (int rows = 0;; ++rows) {
    COMITY_ASSIGN_OR_RETURN(const bool more, reader.Next(row));
    if (!more) break;
    for (const auto& cell : row.cells) {
      bytes += static_cast<int64_t>(cell.size()) + 1;
    }
    if (rows % kRowsAProgress == 0) progress(std::exchange(bytes, 0));
    take(row);
  }
  progress(bytes);
  return absl::OkStatus();
}

// Takes what only the layout by organization tells, and reports the years in
// which it says other than what counts.
void TakeOthers(const std::string& file, CowCells others, CowData& data,
                LeftOut& left_out) {
  for (auto& [pair, runs] : others) {
    const auto [counted, is_new] = data.runs.try_emplace(pair);
    if (is_new) {
      counted->second = std::move(runs);
      continue;
    }
    for (const auto& run : runs) {
      for (int year = run.first; year <= run.last; ++year) {
        const CowCode counts = CowCodeIn(counted->second, year);
        // Where the first says nothing, no membership and a missing code say
        // no more.
        const bool says_status = static_cast<int>(run.code) > 0;
        if (counts == run.code ||
            (counts == CowCode::kNothing && !says_status)) {
          continue;
        }
        left_out.Add(file, 0, "the layout by state says otherwise, and counts",
                     absl::StrCat(pair.first, ", code ", pair.second, ", ",
                                  year, ": ", static_cast<int>(run.code),
                                  " against ", static_cast<int>(counts)));
      }
    }
  }
}

// By the layout by organization alone, a state that was not in the system is
// coded missing in many rows. A year of which no row of any organization knows
// anything of a state is such a year, and says nothing.
void DropMissingOutsideTheSystem(CowData& data) {
  std::map<int, std::set<int>> known;  // years, by state
  for (const auto& [pair, runs] : data.runs) {
    for (const auto& run : runs) {
      if (static_cast<int>(run.code) < 0) continue;
      for (int year = run.first; year <= run.last; ++year) {
        known[pair.second].insert(year);
      }
    }
  }
  for (auto& [pair, runs] : data.runs) {
    const auto& years = known[pair.second];
    std::vector<CowRun> kept;
    for (const auto& run : runs) {
      for (int year = run.first; year <= run.last; ++year) {
        if (run.code == CowCode::kMissing && !years.contains(year)) continue;
        AddCowCell(year, run.code, kept);
      }
    }
    runs = std::move(kept);
  }
}

}  // namespace

absl::Status ReadCowFiles(const std::vector<std::string>& paths,
                          const std::map<std::string, int>& state_columns,
                          const ReadProgress& progress, CowData& data,
                          LeftOut& left_out) {
  InputErrors errors;
  std::optional<CsvReader> by_state;
  std::optional<CsvReader> by_organization;
  for (const auto& path : paths) {
    COMITY_ASSIGN_OR_RETURN(CsvReader reader, CsvReader::Open(path));
    auto& slot = reader.Column("ccode").ok() ? by_state : by_organization;
    if (slot.has_value()) {
      return reader.ErrorAt(1, "a file of this layout was given already");
    }
    slot = std::move(reader);
  }
  if (by_state.has_value()) {
    ByState layout(*by_state, data, errors);
    COMITY_RETURN_IF_ERROR(
        ReadRows(*by_state, layout, progress,
                 [&](const CsvRow& row) { layout.Take(row); }));
  }
  if (by_organization.has_value()) {
    ByOrganization layout(*by_organization, state_columns, data, errors);
    CowCells others;
    auto& runs = by_state.has_value() ? others : data.runs;
    COMITY_RETURN_IF_ERROR(
        ReadRows(*by_organization, layout, progress,
                 [&](const CsvRow& row) { layout.Take(row, runs); }));
    TakeOthers(by_organization->name(), std::move(others), data, left_out);
    if (!by_state.has_value()) DropMissingOutsideTheSystem(data);
  }
  return errors.ToStatus();
}

}  // namespace comity::cli
