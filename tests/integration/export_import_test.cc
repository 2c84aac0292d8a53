// Goal: what is exported is the register: imported into an empty one it makes
// the same export again. Method: two real registries.
#include <algorithm>
#include <fstream>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "cli/admin/export.h"
#include "cli/client/registry_client.h"
#include "cli/import/import_records.h"

#include "tests/integration/pair.h"
#include "tests/support/status_matchers.h"

namespace comity {
namespace {

using test_support::IsOk;
using test_support::Pair;
using test_support::ReadFile;
using test_support::ReasonIs;
using ::testing::HasSubstr;

class ExportImportTest : public ::testing::Test {
 protected:
  void SetUp() override {
    first_.StartRegistry();
    second_.StartRegistry();
    ASSERT_THAT(first_.WaitForRegistry(), IsOk());
    ASSERT_THAT(second_.WaitForRegistry(), IsOk());
  }

  static std::string Export(Pair& pair, cli::ExportOptions options = {}) {
    cli::RegistryClient client(cli::OpenChannel(pair.registry_target()));
    const std::string path = pair.folder() + "/export.jsonl";
    auto out = cli::OutputFile::Open(path);
    EXPECT_THAT(out.status(), IsOk());
    EXPECT_THAT(
        cli::WriteExport(options, client, cli::Terminal(), **out).status(),
        IsOk());
    EXPECT_THAT((*out)->Finish(), IsOk());
    return ReadFile(path);
  }

  absl::StatusOr<cli::RecordsReport> Import(const std::string& text,
                                            cli::RecordsOptions options = {}) {
    const std::string path = second_.folder() + "/import.jsonl";
    std::ofstream(path) << text;
    auto lines = cli::RecordLines::Open(path, cli::Terminal());
    if (!lines.ok()) return lines.status();
    cli::RegistryClient client(cli::OpenChannel(second_.registry_target()));
    return cli::ImportRecords(*lines, options, client, cli::Terminal());
  }

  int64_t Revision() {
    const auto head = second_.GetHead();
    EXPECT_THAT(head.status(), IsOk());
    return head.ok() ? head->revision() : -1;
  }

  Pair first_;
  Pair second_;
};

TEST_F(ExportImportTest, ExportOfAnImportIsTheSameBytes) {
  ASSERT_THAT(first_.ImportStarterData(), IsOk());
  const std::string text = Export(first_);
  ASSERT_GT(text.size(), 100'000u);
  const auto judged = Import(text, {.dry_run = true});
  ASSERT_THAT(judged.status(), IsOk());
  EXPECT_EQ(Revision(), 0);
  const auto report = Import(text);
  ASSERT_THAT(report.status(), IsOk());
  EXPECT_EQ(report->revision, 1);
  EXPECT_EQ(report->created, judged->created);
  EXPECT_EQ(Export(second_), text);

  const auto again = Import(text);
  ASSERT_THAT(again.status(), IsOk());
  EXPECT_EQ(again->unchanged, report->created);
  EXPECT_EQ(again->revision, 0);
  EXPECT_EQ(Revision(), 1);
}

TEST_F(ExportImportTest, ByChunksTheSameBytesInAnyOrderOfNames) {
  ASSERT_THAT(first_.ImportStarterData(), IsOk());
  const std::string text = Export(first_);
  const auto report = Import(text, {.chunk_records = 50});
  ASSERT_THAT(report.status(), IsOk());
  EXPECT_GT(report->commits, 5);
  EXPECT_EQ(Revision(), report->commits);
  EXPECT_EQ(Export(second_), text);
}

// R2: a fault anywhere in an atomic import leaves nothing of it; by chunks what
// came before it stays, and the file, once mended, is finished.
TEST_F(ExportImportTest, FaultLeavesNothingOrWhatCameBefore) {
  const std::string good =
      R"({"name":"topics/a","topic":{"labels":[{"language":"en","text":"a"}]}})"
      "\n"
      R"({"name":"topics/b","topic":{"labels":[{"language":"en","text":"b"}]}})"
      "\n";
  const std::string bad =
      good +
      R"({"name":"topics/c","topic":{"labels":[{"language":"en","text":"c"}],)"
      R"("broader":"topics/none"}})";
  EXPECT_THAT(Import(bad).status(),
              ReasonIs(model::v1::REASON_REFERENCE_UNRESOLVED));
  EXPECT_EQ(Revision(), 0);
  const auto broken = Import(bad, {.chunk_records = 1});
  EXPECT_THAT(broken.status(),
              ReasonIs(model::v1::REASON_REFERENCE_UNRESOLVED));
  EXPECT_THAT(broken.status().ToString(), HasSubstr("import.jsonl:3: "));
  EXPECT_EQ(Revision(), 2);
  const auto mended = Import(good, {.chunk_records = 1});
  ASSERT_THAT(mended.status(), IsOk());
  EXPECT_EQ(mended->unchanged, 2);
  EXPECT_EQ(Revision(), 2);
}

TEST_F(ExportImportTest, WhatWasEditedSinceIsPutBack) {
  const std::string text =
      R"({"name":"topics/a","topic":{"labels":[{"language":"en","text":"x"}]}})"
      "\n";
  ASSERT_THAT(Import(text).status(), IsOk());
  ASSERT_THAT(second_.PutTopic("a").status(), IsOk());
  const auto again = Import(text);
  ASSERT_THAT(again.status(), IsOk());
  EXPECT_EQ(again->updated, 1);
  EXPECT_EQ(Revision(), 3);
}

TEST_F(ExportImportTest, HistoryHoldsEveryCommit) {
  ASSERT_THAT(second_.PutTopic("a").status(), IsOk());
  ASSERT_THAT(second_.PutTopic("b").status(), IsOk());
  const std::string text = Export(second_, {.history = true});
  EXPECT_EQ(std::count(text.begin(), text.end(), '\n'), 2);
  EXPECT_THAT(text, HasSubstr("\"revision\":\"2\""));
}

}  // namespace
}  // namespace comity
