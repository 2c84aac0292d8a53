// Goal: unary calls cross the wire whole, errors with their details, and
// nothing that the store does holds up health. Method: a real server on
// loopback, over a store that can be made to stand still.
#include <future>
#include <thread>
#include <vector>

#include "gmock/gmock.h"
#include "grpc/health/v1/health.grpc.pb.h"

#include "tests/registry/api/api_fixture.h"

namespace comity::registry {
namespace {

using model::v1::REASON_DEADLINE;
using model::v1::REASON_NAME_MALFORMED;
using model::v1::REASON_OVERLOADED;
using model::v1::REASON_PRECONDITION_STALE;
using model::v1::REASON_RECORD_NOT_FOUND;
using model::v1::REASON_TOO_LARGE;
using test_support::IsOk;
using test_support::MakeSource;
using test_support::PutAll;
using test_support::ReasonIs;
using test_support::StatusIs;
using Stub = v1::RegistryService::Stub;

class UnaryTest : public ApiTest {
 protected:
  absl::StatusOr<v1::GetRecordResponse> GetRecord(const std::string& name) {
    v1::GetRecordRequest request;
    request.set_name(name);
    return Call(&Stub::GetRecord, request);
  }
};

TEST_F(UnaryTest, EachCallAnswers) {
  ASSERT_OK_AND_ASSIGN(const auto committed, CommitSource("a"));
  EXPECT_EQ(committed.revision(), 1);
  ASSERT_OK_AND_ASSIGN(const auto record, GetRecord("sources/a"));
  EXPECT_EQ(record.record().revision(), 1);
  v1::BatchGetRecordsRequest batch;
  batch.add_names("sources/a");
  ASSERT_OK_AND_ASSIGN(const auto records, Call(&Stub::BatchGetRecords, batch));
  EXPECT_EQ(records.records_size(), 1);
  ASSERT_OK_AND_ASSIGN(const auto list,
                       Call(&Stub::ListRecords, v1::ListRecordsRequest()));
  EXPECT_EQ(list.records_size(), 1);
  v1::ListRecordRevisionsRequest versions;
  versions.set_name("sources/a");
  ASSERT_OK_AND_ASSIGN(const auto history,
                       Call(&Stub::ListRecordRevisions, versions));
  ASSERT_EQ(history.revisions_size(), 1);
  EXPECT_EQ(history.revisions(0).author(), "anonymous");
  ASSERT_OK_AND_ASSIGN(const auto log,
                       Call(&Stub::ListCommits, v1::ListCommitsRequest()));
  EXPECT_EQ(log.commits_size(), 1);
  v1::GetCommitRequest get;
  get.set_revision(1);
  ASSERT_OK_AND_ASSIGN(const auto commit, Call(&Stub::GetCommit, get));
  EXPECT_EQ(commit.commit().changes_size(), 1);
  ASSERT_OK_AND_ASSIGN(const auto head,
                       Call(&Stub::GetHead, v1::GetHeadRequest()));
  EXPECT_EQ(head.revision(), 1);
  EXPECT_EQ(head.digest(), commit.commit().digest());
}

TEST_F(UnaryTest, ErrorsBearReasonAndFields) {
  const absl::Status malformed = GetRecord("states/ind").status();
  EXPECT_THAT(malformed, ReasonIs(REASON_NAME_MALFORMED));
  google::rpc::BadRequest bad_request;
  const auto payload = malformed.GetPayload(platform::kBadRequestUrl);
  ASSERT_TRUE(payload.has_value());
  ASSERT_TRUE(bad_request.ParseFromString(std::string(*payload)));
  EXPECT_EQ(bad_request.field_violations(0).field(), "name");
  EXPECT_THAT(GetRecord("states/IND"), ReasonIs(REASON_RECORD_NOT_FOUND));
  v1::CommitRequest stale = PutAll({MakeSource("a")});
  stale.add_preconditions()->set_name("sources/a");
  stale.mutable_preconditions(0)->mutable_exists();
  EXPECT_THAT(Commit(stale), ReasonIs(REASON_PRECONDITION_STALE));
}

// A message somewhat too large is refused by reason, one far too large by gRPC;
// the server lives, and nothing is stored.
TEST_F(UnaryTest, OversizeMessagesAreRefused) {
  v1::CommitRequest request = PutAll({MakeSource("a")});
  request.set_message(std::string((16 << 20) + 1, 'x'));
  EXPECT_THAT(Commit(request), ReasonIs(REASON_TOO_LARGE));
  request.set_message(std::string(24 << 20, 'x'));
  EXPECT_THAT(Commit(request), StatusIs(absl::StatusCode::kResourceExhausted));
  ASSERT_OK_AND_ASSIGN(const auto head,
                       Call(&Stub::GetHead, v1::GetHeadRequest()));
  EXPECT_EQ(head.revision(), 0);
}

TEST_F(UnaryTest, ADeadlineThatPassesInTheQueueStoresNothing) {
  gate_->Close();
  auto first =
      std::async(std::launch::async, [this] { return CommitSource("a"); });
  gate_->AwaitWaiting(1);
  grpc::ClientContext context;
  context.set_deadline(std::chrono::system_clock::now() +
                       std::chrono::milliseconds(50));
  v1::CommitResponse response;
  EXPECT_EQ(stub_->Commit(&context, PutAll({MakeSource("b")}), &response)
                .error_code(),
            grpc::StatusCode::DEADLINE_EXCEEDED);
  gate_->Open();
  EXPECT_THAT(first.get(), IsOk());
  // The next commit is behind the late one in the queue, so that one is done.
  ASSERT_OK_AND_ASSIGN(const auto next, CommitSource("c"));
  EXPECT_EQ(next.revision(), 2);
}

// The bound of the queue holds, and who is refused is told so at once.
TEST_F(UnaryTest, CallsBeyondTheQueueAreRefused) {
  RegistryServerOptions options;
  options.write_queue_max = 1;
  Start(options);
  gate_->Close();
  auto running =
      std::async(std::launch::async, [this] { return CommitSource("a"); });
  gate_->AwaitWaiting(1);
  std::vector<std::future<absl::StatusOr<v1::CommitResponse>>> others;
  for (int i = 0; i < 2; ++i) {
    others.push_back(std::async(std::launch::async, [this, i] {
      return CommitSource(absl::StrCat("b", i));
    }));
  }
  // One of the two waits for the gate, the other one is refused before it
  // opens.
  bool refused = false;
  while (!refused) {
    for (auto& other : others) {
      refused = refused || other.wait_for(std::chrono::milliseconds(1)) ==
                               std::future_status::ready;
    }
  }
  gate_->Open();
  EXPECT_THAT(running.get(), IsOk());
  int ok = 0;
  for (auto& other : others) {
    const absl::Status status = other.get().status();
    if (status.ok()) {
      ++ok;
    } else {
      EXPECT_THAT(status, ReasonIs(REASON_OVERLOADED));
    }
  }
  EXPECT_EQ(ok, 1);
}

// The store stands still with every thread waiting for it, and health answers.
TEST_F(UnaryTest, HealthAnswersWhileTheStoreIsBlocked) {
  const auto health = grpc::health::v1::Health::NewStub(NewChannel());
  gate_->Close();
  std::vector<std::future<absl::Status>> calls;
  for (int i = 0; i < 8; ++i) {
    calls.push_back(std::async(std::launch::async, [this, i] {
      return i % 2 == 0 ? CommitSource(absl::StrCat("s", i)).status()
                        : GetRecord("sources/none").status();
    }));
  }
  gate_->AwaitWaiting(5);  // one writer, four readers
  for (int i = 0; i < 20; ++i) {
    grpc::ClientContext context;
    context.set_deadline(std::chrono::system_clock::now() + kCallTimeout);
    grpc::health::v1::HealthCheckRequest request;
    request.set_service("comity.registry.v1.RegistryService");
    grpc::health::v1::HealthCheckResponse response;
    ASSERT_TRUE(health->Check(&context, request, &response).ok());
    EXPECT_EQ(response.status(),
              grpc::health::v1::HealthCheckResponse::SERVING);
  }
  gate_->Open();
  for (std::size_t i = 0; i < calls.size(); ++i) {
    const absl::Status status = calls[i].get();
    if (i % 2 == 0) {
      EXPECT_THAT(status, IsOk());
    } else {
      EXPECT_THAT(status, ReasonIs(REASON_RECORD_NOT_FOUND));
    }
  }
}

}  // namespace
}  // namespace comity::registry
