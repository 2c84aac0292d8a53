#include "cli/ask/resolve_sheet.h"

#include <algorithm>
#include <set>
#include <utility>

#include "absl/strings/ascii.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_format.h"
#include "absl/strings/str_join.h"
#include "cli/ask/terms.h"
#include "cli/command/csv_reader.h"
#include "cli/command/words.h"

#include "common/platform/status_macros.h"

namespace comity::cli {
namespace {

using query::v1::ResolvedName;
using query::v1::ResolveNamesResponse;

constexpr std::array<const char*, 3> kAdded = {"name", "code", "candidates"};

class Sheet {
 public:
  Sheet(CsvReader rows, size_t column, std::ostream& output,
        const AskNames& ask)
      : rows_(std::move(rows)), column_(column), output_(output), ask_(ask) {}

  void WriteHeader() {
    const auto& header = rows_.header();
    std::vector<std::string> added;
    for (const std::string name : kAdded) {
      const bool taken =
          std::find(header.begin(), header.end(), name) != header.end();
      added.push_back(absl::StrCat(taken ? "resolved_" : "", name));
    }
    Write(header, added);
  }

  // The next rows, at most kNamesMax of them; false when there were none.
  absl::StatusOr<bool> CopyBatch() {
    std::vector<CsvRow> batch;
    std::set<std::string> unknown;
    while (batch.size() < kNamesMax) {
      CsvRow row;
      COMITY_ASSIGN_OR_RETURN(const bool any, rows_.Next(row));
      if (!any) break;
      const std::string name = NameIn(row);
      if (!name.empty() && !known_.contains(name)) unknown.insert(name);
      batch.push_back(std::move(row));
    }
    COMITY_RETURN_IF_ERROR(Learn({unknown.begin(), unknown.end()}));
    for (const auto& row : batch) WriteRow(row);
    done_ += static_cast<int64_t>(batch.size());
    return !batch.empty();
  }

  int64_t done() const { return done_; }
  const ResolveCounts& counts() const { return counts_; }

 private:
  std::string NameIn(const CsvRow& row) const {
    return std::string(absl::StripAsciiWhitespace(row.cells[column_]));
  }

  absl::Status Learn(const std::vector<std::string>& names) {
    COMITY_ASSIGN_OR_RETURN(auto response, ResolveAll(names, ask_));
    for (auto& result : *response.mutable_results()) {
      known_[result.name()] = std::move(result);
    }
    return absl::OkStatus();
  }

  void WriteRow(const CsvRow& row) {
    const std::string name = NameIn(row);
    if (name.empty()) {
      ++counts_.blank;
      Write(row.cells, std::vector<std::string>(kAdded.size()));
      return;
    }
    const ResolvedName& result = known_[name];
    ++counts_.outcomes[static_cast<size_t>(result.outcome())];
    Write(row.cells, {result.record(), ShortName(result.record()),
                      CandidatesText(result)});
  }

  void Write(std::vector<std::string> cells,
             const std::vector<std::string>& added) {
    cells.insert(cells.end(), added.begin(), added.end());
    output_ << CsvLine(cells, rows_.delimiter());
  }

  CsvReader rows_;
  const size_t column_;
  std::ostream& output_;
  const AskNames& ask_;
  std::map<std::string, ResolvedName> known_;
  ResolveCounts counts_;
  int64_t done_ = 0;
};

}  // namespace

absl::StatusOr<ResolveNamesResponse> ResolveAll(
    const std::vector<std::string>& names, const AskNames& ask) {
  ResolveNamesResponse all;
  for (size_t at = 0; at < names.size(); at += kNamesMax) {
    const size_t end = std::min(at + kNamesMax, names.size());
    COMITY_ASSIGN_OR_RETURN(
        auto response, ask({names.begin() + static_cast<std::ptrdiff_t>(at),
                            names.begin() + static_cast<std::ptrdiff_t>(end)}));
    *all.mutable_basis() = std::move(*response.mutable_basis());
    all.mutable_results()->MergeFrom(response.results());
  }
  return all;
}

std::string CountsText(const ResolveCounts& counts) {
  int64_t names = 0;
  std::vector<std::string> parts;
  for (size_t i = 0; i < counts.outcomes.size(); ++i) {
    if (counts.outcomes[i] == 0) continue;
    names += counts.outcomes[i];
    parts.push_back(
        absl::StrCat(counts.outcomes[i], " ",
                     Words(static_cast<query::v1::ResolveOutcome>(i))));
  }
  if (counts.blank > 0) parts.push_back(absl::StrCat(counts.blank, " blank"));
  return absl::StrCat(Count(names, "name"), parts.empty() ? "" : ": ",
                      absl::StrJoin(parts, ", "));
}

std::string CandidatesText(const ResolvedName& result) {
  if (result.outcome() == query::v1::RESOLVE_OUTCOME_EXACT) return "";
  std::vector<std::string> parts;
  for (const auto& candidate : result.candidates()) {
    const std::string& text = candidate.has_label() ? candidate.label().text()
                                                    : candidate.code().value();
    parts.push_back(absl::StrCat(
        candidate.record(), " ", absl::StrFormat("%.2f", candidate.score()),
        text.empty() ? "" : absl::StrCat(" (", text, ")"),
        candidate.in_use() == query::v1::CERTAINTY_UNSPECIFIED
            ? ", not in use then"
            : ""));
  }
  return absl::StrJoin(parts, "; ");
}

absl::StatusOr<ResolveCounts> ResolveSheet(
    std::istream& input, std::ostream& output, const std::string& column,
    const AskNames& ask, const std::function<void(int64_t)>& progress) {
  COMITY_ASSIGN_OR_RETURN(
      auto rows, CsvReader::From(input, "stdin", CsvDelimiter::kAsWritten));
  COMITY_ASSIGN_OR_RETURN(const size_t at, rows.Column(column));
  Sheet sheet(std::move(rows), at, output, ask);
  sheet.WriteHeader();
  while (true) {
    COMITY_ASSIGN_OR_RETURN(const bool more, sheet.CopyBatch());
    if (!more) return sheet.counts();
    progress(sheet.done());
  }
}

}  // namespace comity::cli
