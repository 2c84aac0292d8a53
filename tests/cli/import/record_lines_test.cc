// Goal: a file of records is judged whole before anything is sent, and each
// fault is told by its line.
#include "cli/import/record_lines.h"

#include <algorithm>
#include <fstream>
#include <random>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "absl/strings/str_cat.h"
#include "cli/command/json_line.h"

#include "tests/support/builders.h"
#include "tests/support/status_matchers.h"
#include "tests/support/temp_folder.h"

namespace comity::cli {
namespace {

using test_support::IsOk;
using test_support::StatusIs;
using ::testing::AllOf;
using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::Not;

constexpr auto kInvalid = absl::StatusCode::kInvalidArgument;

class RecordLinesTest : public ::testing::Test {
 protected:
  absl::StatusOr<RecordLines> Open(const std::string& text) {
    std::ofstream(path_, std::ios::binary) << text;
    return RecordLines::Open(path_, Terminal());
  }

  static std::vector<std::string> Names(RecordLines& lines) {
    std::vector<std::string> names;
    for (size_t i = 0; i < lines.size(); ++i) {
      const auto record = lines.Read(i);
      EXPECT_THAT(record.status(), IsOk());
      names.push_back(record.value_or(model::v1::Record()).name());
    }
    return names;
  }

  test_support::TempFolder folder_;
  const std::string path_ = folder_.File("records.jsonl");
};

TEST_F(RecordLinesTest, EveryFaultIsToldByItsLine) {
  const auto lines = Open(
      "{\"name\":\"sources/a\",\"source\":{}}\n"
      "{\"name\":\n"
      "{\"source\":{}}\n"
      "\n"
      "{\"name\":\"sources/a\"}\n"
      "{\"name\":\"sources/\xff\"}\n"
      "{\"name\":\"sources/A\"}\n"
      "{\"nam\":1}");
  EXPECT_THAT(
      lines.status(),
      StatusIs(kInvalid, AllOf(HasSubstr("records.jsonl:2: "),
                               HasSubstr("records.jsonl:3: the record has no"),
                               HasSubstr("records.jsonl:5: sources/a stands in "
                                         "line 1 too"),
                               HasSubstr("records.jsonl:6: is not UTF-8"),
                               HasSubstr("records.jsonl:7: "),
                               HasSubstr("records.jsonl:8: nam"))));
  EXPECT_THAT(std::string(lines.status().message()),
              AllOf(Not(HasSubstr("jsonl:1:")), Not(HasSubstr("jsonl:4:"))));
}

TEST_F(RecordLinesTest,
       ByteOrderMarkBlankLinesAndCarriageReturnsArePassedOver) {
  auto lines = Open(
      "\xEF\xBB\xBF{\"name\":\"sources/a\"}\r\n  \r\n{\"name\":\"sources/b\"}");
  ASSERT_THAT(lines.status(), IsOk());
  EXPECT_THAT(Names(*lines), ElementsAre("sources/a", "sources/b"));
  EXPECT_EQ(lines->PlaceOf("sources/b"), path_ + ":3");
  EXPECT_EQ(lines->PlaceOf("sources/c"), "");
}

TEST_F(RecordLinesTest, OutputOnlyFieldsAreIgnored) {
  auto lines = Open(
      "{\"name\":\"sources/a\",\"source\":{\"title\":\"t\"},\"revision\":\"7\","
      "\"commitTime\":\"2020-01-01T00:00:00Z\"}\n");
  ASSERT_THAT(lines.status(), IsOk());
  const auto record = lines->Read(0);
  ASSERT_THAT(record.status(), IsOk());
  EXPECT_EQ(record->revision(), 0);
  EXPECT_FALSE(record->has_commit_time());
}

TEST_F(RecordLinesTest, LineLongerThanAnyRecordIsRefusedAndNotKept) {
  const auto lines =
      Open(absl::StrCat(std::string(RecordLines::kLineBytesMax + 1, 'x'),
                        "\n{\"name\":\"sources/a\"}\n"));
  EXPECT_THAT(lines.status(),
              StatusIs(kInvalid, HasSubstr("records.jsonl:1: 16777217 bytes")));
}

TEST_F(RecordLinesTest, FileThatChangesUnderwayIsNoticed) {
  auto lines = Open("{\"name\":\"sources/a\"}\n");
  ASSERT_THAT(lines.status(), IsOk());
  std::ofstream(path_) << "{\"name\":\"sources/b\"}\n";
  EXPECT_THAT(lines->Read(0).status(),
              StatusIs(kInvalid, HasSubstr("records.jsonl:1: was changed")));
}

TEST_F(RecordLinesTest, SameFileHasTheSameDigest) {
  const auto a = Open("{\"name\":\"sources/a\"}\n");
  const auto b = Open("{\"name\":\"sources/b\"}\n");
  const auto again = Open("{\"name\":\"sources/a\"}\n");
  ASSERT_THAT(a.status(), IsOk());
  EXPECT_EQ(a->digest().size(), 64u);
  EXPECT_EQ(a->digest(), again->digest());
  EXPECT_NE(a->digest(), b->digest());
}

// A chain of topics, shuffled: each must come after the broader one, whatever
// the order in the file.
TEST_F(RecordLinesTest, RecordsAreSortedAfterThoseThatTheyReferTo) {
  const unsigned seed = std::random_device()();
  SCOPED_TRACE(absl::StrCat("seed ", seed));
  std::mt19937 random(seed);
  constexpr int kTopics = 200;
  std::vector<model::v1::Record> records;
  for (int i = 0; i < kTopics; ++i) {
    records.push_back(test_support::MakeTopic(
        absl::StrCat("t", i), i == 0 ? "" : absl::StrCat("topics/t", i - 1)));
  }
  std::shuffle(records.begin(), records.end(), random);
  std::string text;
  for (const auto& record : records) text += JsonLine(record).value_or("");
  auto lines = Open(text);
  ASSERT_THAT(lines.status(), IsOk());
  ASSERT_THAT(lines->SortByReferences(), IsOk());
  const auto names = Names(*lines);
  ASSERT_EQ(names.size(), static_cast<size_t>(kTopics));
  for (int i = 0; i < kTopics; ++i) {
    EXPECT_EQ(names[static_cast<size_t>(i)], absl::StrCat("topics/t", i));
  }
}

TEST_F(RecordLinesTest, CircleOfReferencesKeepsAllRecords) {
  auto lines = Open(
      "{\"name\":\"topics/a\",\"topic\":{\"broader\":\"topics/b\"}}\n"
      "{\"name\":\"topics/b\",\"topic\":{\"broader\":\"topics/a\"}}\n");
  ASSERT_THAT(lines.status(), IsOk());
  ASSERT_THAT(lines->SortByReferences(), IsOk());
  EXPECT_THAT(Names(*lines), ElementsAre("topics/b", "topics/a"));
}

}  // namespace
}  // namespace comity::cli
