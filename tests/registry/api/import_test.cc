// Goal: an import crosses the wire, and no way of ending it early stores a part
// of an atomic one (R2). Method: real connections that break, drain and stall.
#include <thread>

#include "gmock/gmock.h"

#include "tests/registry/api/api_fixture.h"

namespace comity::registry {
namespace {

using model::v1::REASON_DEADLINE;
using model::v1::REASON_FIELD_MISSING;
using model::v1::REASON_OVERLOADED;
using model::v1::REASON_SERVER_DRAINING;
using test_support::ReasonIs;

// One import of a client.
class Importer {
 public:
  explicit Importer(v1::RegistryService::Stub& stub,
                    const std::string& id = "import") {
    context.set_deadline(std::chrono::system_clock::now() + kCallTimeout);
    writer = stub.ImportRecords(&context, &response);
    v1::ImportRecordsRequest start;
    start.mutable_start()->set_import_id(id);
    start.mutable_start()->set_mode(v1::IMPORT_MODE_ATOMIC);
    writer->Write(start);
  }

  bool WriteChunk(int64_t number, const std::string& source) {
    v1::ImportRecordsRequest chunk;
    chunk.mutable_chunk()->set_number(number);
    *chunk.mutable_chunk()->add_records() = test_support::MakeSource(source);
    return writer->Write(chunk);
  }

  void WriteEnd() {
    v1::ImportRecordsRequest end;
    end.mutable_end();
    writer->Write(end);
  }

  absl::Status Finish() { return platform::FromGrpcStatus(writer->Finish()); }

  grpc::ClientContext context;
  v1::ImportRecordsResponse response;
  std::unique_ptr<grpc::ClientWriter<v1::ImportRecordsRequest>> writer;
};

class ImportTest : public ApiTest {
 protected:
  int64_t Revision() {
    const auto head =
        Call(&v1::RegistryService::Stub::GetHead, v1::GetHeadRequest());
    return head.ok() ? head->revision() : -1;
  }
};

TEST_F(ImportTest, RecordsArriveAsOneCommit) {
  Importer importer(*stub_);
  EXPECT_TRUE(importer.WriteChunk(1, "a"));
  EXPECT_TRUE(importer.WriteChunk(2, "b"));
  importer.WriteEnd();
  ASSERT_OK(importer.Finish());
  EXPECT_EQ(importer.response.records(), 2);
  EXPECT_EQ(Revision(), 1);
}

TEST_F(ImportTest, StreamWithoutEndStoresNothing) {
  Importer importer(*stub_);
  importer.WriteChunk(1, "a");
  importer.writer->WritesDone();
  EXPECT_THAT(importer.Finish(), ReasonIs(REASON_FIELD_MISSING));
  EXPECT_EQ(Revision(), 0);
}

TEST_F(ImportTest, CallerThatLeavesStoresNothing) {
  {
    Importer importer(*stub_);
    importer.WriteChunk(1, "a");
    importer.context.TryCancel();
    EXPECT_FALSE(importer.Finish().ok());
  }
  EXPECT_EQ(Revision(), 0);
  // Its place is free again.
  Importer importer(*stub_, "another");
  importer.WriteChunk(1, "a");
  importer.WriteEnd();
  EXPECT_OK(importer.Finish());
}

TEST_F(ImportTest, FaultIsToldAtOnceWithItsField) {
  Importer importer(*stub_);
  importer.WriteChunk(7, "a");
  const absl::Status status = importer.Finish();
  EXPECT_THAT(status, ReasonIs(model::v1::REASON_FIELD_INVALID));
  EXPECT_THAT(std::string(status.message()),
              testing::StartsWith("chunk.number: "));
}

TEST_F(ImportTest, SilentCallerIsEnded) {
  RegistryServerOptions options;
  options.service.import_silence_max = absl::ZeroDuration();
  options.tick_interval = absl::Milliseconds(10);
  Start(options);
  Importer importer(*stub_);
  EXPECT_THAT(importer.Finish(), ReasonIs(REASON_DEADLINE));
}

TEST_F(ImportTest, MoreThanTheServerTakesAreRefused) {
  RegistryServerOptions options;
  options.service.imports_max = 1;
  Start(options);
  Importer first(*stub_);
  ASSERT_TRUE(first.WriteChunk(1, "a"));
  while (server_->import_count() == 0) std::this_thread::yield();
  Importer second(*stub_, "second");
  EXPECT_THAT(second.Finish(), ReasonIs(REASON_OVERLOADED));
  first.WriteEnd();
  EXPECT_OK(first.Finish());
}

TEST_F(ImportTest, DrainEndsItWithNothingStored) {
  Importer importer(*stub_);
  ASSERT_TRUE(importer.WriteChunk(1, "a"));
  while (server_->import_count() == 0) std::this_thread::yield();
  server_->Drain();
  const absl::Status ended = importer.Finish();
  EXPECT_THAT(ended, ReasonIs(REASON_SERVER_DRAINING));
  EXPECT_EQ(ErrorMetadata(ended)["committed_chunk"], "0");
  server_.reset();
  Start();
  EXPECT_EQ(Revision(), 0);
}

}  // namespace
}  // namespace comity::registry
