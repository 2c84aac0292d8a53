// What the command writes to: whether somebody is looking, in how many columns,
// with colours or without.
#ifndef COMITY_CLI_TERM_TERMINAL_H_
#define COMITY_CLI_TERM_TERMINAL_H_

#include <string>

#include "absl/strings/string_view.h"

namespace comity::cli {

struct Terminal {
  // A person looks at it; false for a pipe and a file.
  bool interactive = false;
  bool colour = false;
  // Block characters and dots can be shown.
  bool unicode = true;
  // Columns; of a pipe 100.
  int width = 100;
};

enum class ColourChoice { kAuto, kAlways, kNever };

// What file descriptor `fd` leads to. kAuto colours a terminal unless NO_COLOR
// is set or TERM is `dumb`; a locale that is not UTF-8 on a terminal gets no
// block characters.
Terminal DetectTerminal(int fd, ColourChoice choice);

// Named by what they say; the colours are of the 16 that a terminal's own
// palette decides.
enum class Style {
  kPlain,
  kStrong,   // headings
  kFaint,    // what supports the answer: sources, revisions
  kGood,     // certain, member
  kCaution,  // possible, unknown, candidate
  kBad,      // suspended, ended, error
  kAccent,   // other statuses
  kCool,     // observers and partners
};

// `text` in `style` if the terminal takes colours, else as it is.
std::string Paint(const Terminal& terminal, Style style,
                  absl::string_view text);

// Columns that UTF-8 text takes on a terminal: two for wide characters, none
// for combining ones.
int DisplayWidth(absl::string_view text);

// `text` cut to `width` columns, its end replaced by an ellipsis if it is
// longer. REQUIRES: width >= 1.
std::string FitWidth(absl::string_view text, int width);

}  // namespace comity::cli

#endif  // COMITY_CLI_TERM_TERMINAL_H_
