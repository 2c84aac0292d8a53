#include "common/platform/log.h"

#include <cstdint>
#include <string>
#include <thread>
#include <vector>

#include <nlohmann/json.hpp>

#include "absl/strings/str_split.h"
#include "gmock/gmock.h"
#include "gtest/gtest.h"

#include "tests/support/status_matchers.h"

namespace comity::platform {
namespace {

using nlohmann::json;
using test_support::IsOkAndHolds;
using test_support::StatusIs;

const absl::Time kTime =
    absl::FromUnixSeconds(1767225600) + absl::Microseconds(1);

TEST(LogLineTest, IsOneJsonObjectThatBeginsWithTimeLevelAndEvent) {
  EXPECT_EQ(
      FormatLogLine(kTime, LogLevel::kInfo, "commit stored",
                    {{"revision", std::int64_t{12}},
                     {"author", "ann"},
                     {"ratio", 0.5},
                     {"whole", true}}),
      R"({"ts":"2026-01-01T00:00:00.000001Z","level":"info",)"
      R"("event":"commit stored","revision":12,"author":"ann","ratio":0.5,)"
      R"("whole":true})");
}

TEST(LogLineTest, EscapesWhatWouldBreakTheLine) {
  const std::string text = "a\"b\\c\nd\te\x01";
  const std::string line =
      FormatLogLine(kTime, LogLevel::kError, "odd", {{"text", text}});
  EXPECT_EQ(line.find('\n'), std::string::npos);
  EXPECT_EQ(json::parse(line).at("text"), text);
}

TEST(LogLineTest, ReplacesBytesThatAreNotUtf8) {
  const std::string line =
      FormatLogLine(kTime, LogLevel::kError, "odd", {{"text", "a\xff"}});
  EXPECT_EQ(json::parse(line).at("text"), "a\ufffd");
}

TEST(LogLineTest, FieldsCannotForgeTheFixedOnes) {
  const std::string line =
      FormatLogLine(kTime, LogLevel::kInfo, "real", {{"event", "forged"}});
  EXPECT_EQ(json::parse(line).at("event"), "real");
}

TEST(LogTest, WritesWholeLinesFromManyThreads) {
  constexpr int kThreads = 4;
  constexpr int kLines = 200;
  testing::internal::CaptureStderr();
  std::vector<std::thread> threads;
  for (int t = 0; t < kThreads; ++t) {
    threads.emplace_back([t] {
      for (int i = 0; i < kLines; ++i) {
        Log(LogLevel::kInfo, "line", {{"thread", t}, {"i", i}});
      }
    });
  }
  for (std::thread& thread : threads) thread.join();
  const std::string written = testing::internal::GetCapturedStderr();
  const std::vector<std::string> lines =
      absl::StrSplit(written, '\n', absl::SkipEmpty());
  EXPECT_EQ(lines.size(), static_cast<std::size_t>(kThreads * kLines));
  for (const std::string& line : lines) {
    EXPECT_TRUE(json::accept(line)) << line;
  }
}

TEST(LogTest, KeepsBackWhatIsBelowTheThreshold) {
  SetLogLevel(LogLevel::kWarning);
  testing::internal::CaptureStderr();
  Log(LogLevel::kInfo, "quiet");
  Log(LogLevel::kWarning, "loud");
  const std::string written = testing::internal::GetCapturedStderr();
  SetLogLevel(LogLevel::kInfo);
  EXPECT_EQ(json::parse(written).at("event"), "loud");
}

TEST(LogLevelTest, ReadsItsNames) {
  EXPECT_THAT(ParseLogLevel("debug"), IsOkAndHolds(LogLevel::kDebug));
  EXPECT_THAT(ParseLogLevel("error"), IsOkAndHolds(LogLevel::kError));
  EXPECT_THAT(ParseLogLevel("loud"),
              StatusIs(absl::StatusCode::kInvalidArgument));
}

}  // namespace
}  // namespace comity::platform
