// Goal: an import is all or none, or numbered commits, and can be sent again
// (R2, R4). Method: messages fed one by one; the store asked afterwards.
#include "registry/core/record_import.h"

#include "absl/strings/match.h"
#include "gmock/gmock.h"

#include "tests/registry/core/core_fixture.h"

namespace comity::registry {
namespace {

using model::v1::REASON_FIELD_INVALID;
using model::v1::REASON_FIELD_MISSING;
using model::v1::REASON_REFERENCE_UNRESOLVED;
using model::v1::REASON_REQUEST_ID_REUSED;
using model::v1::REASON_TOO_MANY_ITEMS;
using test_support::IsOk;
using test_support::ReasonIs;

v1::ImportRecordsRequest StartOf(v1::ImportMode mode,
                                 const std::string& id = "import") {
  v1::ImportRecordsRequest request;
  request.mutable_start()->set_import_id(id);
  request.mutable_start()->set_mode(mode);
  return request;
}

v1::ImportRecordsRequest Chunk(int64_t number,
                               const std::vector<std::string>& sources) {
  v1::ImportRecordsRequest request;
  request.mutable_chunk()->set_number(number);
  for (const auto& id : sources) {
    *request.mutable_chunk()->add_records() = test_support::MakeSource(id);
  }
  return request;
}

// A record whose reference leads nowhere.
v1::ImportRecordsRequest BrokenChunk(int64_t number) {
  v1::ImportRecordsRequest request = Chunk(number, {});
  auto& record = *request.mutable_chunk()->add_records();
  record = test_support::MakeState("AAA");
  *record.mutable_state()->add_citations() =
      test_support::Cite("sources/nowhere");
  return request;
}

v1::ImportRecordsRequest EndMessage() {
  v1::ImportRecordsRequest request;
  request.mutable_end();
  return request;
}

class RecordImportTest : public CoreTest {
 protected:
  RecordImport Begin() {
    return RecordImport(*registry_, "tester", absl::InfiniteFuture());
  }

  // Takes all, and returns the first error.
  static absl::Status TakeAll(RecordImport& import,
                              std::vector<v1::ImportRecordsRequest> messages) {
    for (auto& message : messages) {
      const absl::Status status = import.Take(message);
      if (!status.ok()) return status;
    }
    return absl::OkStatus();
  }

  int64_t Revision() { return registry_->GetHead({})->revision(); }
};

TEST_F(RecordImportTest, AtomicIsOneCommitAtItsEnd) {
  auto import = Begin();
  ASSERT_OK(TakeAll(import, {StartOf(v1::IMPORT_MODE_ATOMIC),
                             Chunk(1, {"a", "b"}), Chunk(2, {"c"})}));
  EXPECT_EQ(Revision(), 0);
  EXPECT_FALSE(import.done());
  ASSERT_OK(TakeAll(import, {EndMessage()}));
  EXPECT_TRUE(import.done());
  EXPECT_EQ(Revision(), 1);
  EXPECT_EQ(import.response().revision(), 1);
  EXPECT_EQ(import.response().commits(), 1);
  EXPECT_EQ(import.response().records(), 3);
  EXPECT_FALSE(import.response().token().empty());
}

TEST_F(RecordImportTest, AtomicThatBreaksOffOrFailsStoresNothing) {
  auto broken_off = Begin();
  ASSERT_OK(
      TakeAll(broken_off, {StartOf(v1::IMPORT_MODE_ATOMIC), Chunk(1, {"a"})}));
  EXPECT_THAT(broken_off.BrokenOff(), ReasonIs(REASON_FIELD_MISSING));
  auto failing = Begin();
  EXPECT_THAT(TakeAll(failing, {StartOf(v1::IMPORT_MODE_ATOMIC),
                                Chunk(1, {"a"}), BrokenChunk(2), EndMessage()}),
              ReasonIs(REASON_REFERENCE_UNRESOLVED));
  EXPECT_EQ(Revision(), 0);
}

TEST_F(RecordImportTest, AtomicMayExceedACommit) {
  auto import = Begin();
  std::vector<v1::ImportRecordsRequest> messages = {
      StartOf(v1::IMPORT_MODE_ATOMIC)};
  for (int chunk = 1; chunk <= 3; ++chunk) {
    std::vector<std::string> ids;
    for (int i = 0; i < 4000; ++i) ids.push_back(absl::StrCat(chunk, "-", i));
    messages.push_back(Chunk(chunk, ids));
  }
  messages.push_back(EndMessage());
  ASSERT_OK(TakeAll(import, std::move(messages)));
  EXPECT_EQ(import.response().records(), 12000);
  EXPECT_EQ(Revision(), 1);
}

TEST_F(RecordImportTest, ChunksAreCommitsOfTheirOwn) {
  auto import = Begin();
  ASSERT_OK(TakeAll(import, {StartOf(v1::IMPORT_MODE_CHUNKS), Chunk(1, {"a"}),
                             Chunk(2, {"b"})}));
  EXPECT_EQ(Revision(), 2);
  ASSERT_OK(TakeAll(import, {EndMessage()}));
  EXPECT_EQ(import.response().commits(), 2);
}

TEST_F(RecordImportTest, SentAgainItIsAnsweredAndNotStoredAgain) {
  for (const auto mode : {v1::IMPORT_MODE_ATOMIC, v1::IMPORT_MODE_CHUNKS}) {
    const std::string id = absl::StrCat("again-", mode);
    std::string token;
    for (const int64_t commits : {1, 0}) {
      auto import = Begin();
      ASSERT_OK(
          TakeAll(import, {StartOf(mode, id), Chunk(1, {id}), EndMessage()}));
      EXPECT_EQ(import.response().commits(), commits);
      if (commits == 0) {
        EXPECT_EQ(import.response().token(), token);
      }
      token = import.response().token();
    }
  }
  EXPECT_EQ(Revision(), 2);
}

TEST_F(RecordImportTest, ChunksGoOnWhereTheyBrokeOff) {
  auto first = Begin();
  const absl::Status failed = TakeAll(first, {StartOf(v1::IMPORT_MODE_CHUNKS),
                                              Chunk(1, {"a"}), BrokenChunk(2)});
  EXPECT_THAT(failed, ReasonIs(REASON_REFERENCE_UNRESOLVED));
  google::rpc::ErrorInfo info;
  ASSERT_TRUE(info.ParseFromString(
      std::string(*failed.GetPayload(platform::kErrorInfoUrl))));
  EXPECT_EQ(info.metadata().at("committed_chunk"), "1");
  auto second = Begin();
  ASSERT_OK(TakeAll(second, {StartOf(v1::IMPORT_MODE_CHUNKS), Chunk(2, {"b"}),
                             Chunk(3, {"c"}), EndMessage()}));
  EXPECT_EQ(Revision(), 3);
}

TEST_F(RecordImportTest, IdOfAnotherImportIsRefused) {
  auto first = Begin();
  ASSERT_OK(TakeAll(
      first, {StartOf(v1::IMPORT_MODE_ATOMIC), Chunk(1, {"a"}), EndMessage()}));
  auto second = Begin();
  EXPECT_THAT(TakeAll(second, {StartOf(v1::IMPORT_MODE_ATOMIC), Chunk(1, {"b"}),
                               EndMessage()}),
              ReasonIs(REASON_REQUEST_ID_REUSED));
}

TEST_F(RecordImportTest, ValidateOnlyStoresNothing) {
  auto start = StartOf(v1::IMPORT_MODE_ATOMIC);
  start.mutable_start()->set_validate_only(true);
  auto import = Begin();
  ASSERT_OK(TakeAll(import, {start, Chunk(1, {"a"}), EndMessage()}));
  EXPECT_EQ(import.response().revision(), 1);
  EXPECT_EQ(import.response().token(), "");
  EXPECT_EQ(Revision(), 0);
}

TEST_F(RecordImportTest, MessagesOutOfOrderAreRefusedByField) {
  using Messages = std::vector<v1::ImportRecordsRequest>;
  auto by_chunks_validated = StartOf(v1::IMPORT_MODE_CHUNKS);
  by_chunks_validated.mutable_start()->set_validate_only(true);
  const auto start = StartOf(v1::IMPORT_MODE_ATOMIC);
  const std::vector<std::tuple<Messages, model::v1::Reason, std::string>>
      cases = {
          {{Chunk(1, {"a"})}, REASON_FIELD_INVALID, "start"},
          {{start, start}, REASON_FIELD_INVALID, "start"},
          {{StartOf(v1::IMPORT_MODE_ATOMIC, "")},
           REASON_FIELD_MISSING,
           "start.import_id"},
          {{StartOf(v1::IMPORT_MODE_ATOMIC, "a\n")},
           REASON_FIELD_INVALID,
           "start.import_id"},
          {{StartOf(v1::IMPORT_MODE_ATOMIC, std::string(97, 'a'))},
           model::v1::REASON_TOO_LARGE,
           "start.import_id"},
          {{StartOf(v1::IMPORT_MODE_UNSPECIFIED)},
           REASON_FIELD_MISSING,
           "start.mode"},
          {{by_chunks_validated}, REASON_FIELD_INVALID, "start.validate_only"},
          {{start, Chunk(2, {"a"})}, REASON_FIELD_INVALID, "chunk.number"},
          {{start, Chunk(1, {"a"}), Chunk(1, {"b"})},
           REASON_FIELD_INVALID,
           "chunk.number"},
          {{start, Chunk(1, {})}, REASON_FIELD_MISSING, "chunk.records"},
          {{start, EndMessage()}, REASON_FIELD_MISSING, "chunk"},
          {{start, v1::ImportRecordsRequest()},
           REASON_FIELD_MISSING,
           "message"},
      };
  for (const auto& [messages, reason, field] : cases) {
    auto import = Begin();
    const absl::Status status = TakeAll(import, messages);
    EXPECT_THAT(status, ReasonIs(reason)) << field;
    EXPECT_TRUE(absl::StartsWith(status.message(), field + ": "))
        << status.message();
  }
}

TEST_F(RecordImportTest, ChunkOfTooManyRecordsIsRefused) {
  std::vector<std::string> ids;
  for (int i = 0; i <= 10000; ++i) ids.push_back(absl::StrCat("s", i));
  auto import = Begin();
  EXPECT_THAT(TakeAll(import, {StartOf(v1::IMPORT_MODE_CHUNKS), Chunk(1, ids)}),
              ReasonIs(REASON_TOO_MANY_ITEMS));
}

}  // namespace
}  // namespace comity::registry
