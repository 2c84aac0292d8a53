// Logs for machines: one JSON object a line on standard error.
//
//   Log(LogLevel::kInfo, "commit stored",
//       {{"revision", revision}, {"changes", changes.size()}});
//   {"ts":"2026-11-24T08:00:00.000001Z","level":"info","event":"commit stored",
//    "revision":12,"changes":3}
//
// Thread safety: any function from any thread, before and while main runs.
// Lines of two threads never mix. A full or closed standard error loses lines
// and nothing else.

#ifndef COMMON_PLATFORM_LOG_H_
#define COMMON_PLATFORM_LOG_H_

#include <concepts>
#include <cstdint>
#include <initializer_list>
#include <string>
#include <type_traits>
#include <variant>

#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "absl/time/time.h"

namespace comity::platform {

enum class LogLevel { kDebug, kInfo, kWarning, kError };

// What a field of a line holds: a text, a number or a truth value.
class LogValue {
 public:
  using Variant =
      std::variant<bool, std::int64_t, std::uint64_t, double, std::string>;

  // Implicit, so that a line reads as a list of pairs.
  LogValue(bool value) : value_(value) {}                            // NOLINT
  LogValue(double value) : value_(value) {}                          // NOLINT
  LogValue(const char* value) : value_(std::string(value)) {}        // NOLINT
  LogValue(std::string value) : value_(std::move(value)) {}          // NOLINT
  LogValue(absl::string_view value) : value_(std::string(value)) {}  // NOLINT
  template <std::integral T>
  requires(!std::same_as<T, bool>) LogValue(T value) {  // NOLINT
    if constexpr (std::is_signed_v<T>) {
      value_ = static_cast<std::int64_t>(value);
    } else {
      value_ = static_cast<std::uint64_t>(value);
    }
  }

  const Variant& value() const { return value_; }

 private:
  Variant value_;
};

struct LogField {
  absl::string_view key;
  LogValue value;
};

// Writes one line, unless `level` is below the threshold. `event` is a constant
// text, so that lines of one kind can be found; what varies goes to fields. A
// field named "ts", "level" or "event" is dropped.
void Log(LogLevel level, absl::string_view event,
         std::initializer_list<LogField> fields = {});

// The threshold; kInfo at first.
void SetLogLevel(LogLevel level);

// Reads "debug", "info", "warning" or "error".
absl::StatusOr<LogLevel> ParseLogLevel(absl::string_view text);

// The line that Log writes, without its newline. Bytes that are not UTF-8 are
// replaced.
std::string FormatLogLine(absl::Time time, LogLevel level,
                          absl::string_view event,
                          std::initializer_list<LogField> fields);

}  // namespace comity::platform

#endif  // COMMON_PLATFORM_LOG_H_
