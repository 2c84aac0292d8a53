#include "cli/draw/compared.h"

#include "absl/strings/str_cat.h"
#include "absl/strings/str_format.h"
#include "absl/strings/str_join.h"
#include "cli/command/words.h"
#include "cli/term/table.h"

namespace comity::cli {
namespace {

using query::v1::ComparedRow;
using query::v1::CompareOrganizationsResponse;
using query::v1::Verdict;

// The things that the row is in, perhaps.
std::vector<std::string> ThingsOf(const ComparedRow& row,
                                  const std::vector<std::string>& briefs) {
  std::vector<std::string> things;
  for (int i = 0; i < row.verdicts_size(); ++i) {
    if (row.verdicts(i) != query::v1::VERDICT_NO) {
      things.push_back(briefs[static_cast<size_t>(i)]);
    }
  }
  return things;
}

std::string HeadingOf(const ComparedRow& row,
                      const std::vector<std::string>& briefs) {
  const std::vector<std::string> things = ThingsOf(row, briefs);
  return absl::StrCat("In ", AndJoin(things),
                      row.share() == query::v1::SHARE_ALL ? "" : " only");
}

// "22", or "22 to 24" where memberships are uncertain.
std::string Bounds(int64_t min, int64_t max) {
  return min == max ? absl::StrCat(min) : absl::StrCat(min, " to ", max);
}

Cell VerdictCell(Verdict verdict) {
  const std::string word =
      InWords(query::v1::Verdict_Name(verdict), "VERDICT_");
  switch (verdict) {
    case query::v1::VERDICT_YES:
      return {word, Style::kGood};
    case query::v1::VERDICT_NO:
      return {word, Style::kFaint};
    default:
      return {word, Style::kCaution};
  }
}

}  // namespace

std::string AndJoin(const std::vector<std::string>& words) {
  if (words.size() < 2) return absl::StrJoin(words, "");
  const auto last = words.end() - 1;
  return absl::StrCat(absl::StrJoin(words.begin(), last, ", "), " and ", *last);
}

std::string TitleOf(const std::vector<std::string>& labels,
                    const query::v1::ReadContext& context) {
  return absl::StrCat(AndJoin(labels),
                      context.hypotheses().empty() ? "" : ": what if");
}

std::vector<ComparedGroup> GroupsOf(
    const CompareOrganizationsResponse& response,
    const std::vector<std::string>& briefs) {
  std::vector<ComparedGroup> groups;
  for (const auto share :
       {query::v1::SHARE_ALL, query::v1::SHARE_SOME, query::v1::SHARE_ONE}) {
    // In the order of the request: what the first thing is in comes first.
    std::map<std::vector<bool>, ComparedGroup, std::greater<>> by_things;
    for (const ComparedRow& row : response.rows()) {
      if (row.share() != share) continue;
      std::vector<bool> in;
      for (const int verdict : row.verdicts()) {
        in.push_back(verdict != query::v1::VERDICT_NO);
      }
      ComparedGroup& group = by_things[in];
      group.heading = HeadingOf(row, briefs);
      group.names.push_back(row.name());
    }
    for (auto& [in, group] : by_things) {
      absl::StrAppend(&group.heading, " (", group.names.size(), ")");
      groups.push_back(std::move(group));
    }
  }
  return groups;
}

std::vector<std::string> OverlapLines(
    const CompareOrganizationsResponse& response,
    const std::vector<std::string>& briefs) {
  std::vector<std::string> lines;
  for (const query::v1::Overlap& overlap : response.overlaps()) {
    std::vector<std::string> things;
    for (const int index : overlap.indexes()) {
      things.push_back(briefs[static_cast<size_t>(index)]);
    }
    std::string jaccard = absl::StrFormat("%.2f", overlap.jaccard_min());
    const std::string most = absl::StrFormat("%.2f", overlap.jaccard_max());
    if (most != jaccard) absl::StrAppend(&jaccard, " to ", most);
    lines.push_back(
        absl::StrCat(AndJoin(things), " share ",
                     Bounds(overlap.shared_min(), overlap.shared_max()), " of ",
                     Bounds(overlap.union_min(), overlap.union_max()),
                     " (Jaccard index ", jaccard, ")"));
  }
  return lines;
}

std::string CompareTable(const CompareOrganizationsResponse& response,
                         const std::vector<std::string>& briefs,
                         const std::map<std::string, Names>& names,
                         const Terminal& terminal) {
  std::vector<std::string> headings = {"name", "called"};
  headings.insert(headings.end(), briefs.begin(), briefs.end());
  headings.push_back("in");
  Table table(headings);
  for (const ComparedRow& row : response.rows()) {
    const auto called = names.find(row.name());
    std::vector<Cell> cells = {
        Cell(row.name()),
        Cell(called == names.end() ? "" : called->second.label)};
    for (const int verdict : row.verdicts()) {
      cells.push_back(VerdictCell(static_cast<Verdict>(verdict)));
    }
    cells.emplace_back(InWords(query::v1::Share_Name(row.share()), "SHARE_"));
    table.AddRow(std::move(cells));
  }
  return table.Render(terminal);
}

}  // namespace comity::cli
