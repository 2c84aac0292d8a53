// Goal: an export is whole whatever breaks under way. Method: a registry that
// breaks its stream off after each chunk.
#include "cli/client/record_exporter.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "absl/strings/numbers.h"
#include "absl/strings/str_cat.h"
#include "cli/client/registry_client.h"

#include "common/platform/error.h"
#include "tests/cli/client/fake_registry.h"
#include "tests/support/builders.h"
#include "tests/support/status_matchers.h"

namespace comity::cli {
namespace {

using registry::v1::ExportRecordsResponse;
using test_support::IsOk;
using test_support::ReasonIs;
using test_support::StatusIs;
using ::testing::ElementsAre;

absl::Status Draining() {
  return platform::Error(model::v1::REASON_SERVER_DRAINING, "draining");
}

// Chunk `number`, the last being 3.
ExportRecordsResponse Chunk(int number) {
  ExportRecordsResponse chunk;
  *chunk.add_records() = test_support::MakeSource(absl::StrCat("s", number));
  chunk.set_resume_token(absl::StrCat(number));
  chunk.set_last(number == 3);
  return chunk;
}

class RecordExporterTest : public ::testing::Test {
 protected:
  absl::Status Export() {
    return ExportRecords(client_.stub(), {}, [this](auto& chunk) {
      for (const auto& record : chunk.records()) {
        names_.push_back(record.name());
      }
      return taken_;
    });
  }

  test_support::FakeRegistry registry_;
  RegistryClient client_{OpenChannel(registry_.target())};
  std::vector<std::string> names_;
  absl::Status taken_;
};

TEST_F(RecordExporterTest, BrokenStreamGoesOnAfterTheLastChunk) {
  std::vector<std::string> tokens;
  registry_.export_records = [&](const auto& request, auto& writer) {
    tokens.push_back(request.resume_token());
    int after = 0;
    (void)absl::SimpleAtoi(request.resume_token(), &after);
    writer.Write(Chunk(after + 1));
    return after == 2 ? absl::OkStatus() : Draining();
  };
  ASSERT_THAT(Export(), IsOk());
  EXPECT_THAT(names_, ElementsAre("sources/s1", "sources/s2", "sources/s3"));
  EXPECT_THAT(tokens, ElementsAre("", "1", "2"));
}

TEST_F(RecordExporterTest, StreamThatEndsEarlyIsNotTakenForWhole) {
  int streams = 0;
  registry_.export_records = [&](const auto&, auto& writer) {
    writer.Write(Chunk(++streams == 1 ? 1 : 3));
    return absl::OkStatus();
  };
  ASSERT_THAT(Export(), IsOk());
  EXPECT_THAT(names_, ElementsAre("sources/s1", "sources/s3"));
}

TEST_F(RecordExporterTest, RefusalIsNotTriedAgain) {
  int streams = 0;
  registry_.export_records = [&](const auto&, auto&) {
    ++streams;
    return platform::Error(model::v1::REASON_REVISION_IN_FUTURE, "no").Build();
  };
  EXPECT_THAT(Export(), ReasonIs(model::v1::REASON_REVISION_IN_FUTURE));
  EXPECT_EQ(streams, 1);
}

TEST_F(RecordExporterTest, ErrorOfTheTakerEndsIt) {
  registry_.export_records = [&](const auto&, auto& writer) {
    writer.Write(Chunk(1));
    writer.Write(Chunk(2));
    return absl::OkStatus();
  };
  taken_ = absl::UnknownError("disk full");
  EXPECT_THAT(Export(), StatusIs(absl::StatusCode::kUnknown));
  EXPECT_THAT(names_, ElementsAre("sources/s1"));
}

}  // namespace
}  // namespace comity::cli
