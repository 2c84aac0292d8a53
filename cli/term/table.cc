#include "cli/term/table.h"

#include <algorithm>
#include <utility>

#include "absl/strings/ascii.h"
#include "absl/strings/str_cat.h"

namespace comity::cli {
namespace {

constexpr int kGap = 2;
// A last column narrower than this is not cut: it would say nothing.
constexpr int kLastMin = 12;

}  // namespace

Table::Table(std::vector<std::string> headings)
    : headings_(std::move(headings)) {
  for (auto& heading : headings_) absl::AsciiStrToUpper(&heading);
}

void Table::AddRow(std::vector<Cell> cells) {
  cells.resize(headings_.size(), Cell(""));
  rows_.push_back(std::move(cells));
}

std::string Table::Render(const Terminal& terminal) const {
  std::vector<size_t> shown;
  std::vector<int> widths(headings_.size());
  for (size_t i = 0; i < headings_.size(); ++i) {
    int widest = 0;
    for (const auto& row : rows_) {
      widest = std::max(widest, DisplayWidth(row[i].text));
    }
    if (widest == 0) continue;
    shown.push_back(i);
    widths[i] = std::max(widest, DisplayWidth(headings_[i]));
  }
  std::string out;
  const auto add_line = [&](const auto& cell_at) {
    int column = 0;
    int pending = 0;
    for (const size_t i : shown) {
      Cell cell = cell_at(i);
      if (i == shown.back() && terminal.interactive) {
        const int left = terminal.width - column - pending;
        if (left >= kLastMin) cell.text = FitWidth(cell.text, left);
      }
      if (!cell.text.empty()) {
        out.append(static_cast<size_t>(pending), ' ');
        absl::StrAppend(&out, Paint(terminal, cell.style, cell.text));
        column += pending;
        pending = 0;
      }
      const int width = DisplayWidth(cell.text);
      column += width;
      pending += widths[i] - width + kGap;
    }
    absl::StrAppend(&out, "\n");
  };
  const bool has_headings =
      std::any_of(headings_.begin(), headings_.end(),
                  [](const auto& heading) { return !heading.empty(); });
  if (has_headings && !rows_.empty()) {
    add_line([&](size_t i) { return Cell(headings_[i], Style::kStrong); });
  }
  for (const auto& row : rows_) {
    add_line([&](size_t i) { return row[i]; });
  }
  return out;
}

}  // namespace comity::cli
