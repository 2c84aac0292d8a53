// Goal: what an importer hands to the client arrives whole, in order and with
// its preconditions. Method: a registry that keeps what it is sent.
#include "cli/client/record_importer.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "absl/strings/str_cat.h"
#include "cli/client/registry_client.h"

#include "common/platform/error.h"
#include "tests/cli/client/fake_registry.h"
#include "tests/support/builders.h"
#include "tests/support/status_matchers.h"

namespace comity::cli {
namespace {

using test_support::IsOk;
using test_support::ReasonIs;
using ::testing::HasSubstr;

registry::v1::ImportStart Start(registry::v1::ImportMode mode) {
  registry::v1::ImportStart start;
  start.set_import_id("id");
  start.set_mode(mode);
  return start;
}

class RecordImporterTest : public ::testing::Test {
 protected:
  RecordImporterTest() {
    registry_.import_records = [this](auto& reader, auto& response) {
      registry::v1::ImportRecordsRequest request;
      while (reader.Read(&request)) {
        response.set_records(response.records() +
                             request.chunk().records_size());
        received_.push_back(request);
      }
      return absl::OkStatus();
    };
  }

  test_support::FakeRegistry registry_;
  RegistryClient client_{OpenChannel(registry_.target())};
  std::vector<registry::v1::ImportRecordsRequest> received_;
};

TEST_F(RecordImporterTest, EveryRecordArrivesInOrderBetweenStartAndEnd) {
  auto importer = RecordImporter::Open(client_.stub(),
                                       Start(registry::v1::IMPORT_MODE_ATOMIC));
  ASSERT_THAT(importer.status(), IsOk());
  constexpr int kRecords = 2500;
  for (int i = 0; i < kRecords; ++i) {
    ASSERT_THAT(
        (*importer)->Add(test_support::MakeSource(absl::StrCat("s", i)),
                         i % 2 == 0 ? std::optional<int64_t>(7) : std::nullopt),
        IsOk());
  }
  const auto response = (*importer)->Finish();
  ASSERT_THAT(response.status(), IsOk());
  EXPECT_EQ(response->records(), kRecords);
  ASSERT_EQ(received_.size(), 5u);
  EXPECT_EQ(received_.front().start().import_id(), "id");
  EXPECT_TRUE(received_.back().has_end());
  int next = 0;
  for (size_t i = 1; i + 1 < received_.size(); ++i) {
    const auto& chunk = received_[i].chunk();
    EXPECT_EQ(chunk.number(), static_cast<int64_t>(i));
    ASSERT_EQ(chunk.records_size(), chunk.preconditions_size());
    for (int k = 0; k < chunk.records_size(); ++k, ++next) {
      EXPECT_EQ(chunk.records(k).name(), absl::StrCat("sources/s", next));
      EXPECT_EQ(chunk.preconditions(k).name(), chunk.records(k).name());
      EXPECT_EQ(chunk.preconditions(k).has_absent(), next % 2 == 1);
      EXPECT_EQ(chunk.preconditions(k).revision(), next % 2 == 0 ? 7 : 0);
    }
  }
  EXPECT_EQ(next, kRecords);
}

TEST_F(RecordImporterTest, LargeRecordsMakeMoreChunks) {
  auto importer = RecordImporter::Open(client_.stub(),
                                       Start(registry::v1::IMPORT_MODE_CHUNKS));
  ASSERT_THAT(importer.status(), IsOk());
  for (int i = 0; i < 4; ++i) {
    auto record = test_support::MakeSource(absl::StrCat("s", i));
    record.mutable_source()->set_disclaimer(std::string(300'000, 'x'));
    ASSERT_THAT((*importer)->Add(record, std::nullopt), IsOk());
  }
  ASSERT_THAT((*importer)->Finish().status(), IsOk());
  EXPECT_EQ(received_.size(), 6u);
}

TEST_F(RecordImporterTest, OutputOnlyFieldsAreLeftOut) {
  auto importer = RecordImporter::Open(client_.stub(),
                                       Start(registry::v1::IMPORT_MODE_ATOMIC));
  ASSERT_THAT(importer.status(), IsOk());
  auto record = test_support::MakeSource("s");
  record.set_revision(3);
  record.mutable_commit_time()->set_seconds(1);
  ASSERT_THAT((*importer)->Add(record, 3), IsOk());
  ASSERT_THAT((*importer)->Finish().status(), IsOk());
  const auto& sent = received_[1].chunk().records(0);
  EXPECT_EQ(sent.revision(), 0);
  EXPECT_FALSE(sent.has_commit_time());
}

TEST_F(RecordImporterTest, ErrorOfALaterChunkNamesItsRecord) {
  registry_.import_records = [](auto& reader, auto&) {
    registry::v1::ImportRecordsRequest request;
    while (reader.Read(&request) && request.chunk().number() != 2) {
    }
    return platform::Error(model::v1::REASON_FIELD_MISSING, "wrong")
        .Field("changes[1].put.source.title", "is missing")
        .Metadata("committed_chunk", "1")
        .Build();
  };
  auto importer = RecordImporter::Open(client_.stub(),
                                       Start(registry::v1::IMPORT_MODE_CHUNKS));
  ASSERT_THAT(importer.status(), IsOk());
  absl::Status status;
  for (int i = 0; i < 1500 && status.ok(); ++i) {
    status = (*importer)->Add(test_support::MakeSource(absl::StrCat("s", i)),
                              std::nullopt);
  }
  if (status.ok()) status = (*importer)->Finish().status();
  EXPECT_THAT(status, ReasonIs(model::v1::REASON_FIELD_MISSING));
  google::rpc::BadRequest detail;
  ASSERT_TRUE(detail.ParseFromString(
      std::string(*status.GetPayload(platform::kBadRequestUrl))));
  EXPECT_EQ(detail.field_violations(0).field(), "sources/s1001: source.title");
  EXPECT_EQ(
      (*importer)->Add(test_support::MakeSource("late"), std::nullopt).code(),
      absl::StatusCode::kFailedPrecondition);
}

TEST_F(RecordImporterTest, AbandonedImportEndsWithoutItsEnd) {
  auto importer = RecordImporter::Open(client_.stub(),
                                       Start(registry::v1::IMPORT_MODE_ATOMIC));
  ASSERT_THAT(importer.status(), IsOk());
  ASSERT_THAT((*importer)->Add(test_support::MakeSource("s"), std::nullopt),
              IsOk());
  importer->reset();
  registry_.Stop();
  for (const auto& request : received_) EXPECT_FALSE(request.has_end());
}

}  // namespace
}  // namespace comity::cli
