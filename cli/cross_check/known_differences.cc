#include "cli/cross_check/known_differences.h"

#include <fstream>
#include <set>
#include <tuple>
#include <utility>

#include "absl/strings/numbers.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_split.h"
#include "cli/command/csv_reader.h"
#include "cli/import/input_errors.h"

#include "common/platform/status_macros.h"

namespace comity::cli {
namespace {

constexpr char kAllMembers[] = "*";

// Indexes of the columns.
enum Column {
  kTable,
  kOrganization,
  kMember,
  kYears,
  kRegistry,
  kSays,
  kReason
};

const std::vector<std::string>& Header() {
  static const auto& header = *new std::vector<std::string>{
      "table",    "organization", "member", "years",
      "registry", "table_says",   "reason"};
  return header;
}

bool ParseYears(const std::string& text, DifferenceRow& row) {
  const std::vector<std::string> parts = absl::StrSplit(text, '/');
  return parts.size() <= 2 && absl::SimpleAtoi(parts.front(), &row.first) &&
         absl::SimpleAtoi(parts.back(), &row.last) && row.first <= row.last;
}

bool Explains(const DifferenceRow& row, const Difference& difference) {
  return row.organization == difference.organization &&
         (row.member == kAllMembers || row.member == difference.member) &&
         row.first <= difference.year && difference.year <= row.last &&
         row.registry == difference.registry && row.table == difference.table;
}

// Joins to the rows what says the same as the last one a year later.
void Join(const Difference& difference, std::vector<DifferenceRow>& rows) {
  if (!rows.empty()) {
    auto& last = rows.back();
    if (last.organization == difference.organization &&
        last.member == difference.member &&
        last.registry == difference.registry &&
        last.table == difference.table && difference.year <= last.last + 1) {
      last.last = difference.year;
      return;
    }
  }
  rows.push_back({difference.organization, difference.member, difference.year,
                  difference.year, difference.registry, difference.table});
}

}  // namespace

std::string DifferenceRow::Years() const {
  return first == last ? absl::StrCat(first) : absl::StrCat(first, "/", last);
}

absl::StatusOr<std::vector<KnownDifference>> ReadKnownDifferences(
    const std::string& path, const std::string& table) {
  COMITY_ASSIGN_OR_RETURN(const auto rows, ReadCsvFile(path, Header()));
  InputErrors errors;
  std::vector<KnownDifference> known;
  std::set<std::vector<std::string>> seen;
  for (const auto& row : rows) {
    const auto& cells = row.cells;
    KnownDifference difference{.line = row.line,
                               .row = {.organization = cells[kOrganization],
                                       .member = cells[kMember],
                                       .registry = cells[kRegistry],
                                       .table = cells[kSays]},
                               .reason = cells[kReason]};
    if (!ParseYears(cells[kYears], difference.row)) {
      errors.Add(path, row.line,
                 absl::StrCat("'", cells[kYears],
                              "' is neither a year nor two with / between"));
    }
    const size_t colon = difference.reason.find(": ");
    if (difference.reason.empty()) {
      errors.Add(path, row.line, "gives no reason");
    } else if (colon == std::string::npos) {
      errors.Add(path, row.line,
                 "does not begin its reason with a kind, such as 'date: '");
    } else {
      difference.kind = difference.reason.substr(0, colon);
    }
    if (!seen.insert({cells.begin(), cells.begin() + kReason}).second) {
      errors.Add(path, row.line, "repeats another row");
    }
    if (cells[kTable] == table) known.push_back(std::move(difference));
  }
  COMITY_RETURN_IF_ERROR(errors.ToStatus());
  return known;
}

Judgement Judge(const std::vector<Difference>& differences,
                const std::vector<KnownDifference>& known) {
  Judgement judgement;
  std::multimap<std::string, size_t> by_organization;
  for (size_t i = 0; i < known.size(); ++i) {
    by_organization.emplace(known[i].row.organization, i);
  }
  std::vector<std::set<int>> years(known.size());
  for (const auto& difference : differences) {
    bool is_known = false;
    const auto [begin, end] =
        by_organization.equal_range(difference.organization);
    for (auto it = begin; it != end; ++it) {
      const auto& candidate = known[it->second];
      if (!Explains(candidate.row, difference)) continue;
      // Two rows may explain it; the first is the one that counts.
      if (!is_known) ++judgement.known_by_kind[candidate.kind];
      is_known = true;
      years[it->second].insert(difference.year);
    }
    if (is_known) {
      ++judgement.known_by_organization[difference.organization];
    } else {
      ++judgement.unknown_by_organization[difference.organization];
      Join(difference, judgement.unknown);
    }
  }
  for (size_t i = 0; i < known.size(); ++i) {
    const auto& row = known[i].row;
    const bool occurs =
        row.member == kAllMembers
            ? !years[i].empty()
            : years[i].contains(row.first) && years[i].contains(row.last);
    if (!occurs) judgement.stale.push_back(known[i]);
  }
  return judgement;
}

absl::Status WriteDifferences(const std::string& path, const std::string& table,
                              const std::vector<DifferenceRow>& rows) {
  std::ofstream file(path);
  file << CsvLine(Header());
  for (const auto& row : rows) {
    file << CsvLine({table, row.organization, row.member, row.Years(),
                     row.registry, row.table, ""});
  }
  file.flush();
  if (file) return absl::OkStatus();
  return absl::UnavailableError(absl::StrCat(path, ": cannot be written"));
}

}  // namespace comity::cli
