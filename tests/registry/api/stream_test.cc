// Goal: watches and exports cross the wire whole, and end as promised: by the
// client, by a drain, by being too slow (R6). Method: the auditor, over real
// connections.
#include <thread>
#include <vector>

#include "gmock/gmock.h"

#include "tests/registry/api/api_fixture.h"
#include "tests/support/watch_auditor.h"

namespace comity::registry {
namespace {

using model::v1::REASON_CONSUMER_TOO_SLOW;
using model::v1::REASON_EPOCH_MISMATCH;
using model::v1::REASON_NAME_MALFORMED;
using model::v1::REASON_OVERLOADED;
using model::v1::REASON_PAGE_TOKEN_MALFORMED;
using model::v1::REASON_REVISION_IN_FUTURE;
using model::v1::REASON_SERVER_DRAINING;
using test_support::IsOk;
using test_support::ReasonIs;
using test_support::WatchAuditor;

// One watch of a client.
class Watcher {
 public:
  Watcher(v1::RegistryService::Stub& stub, const v1::WatchRequest& request)
      : auditor({.after_revision = request.after_revision(),
                 .filtered = request.kinds_size() > 0}) {
    context.set_deadline(std::chrono::system_clock::now() + kCallTimeout);
    reader = stub.Watch(&context, request);
  }

  // Reads until a checkpoint at `revision` or later; false when the stream
  // ended before.
  bool ReadTo(int64_t revision) {
    v1::WatchResponse message;
    while (reader->Read(&message)) {
      EXPECT_THAT(auditor.See(message), IsOk());
      if (message.has_checkpoint() &&
          message.checkpoint().revision() >= revision) {
        return true;
      }
    }
    return false;
  }

  // Reads to the end, and returns how it ended.
  absl::Status ReadToEnd() {
    v1::WatchResponse message;
    while (reader->Read(&message)) {
      EXPECT_THAT(auditor.See(message), IsOk());
    }
    return platform::FromGrpcStatus(reader->Finish());
  }

  grpc::ClientContext context;
  WatchAuditor auditor;
  std::unique_ptr<grpc::ClientReader<v1::WatchResponse>> reader;
};

class StreamTest : public ApiTest {
 protected:
  static v1::WatchRequest After(int64_t revision) {
    v1::WatchRequest request;
    request.set_after_revision(revision);
    return request;
  }

  // Waits until the server holds so many streams; they end on their own time.
  void AwaitStreams(std::size_t count) {
    while (server_->stream_count() != count) std::this_thread::yield();
  }

  absl::Status ExportToEnd(const v1::ExportRecordsRequest& request,
                           int& chunks) {
    grpc::ClientContext context;
    context.set_deadline(std::chrono::system_clock::now() + kCallTimeout);
    const auto reader = stub_->ExportRecords(&context, request);
    v1::ExportRecordsResponse chunk;
    while (reader->Read(&chunk)) ++chunks;
    EXPECT_TRUE(chunks == 0 || chunk.last());
    return platform::FromGrpcStatus(reader->Finish());
  }
};

// R6.
TEST_F(StreamTest, AWatchFollowsCommits) {
  for (int i = 0; i < 3; ++i) ASSERT_OK(CommitSource(absl::StrCat("s", i)));
  Watcher watcher(*stub_, After(1));
  ASSERT_TRUE(watcher.ReadTo(3));
  for (int i = 3; i < 20; ++i) ASSERT_OK(CommitSource(absl::StrCat("s", i)));
  ASSERT_TRUE(watcher.ReadTo(20));
  EXPECT_EQ(watcher.auditor.commit_count(), 19);
}

// R6: while idle, a filtered watch gets checkpoints too.
TEST_F(StreamTest, AnIdleWatchGetsCheckpoints) {
  RegistryServerOptions options;
  options.tick_interval = absl::Milliseconds(5);
  options.watch.checkpoint_interval = absl::Milliseconds(10);
  Start(options);
  v1::WatchRequest request;
  request.add_kinds(model::v1::RECORD_KIND_STATE);
  Watcher watcher(*stub_, request);
  for (int i = 0; i < 4; ++i) ASSERT_TRUE(watcher.ReadTo(0));
  ASSERT_OK(CommitSource("a"));
  ASSERT_TRUE(watcher.ReadTo(1));
  EXPECT_EQ(watcher.auditor.commit_count(), 0);
}

TEST_F(StreamTest, BadRequestsAreRefusedByReason) {
  v1::WatchRequest request = After(1);
  EXPECT_THAT(Watcher(*stub_, request).ReadToEnd(),
              ReasonIs(REASON_REVISION_IN_FUTURE));
  request = After(0);
  request.set_epoch("0000000000000000");
  EXPECT_THAT(Watcher(*stub_, request).ReadToEnd(),
              ReasonIs(REASON_EPOCH_MISMATCH));
  request = After(0);
  request.add_name_prefixes("*");
  EXPECT_THAT(Watcher(*stub_, request).ReadToEnd(),
              ReasonIs(REASON_NAME_MALFORMED));
  v1::ExportRecordsRequest of_export;
  of_export.set_resume_token("x");
  int chunks = 0;
  EXPECT_THAT(ExportToEnd(of_export, chunks),
              ReasonIs(REASON_PAGE_TOKEN_MALFORMED));
}

TEST_F(StreamTest, AnExportEndsWithItsLastChunk) {
  ASSERT_OK(CommitSource("a"));
  for (const bool history : {false, true}) {
    v1::ExportRecordsRequest request;
    request.set_history(history);
    int chunks = 0;
    EXPECT_THAT(ExportToEnd(request, chunks), IsOk());
    EXPECT_GE(chunks, 1);
  }
  AwaitStreams(0);
}

TEST_F(StreamTest, TheirNumberIsBounded) {
  RegistryServerOptions options;
  options.service.streams_max = 2;
  Start(options);
  Watcher first(*stub_, After(0));
  ASSERT_TRUE(first.ReadTo(0));
  Watcher second(*stub_, After(0));
  ASSERT_TRUE(second.ReadTo(0));
  EXPECT_THAT(Watcher(*stub_, After(0)).ReadToEnd(),
              ReasonIs(REASON_OVERLOADED));
}

// A client may leave at any moment: in the midst of a commit that wakes it, of
// a pull, before the first message.
TEST_F(StreamTest, ClientsThatLeaveFreeTheirStreams) {
  for (int round = 0; round < 20; ++round) {
    std::vector<std::unique_ptr<Watcher>> watchers;
    for (int i = 0; i < 10; ++i) {
      watchers.push_back(std::make_unique<Watcher>(*stub_, After(0)));
      if (i % 2 == 0) {
        EXPECT_TRUE(watchers.back()->ReadTo(0));
      }
    }
    std::thread writer(
        [&] { EXPECT_THAT(CommitSource(absl::StrCat("s", round)), IsOk()); });
    for (const auto& watcher : watchers) watcher->context.TryCancel();
    writer.join();
    for (const auto& watcher : watchers) {
      EXPECT_EQ(watcher->ReadToEnd().code(), absl::StatusCode::kCancelled);
    }
  }
  AwaitStreams(0);
}

// A drain ends 200 watches with what they need to go on elsewhere, long before
// its grace is over.
TEST_F(StreamTest, ADrainEndsWatchesWithTheRevisionToResumeAfter) {
  constexpr int kWatches = 200;
  RegistryServerOptions options;
  options.drain_grace = absl::Hours(1);
  Start(options);
  ASSERT_OK(CommitSource("a"));
  std::vector<std::unique_ptr<Watcher>> watchers;
  for (int i = 0; i < kWatches; ++i) {
    watchers.push_back(std::make_unique<Watcher>(*stub_, After(0)));
  }
  for (const auto& watcher : watchers) ASSERT_TRUE(watcher->ReadTo(1));
  std::thread drain([this] { server_->Drain(); });
  for (const auto& watcher : watchers) {
    const absl::Status status = watcher->ReadToEnd();
    EXPECT_THAT(status, ReasonIs(REASON_SERVER_DRAINING));
    EXPECT_EQ(ErrorMetadata(status)["revision"], "1");
  }
  drain.join();
  EXPECT_EQ(server_->stream_count(), 0u);
}

// What a watch was sent before a drain and what it is told to resume after
// agree, whatever the timing.
TEST_F(StreamTest, ADrainAmidCommitsTellsTheTruth) {
  Watcher watcher(*stub_, After(0));
  ASSERT_TRUE(watcher.ReadTo(0));
  std::thread writer([this] {
    for (int i = 0; CommitSource(absl::StrCat("s", i)).ok(); ++i) {
    }
  });
  ASSERT_TRUE(watcher.ReadTo(5));
  std::thread drain([this] { server_->Drain(); });
  const absl::Status status = watcher.ReadToEnd();
  EXPECT_THAT(status, ReasonIs(REASON_SERVER_DRAINING));
  EXPECT_EQ(ErrorMetadata(status)["revision"],
            absl::StrCat(watcher.auditor.revision()));
  drain.join();
  writer.join();
}

// A client that does not read is cut, told so when it reads again, and resumes
// without gap or double.
TEST_F(StreamTest, ASlowConsumerIsCutAndResumes) {
  RegistryServerOptions options;
  options.tick_interval = absl::Milliseconds(5);
  options.watch.stall_max = absl::Milliseconds(50);
  options.watch.lag_max = 2;
  options.service.stuck_grace = absl::Hours(1);
  Start(options);
  const auto slow_channel = NewChannel();
  const auto slow_stub = v1::RegistryService::NewStub(slow_channel);
  Watcher slow(*slow_stub, After(0));
  ASSERT_TRUE(slow.ReadTo(0));
  int64_t newest = 0;
  // More than gRPC holds on the way.
  for (int i = 0; i < 40; ++i) {
    std::vector<model::v1::Record> records;
    for (int j = 0; j < 240; ++j) {
      records.push_back(test_support::MakeSource(absl::StrCat("s", j)));
      records.back().mutable_source()->set_disclaimer(
          std::string(4000, static_cast<char>('a' + i % 26)));
    }
    ASSERT_OK_AND_ASSIGN(const auto response,
                         Commit(test_support::PutAll(std::move(records))));
    newest = response.revision();
  }
  const absl::Status status = slow.ReadToEnd();
  EXPECT_THAT(status, ReasonIs(REASON_CONSUMER_TOO_SLOW));
  EXPECT_EQ(ErrorMetadata(status)["revision"],
            absl::StrCat(slow.auditor.revision()));
  Watcher again(*stub_, After(slow.auditor.revision()));
  EXPECT_TRUE(again.ReadTo(newest));
}

}  // namespace
}  // namespace comity::registry
