#include "tests/conformance/seed_table.h"

#include <algorithm>

#include "absl/strings/ascii.h"
#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_replace.h"
#include "absl/strings/str_split.h"
#include "absl/strings/strip.h"

#include "common/platform/status_macros.h"

namespace comity::test_support {
namespace {

constexpr absl::string_view kCitation = "@par";

// A row as it is written, its continuation lines joined.
struct RawRow {
  int line = 0;
  std::string statement;
  std::string text;
};

// Comments go to the rows below them, up to an empty line.
absl::StatusOr<std::vector<RawRow>> JoinLines(absl::string_view text) {
  std::vector<RawRow> rows;
  std::string statement;
  bool in_comment = false;
  int number = 0;
  for (const absl::string_view raw : absl::StrSplit(text, '\n')) {
    ++number;
    const absl::string_view line = absl::StripAsciiWhitespace(raw);
    if (line.empty()) {
      statement.clear();
      in_comment = false;
    } else if (absl::StartsWith(raw, "#")) {
      if (!in_comment) statement.clear();
      in_comment = true;
      absl::StrAppend(&statement, statement.empty() ? "" : " ",
                      absl::StripAsciiWhitespace(line.substr(1)));
    } else if (raw[0] != ' ') {
      rows.push_back({number, statement, std::string(line)});
      in_comment = false;
    } else if (!rows.empty() && !in_comment && !statement.empty()) {
      absl::StrAppend(&rows.back().text, " ", line);
    } else {
      return absl::InvalidArgumentError(
          absl::StrCat("line ", number, ": continues no row"));
    }
  }
  return rows;
}

bool IsId(absl::string_view text) {
  return text.size() > 1 && (text[0] == 'S' || text[0] == 'Q') &&
         std::all_of(text.begin() + 1, text.end(), absl::ascii_isdigit);
}

std::string Cited(absl::string_view paragraph) {
  return absl::StrCat("citations { source: \"sources/russia-in-sco\" locator: ",
                      "\"par. ", paragraph, "\" }");
}

absl::StatusOr<SeedRow> ParseRow(const RawRow& raw) {
  const auto refuse = [&raw](absl::string_view why) {
    return absl::InvalidArgumentError(
        absl::StrCat("line ", raw.line, ": ", why));
  };
  const std::vector<std::string> columns = absl::StrSplit(raw.text, " | ");
  if (columns.size() != 5) return refuse("has not five columns");
  SeedRow row;
  row.line = raw.line;
  row.statement = raw.statement;
  if (row.statement.empty()) return refuse("has no comment above");
  row.id = std::string(absl::StripAsciiWhitespace(columns[0]));
  if (!IsId(row.id)) return refuse("has no id such as S1 or Q1");
  const absl::string_view paragraph = absl::StripAsciiWhitespace(columns[1]);
  if (paragraph != "-") row.paragraph = std::string(paragraph);
  absl::string_view rpc = absl::StripAsciiWhitespace(columns[2]);
  row.contained = !absl::ConsumePrefix(&rpc, "!");
  row.rpc = std::string(rpc);
  row.request = columns[3];
  if (absl::StripAsciiWhitespace(columns[4]).empty()) {
    return refuse("expects nothing");
  }
  if (absl::StrContains(columns[4], kCitation) == row.paragraph.empty()) {
    return refuse("must have a paragraph and an @par, or neither");
  }
  row.part =
      absl::StrReplaceAll(columns[4], {{kCitation, Cited(row.paragraph)}});
  return row;
}

}  // namespace

absl::StatusOr<std::vector<SeedRow>> ParseSeedTable(absl::string_view text) {
  COMITY_ASSIGN_OR_RETURN(const std::vector<RawRow> raw, JoinLines(text));
  std::vector<SeedRow> rows;
  for (const RawRow& line : raw) {
    COMITY_ASSIGN_OR_RETURN(SeedRow row, ParseRow(line));
    rows.push_back(std::move(row));
  }
  return rows;
}

}  // namespace comity::test_support
