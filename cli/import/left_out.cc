#include "cli/import/left_out.h"

#include <fstream>

#include "absl/strings/str_cat.h"
#include "cli/command/csv_reader.h"

namespace comity::cli {

void LeftOut::Add(absl::string_view file, int line, absl::string_view reason,
                  absl::string_view what) {
  rows_.push_back(
      {std::string(file), line, std::string(reason), std::string(what)});
  ++counts_[std::string(reason)];
}

absl::Status LeftOut::WriteTo(const std::string& path) const {
  std::ofstream file(path);
  file << CsvLine({"file", "line", "reason", "what"});
  for (const auto& row : rows_) {
    file << CsvLine({row.file, row.line > 0 ? absl::StrCat(row.line) : "",
                     row.reason, row.what});
  }
  file.flush();
  if (file) return absl::OkStatus();
  return absl::UnavailableError(absl::StrCat(path, ": cannot be written"));
}

}  // namespace comity::cli
