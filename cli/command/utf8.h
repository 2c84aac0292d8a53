// Whether text from outside is UTF-8.
#ifndef COMITY_CLI_COMMAND_UTF8_H_
#define COMITY_CLI_COMMAND_UTF8_H_

#include "absl/strings/string_view.h"

namespace comity::cli {

// What some editors put in front of UTF-8.
inline constexpr char kByteOrderMark[] = "\xEF\xBB\xBF";

bool IsUtf8(absl::string_view text);

}  // namespace comity::cli

#endif  // COMITY_CLI_COMMAND_UTF8_H_
