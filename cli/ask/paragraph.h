// Running text on a terminal.
#ifndef COMITY_CLI_ASK_PARAGRAPH_H_
#define COMITY_CLI_ASK_PARAGRAPH_H_

#include <string>

#include "absl/strings/string_view.h"
#include "cli/term/terminal.h"

namespace comity::cli {

// `head` and then the words of `text` in `style`, broken into lines of the
// terminal's width; further lines begin below the first word. Ends in a
// newline; empty if `text` is. Pure.
std::string Paragraph(const Terminal& terminal, absl::string_view head,
                      Style style, absl::string_view text);

}  // namespace comity::cli

#endif  // COMITY_CLI_ASK_PARAGRAPH_H_
