#include "cli/term/terminal.h"

#include <cstdlib>
#include <langinfo.h>
#include <locale.h>
#include <unistd.h>
#include <utility>

#include <sys/ioctl.h>
#include <unicode/uchar.h>
#include <unicode/utf8.h>

#include "absl/strings/str_cat.h"

namespace comity::cli {
namespace {

constexpr int kPipeWidth = 100;
// Narrower than this nothing reads well; lines are then wrapped by the
// terminal.
constexpr int kWidthMin = 40;

absl::string_view CodeOf(Style style) {
  switch (style) {
    case Style::kPlain:
      return "";
    case Style::kStrong:
      return "1";
    case Style::kFaint:
      return "2";
    case Style::kGood:
      return "32";
    case Style::kCaution:
      return "33";
    case Style::kBad:
      return "31";
    case Style::kAccent:
      return "35";
    case Style::kCool:
      return "36";
  }
  return "";
}

bool TakesColour(ColourChoice choice, bool interactive) {
  if (choice != ColourChoice::kAuto) return choice == ColourChoice::kAlways;
  const char* no_colour = std::getenv("NO_COLOR");
  const char* term = std::getenv("TERM");
  return interactive && (no_colour == nullptr || *no_colour == '\0') &&
         term != nullptr && absl::string_view(term) != "dumb";
}

bool IsUtf8Locale() {
  const locale_t locale = newlocale(LC_CTYPE_MASK, "", locale_t{});
  if (locale == locale_t{}) return false;
  const bool utf8 =
      absl::string_view(nl_langinfo_l(CODESET, locale)) == "UTF-8";
  freelocale(locale);
  return utf8;
}

int WidthOf(UChar32 character) {
  const auto category = u_charType(character);
  if (category == U_NON_SPACING_MARK || category == U_ENCLOSING_MARK ||
      category == U_FORMAT_CHAR || category == U_CONTROL_CHAR) {
    return 0;
  }
  const int width = u_getIntPropertyValue(character, UCHAR_EAST_ASIAN_WIDTH);
  return width == U_EA_WIDE || width == U_EA_FULLWIDTH ? 2 : 1;
}

// Where `text` is cut to stay within `width` columns, and the columns till
// there.
std::pair<size_t, int> CutAt(absl::string_view text, int width) {
  const auto size = static_cast<int32_t>(text.size());
  int columns = 0;
  int32_t at = 0;
  while (at < size) {
    int32_t next = at;
    UChar32 character = 0;
    U8_NEXT_OR_FFFD(text.data(), next, size, character);
    const int more = WidthOf(character);
    if (columns + more > width) break;
    columns += more;
    at = next;
  }
  return {static_cast<size_t>(at), columns};
}

}  // namespace

Terminal DetectTerminal(int fd, ColourChoice choice) {
  Terminal terminal;
  terminal.interactive = isatty(fd) == 1;
  terminal.colour = TakesColour(choice, terminal.interactive);
  terminal.unicode = !terminal.interactive || IsUtf8Locale();
  terminal.width = kPipeWidth;
  winsize size = {};
  if (terminal.interactive && ioctl(fd, TIOCGWINSZ, &size) == 0 &&
      size.ws_col > 0) {
    terminal.width = std::max<int>(size.ws_col, kWidthMin);
  }
  return terminal;
}

std::string Paint(const Terminal& terminal, Style style,
                  absl::string_view text) {
  const auto code = CodeOf(style);
  if (!terminal.colour || code.empty() || text.empty()) {
    return std::string(text);
  }
  return absl::StrCat("\x1b[", code, "m", text, "\x1b[0m");
}

int DisplayWidth(absl::string_view text) {
  constexpr int kUnbounded = 1 << 30;
  return CutAt(text, kUnbounded).second;
}

std::string FitWidth(absl::string_view text, int width) {
  if (CutAt(text, width).first == text.size()) return std::string(text);
  return absl::StrCat(text.substr(0, CutAt(text, width - 1).first), "…");
}

}  // namespace comity::cli
