// A table of text in aligned columns, without lines: it reads well, and
// `column`, `awk` and a person's copy and paste take it.
#ifndef COMITY_CLI_TERM_TABLE_H_
#define COMITY_CLI_TERM_TABLE_H_

#include <string>
#include <vector>

#include "cli/term/terminal.h"

namespace comity::cli {

struct Cell {
  std::string text;
  Style style = Style::kPlain;

  Cell(std::string cell_text, Style cell_style = Style::kPlain)  // NOLINT
      : text(std::move(cell_text)), style(cell_style) {}
  Cell(const char* cell_text) : text(cell_text) {}  // NOLINT
};

class Table {
 public:
  // Headings are shown in capitals; they are left out if all are empty.
  explicit Table(std::vector<std::string> headings);

  // A row; missing cells at its end are empty. REQUIRES: no more than there are
  // headings.
  void AddRow(std::vector<Cell> cells);

  bool empty() const { return rows_.empty(); }

  // The table, each line ending in a newline without spaces before it. On an
  // interactive terminal the last column is cut to the width; columns of which
  // all cells are empty are left out.
  std::string Render(const Terminal& terminal) const;

 private:
  std::vector<std::string> headings_;
  std::vector<std::vector<Cell>> rows_;
};

}  // namespace comity::cli

#endif  // COMITY_CLI_TERM_TABLE_H_
