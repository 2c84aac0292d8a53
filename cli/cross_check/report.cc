#include "cli/cross_check/report.h"

#include <nlohmann/json.hpp>

#include "absl/strings/str_cat.h"
#include "cli/term/table.h"

namespace comity::cli {
namespace {

using Json = nlohmann::ordered_json;

int Of(const std::map<std::string, int>& counts, const std::string& key) {
  const auto it = counts.find(key);
  return it == counts.end() ? 0 : it->second;
}

int Of(const ComparisonCounts& counts, DifferenceKind kind) {
  const auto it = counts.differ.find(kind);
  return it == counts.differ.end() ? 0 : it->second;
}

// A row of counts, of one organization or of all.
struct CountRow {
  ComparisonCounts counts;
  int known = 0;
  int unknown = 0;

  void Add(const CountRow& other) {
    counts.pairs += other.counts.pairs;
    counts.agree_in += other.counts.agree_in;
    counts.agree_out += other.counts.agree_out;
    counts.not_certain += other.counts.not_certain;
    for (const auto& [kind, count] : other.counts.differ) {
      counts.differ[kind] += count;
    }
    known += other.known;
    unknown += other.unknown;
  }

  std::vector<Cell> Cells(const std::string& title) const {
    const auto number = [](int count) {
      return Cell(count == 0 ? "" : absl::StrCat(count));
    };
    return {title,
            number(counts.pairs),
            number(counts.agree_in),
            number(counts.agree_out),
            number(counts.not_certain),
            number(Of(counts, DifferenceKind::kRegistryOnly)),
            number(Of(counts, DifferenceKind::kTableOnly)),
            number(Of(counts, DifferenceKind::kStatus)),
            number(Of(counts, DifferenceKind::kAct)),
            number(known),
            {unknown == 0 ? "" : absl::StrCat(unknown), Style::kBad}};
  }

  Json ToJson() const {
    return {{"pairs", counts.pairs},
            {"agreeIn", counts.agree_in},
            {"agreeOut", counts.agree_out},
            {"notCertain", counts.not_certain},
            {"registryOnly", Of(counts, DifferenceKind::kRegistryOnly)},
            {"tableOnly", Of(counts, DifferenceKind::kTableOnly)},
            {"status", Of(counts, DifferenceKind::kStatus)},
            {"act", Of(counts, DifferenceKind::kAct)},
            {"known", known},
            {"unknown", unknown}};
  }
};

std::map<std::string, CountRow> RowsOf(const CrossCheckResult& result) {
  std::map<std::string, CountRow> rows;
  for (const auto& [organization, counts] : result.comparison.counts) {
    rows[organization] = {
        counts, Of(result.judgement.known_by_organization, organization),
        Of(result.judgement.unknown_by_organization, organization)};
  }
  return rows;
}

CountRow Total(const std::map<std::string, CountRow>& rows) {
  CountRow total;
  for (const auto& [organization, row] : rows) total.Add(row);
  return total;
}

Json ToJson(const DifferenceRow& row) {
  return {{"organization", row.organization},
          {"member", row.member},
          {"years", row.Years()},
          {"registry", row.registry},
          {"table", row.table}};
}

std::string RowsText(const Terminal& terminal,
                     const std::vector<DifferenceRow>& rows) {
  Table table({"organization", "member", "years", "registry", "table"});
  for (const auto& row : rows) {
    table.AddRow(
        {row.organization, row.member, row.Years(), row.registry, row.table});
  }
  return table.Render(terminal);
}

}  // namespace

std::string DescribeCrossCheck(const Terminal& terminal, bool reasons,
                               const std::string& known,
                               const CrossCheckResult& result) {
  Table table({"", "pairs", "agree in", "agree out", "not certain",
               "registry only", "table only", "status", "act", "known",
               "unknown"});
  const auto rows = RowsOf(result);
  for (const auto& [organization, row] : rows) {
    table.AddRow(row.Cells(organization));
  }
  table.AddRow(Total(rows).Cells("all"));
  std::string out =
      absl::StrCat(Paint(terminal, Style::kStrong, result.title),
                   ": counted in ends of years, or days of a list\n\n",
                   table.Render(terminal));
  const auto& comparison = result.comparison;
  if (comparison.registry_alone + comparison.table_alone > 0) {
    absl::StrAppend(&out, "\nnot compared: ", comparison.table_alone,
                    " organizations that only the table has, ",
                    comparison.registry_alone, " that it has not\n");
  }
  const auto& judgement = result.judgement;
  if (reasons) {
    Table counts({"known", "reason"});
    for (const auto& [kind, count] : judgement.known_by_kind) {
      counts.AddRow({absl::StrCat(count), kind});
    }
    if (!counts.empty()) absl::StrAppend(&out, "\n", counts.Render(terminal));
  }
  if (!judgement.unknown.empty()) {
    absl::StrAppend(&out, "\n", judgement.unknown.size(),
                    " differences without a reason\n",
                    RowsText(terminal, judgement.unknown));
  }
  if (!judgement.stale.empty()) {
    absl::StrAppend(&out, "\n", judgement.stale.size(),
                    " known differences that do not occur\n");
    for (const auto& stale : judgement.stale) {
      absl::StrAppend(&out, known, ":", stale.line, ": ",
                      stale.row.organization, ", ", stale.row.member, ", ",
                      stale.row.Years(), "\n");
    }
  }
  return out;
}

std::string CrossCheckJson(const CrossCheckResult& result) {
  const auto rows = RowsOf(result);
  Json json = {{"title", result.title},
               {"table", result.table},
               {"ok", result.ok()},
               {"registryAlone", result.comparison.registry_alone},
               {"tableAlone", result.comparison.table_alone},
               {"all", Total(rows).ToJson()},
               {"organizations", Json::object()},
               {"reasons", Json::object()},
               {"unknown", Json::array()},
               {"stale", Json::array()}};
  for (const auto& [organization, row] : rows) {
    json["organizations"][organization] = row.ToJson();
  }
  for (const auto& [kind, count] : result.judgement.known_by_kind) {
    json["reasons"][kind] = count;
  }
  for (const auto& row : result.judgement.unknown) {
    json["unknown"].push_back(ToJson(row));
  }
  for (const auto& stale : result.judgement.stale) {
    Json row = ToJson(stale.row);
    row["line"] = stale.line;
    json["stale"].push_back(std::move(row));
  }
  return json.dump(2) + "\n";
}

}  // namespace comity::cli
