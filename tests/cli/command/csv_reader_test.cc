// CSV as people and spreadsheets write it: what is wrong is named with its
// line.
#include "cli/command/csv_reader.h"

#include <sstream>
#include <stdexcept>
#include <streambuf>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/support/status_matchers.h"

namespace comity::cli {
namespace {

using ::comity::test_support::IsOk;
using ::comity::test_support::StatusIs;
using ::testing::ElementsAre;
using ::testing::HasSubstr;

absl::StatusOr<std::vector<CsvRow>> ReadAll(const std::string& text) {
  std::istringstream input(text);
  auto reader = CsvReader::From(input, "a.csv");
  if (!reader.ok()) return reader.status();
  std::vector<CsvRow> rows;
  while (true) {
    CsvRow row;
    const auto more = reader->Next(row);
    if (!more.ok()) return more.status();
    if (!*more) return rows;
    rows.push_back(row);
  }
}

TEST(CsvReaderTest, QuotesCommasLinesAndMarksAreRead) {
  const auto rows = ReadAll(
      "\xEF\xBB\xBF"
      "a,b\r\n"
      "1,\"x, \"\"y\"\"\"\r\n"
      "\n"
      "2,\"two\nlines\"\n"
      "3, trimmed ");
  ASSERT_THAT(rows.status(), IsOk());
  ASSERT_EQ(rows->size(), 3u);
  EXPECT_THAT((*rows)[0].cells, ElementsAre("1", "x, \"y\""));
  EXPECT_EQ((*rows)[0].line, 2);
  EXPECT_THAT((*rows)[1].cells, ElementsAre("2", "two\nlines"));
  EXPECT_EQ((*rows)[1].line, 4);
  EXPECT_THAT((*rows)[2].cells, ElementsAre("3", "trimmed"));
  EXPECT_EQ((*rows)[2].line, 6);
}

TEST(CsvReaderTest, DelimiterIsFoundWhereItMayBeAny) {
  const std::vector<std::pair<std::string, char>> tables = {
      {"a,b\n1,2;3\n", ','}, {"a;b\n1;2,3\n", ';'}, {"a\tb\n1\t2\n", '\t'}};
  for (const auto& [text, delimiter] : tables) {
    std::istringstream input(text);
    auto reader = CsvReader::From(input, "a.csv", CsvDelimiter::kAsWritten);
    ASSERT_THAT(reader.status(), IsOk());
    EXPECT_EQ(reader->delimiter(), delimiter);
    EXPECT_THAT(reader->header(), ElementsAre("a", "b"));
  }
  EXPECT_EQ(CsvLine({"1", "2,3", "4;5"}, ';'), "1;2,3;\"4;5\"\n");
}

TEST(CsvReaderTest, WhatIsWrongIsNamedWithFileAndLine) {
  const std::vector<std::pair<std::string, std::string>> cases = {
      {"", "a.csv:1: the file is empty"},
      {"a,b\n1\n", "a.csv:2: has 1 cells, the header 2"},
      {"a,b\n1,2\n1,caf\xE9\n", "a.csv:3: is not UTF-8"},
      {"a,b\n1,\"x\" y\n", "a.csv:2: a quote stands"},
      {"a,b\n1,\"x\n2,3\n", "a.csv:2: a quote that opens"},
  };
  for (const auto& [text, error] : cases) {
    EXPECT_THAT(ReadAll(text).status(),
                StatusIs(absl::StatusCode::kInvalidArgument, HasSubstr(error)))
        << text;
  }
}

// Gives some text, and then fails as a disk does.
class FailingBuffer : public std::streambuf {
 public:
  explicit FailingBuffer(std::string text) : text_(std::move(text)) {
    setg(text_.data(), text_.data(), text_.data() + text_.size());
  }

 protected:
  int_type underflow() override { throw std::runtime_error("a disk fails"); }

 private:
  std::string text_;
};

TEST(CsvReaderTest, DiskThatFailsIsNotTheEndOfTheFile) {
  FailingBuffer buffer("a,b\n1,2\n");
  std::istream input(&buffer);
  auto reader = CsvReader::From(input, "a.csv");
  ASSERT_THAT(reader.status(), IsOk());
  CsvRow row;
  ASSERT_TRUE(*reader->Next(row));
  EXPECT_THAT(reader->Next(row).status(),
              StatusIs(absl::StatusCode::kInvalidArgument,
                       HasSubstr("cannot be read further")));
}

TEST(CsvReaderTest, MissingColumnIsNamedWithThoseThereAre) {
  std::istringstream input("Code;Name\n");
  const auto reader = CsvReader::From(input, "a.csv");
  ASSERT_THAT(reader.status(), IsOk());
  EXPECT_THAT(reader->Column("Code").status(),
              StatusIs(absl::StatusCode::kInvalidArgument,
                       HasSubstr("no column 'Code', but Code;Name")));
}

TEST(CsvReaderTest, LineWrittenIsReadAgain) {
  const std::vector<std::string> cells = {"a", "", "b, \"c\"", " d ", "e\nf"};
  const auto rows = ReadAll("1,2,3,4,5\n" + CsvLine(cells));
  ASSERT_THAT(rows.status(), IsOk());
  ASSERT_EQ(rows->size(), 1u);
  EXPECT_EQ((*rows)[0].cells, cells);
}

}  // namespace
}  // namespace comity::cli
