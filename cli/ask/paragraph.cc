#include "cli/ask/paragraph.h"

#include "absl/strings/str_cat.h"
#include "absl/strings/str_split.h"

namespace comity::cli {

std::string Paragraph(const Terminal& terminal, absl::string_view head,
                      Style style, absl::string_view text) {
  const int indent = DisplayWidth(head);
  std::string out, line;
  const auto end_line = [&] {
    absl::StrAppend(&out,
                    out.empty() ? std::string(head)
                                : std::string(static_cast<size_t>(indent), ' '),
                    Paint(terminal, style, line), "\n");
    line.clear();
  };
  for (const auto word : absl::StrSplit(text, ' ', absl::SkipEmpty())) {
    if (!line.empty() &&
        indent + DisplayWidth(line) + 1 + DisplayWidth(word) > terminal.width) {
      end_line();
    }
    absl::StrAppend(&line, line.empty() ? "" : " ", word);
  }
  if (!line.empty()) end_line();
  return out;
}

}  // namespace comity::cli
