// Goal: an export is the register at one revision, whole, resumable after each
// chunk, and a watch continues it without gap or double (R5, R6, R8).
#include "registry/core/export.h"

#include <atomic>
#include <map>
#include <thread>

#include "gmock/gmock.h"

#include "common/model/chain.h"
#include "tests/registry/core/core_fixture.h"

namespace comity::registry {
namespace {

using model::v1::REASON_FIELD_INVALID;
using model::v1::REASON_PAGE_TOKEN_MALFORMED;
using model::v1::REASON_PAGE_TOKEN_MISMATCH;
using model::v1::REASON_REVISION_IN_FUTURE;
using test_support::DeletionOf;
using test_support::ReasonIs;
using test_support::WatchAuditor;

class ExportTest : public CoreTest {
 protected:
  static v1::ExportRecordsRequest Of(bool history, int64_t revision = 0) {
    v1::ExportRecordsRequest request;
    request.set_history(history);
    request.set_revision(revision);
    return request;
  }

  // All chunks, read by a new export after each one when `resuming`.
  std::vector<v1::ExportRecordsResponse> ReadAll(
      v1::ExportRecordsRequest request, bool resuming = false) {
    std::vector<v1::ExportRecordsResponse> chunks;
    auto source = Export::Open(*store_, request);
    EXPECT_OK(source);
    while (source.ok()) {
      auto chunk = (*source)->Next();
      EXPECT_OK(chunk);
      if (!chunk.ok() || !chunk->has_value()) break;
      chunks.push_back(**chunk);
      if (resuming && !chunks.back().last()) {
        request.set_resume_token(chunks.back().resume_token());
        source = Export::Open(*store_, request);
        EXPECT_OK(source);
      }
    }
    return chunks;
  }

  static std::map<std::string, std::string> RecordsOf(
      const std::vector<v1::ExportRecordsResponse>& chunks) {
    std::map<std::string, std::string> records;
    for (const auto& chunk : chunks) {
      for (const auto& record : chunk.records()) {
        records[record.name()] = record.SerializeAsString();
      }
    }
    return records;
  }

  // Shows the parts of a history to an auditor.
  static void Audit(const std::vector<v1::ExportRecordsResponse>& chunks,
                    WatchAuditor& auditor) {
    for (const auto& chunk : chunks) {
      for (const auto& part : chunk.parts()) {
        v1::WatchResponse message;
        *message.mutable_part() = part;
        ASSERT_OK(auditor.See(message));
      }
    }
  }

  WatchAuditor FreshAuditor() {
    const auto head = store_->GetHead();
    EXPECT_OK(head);
    return WatchAuditor(
        {.digest = model::GenesisDigest(head.ok() ? head->registry_id : "")});
  }
};

TEST_F(ExportTest, OfAnEmptyRegistryIsOneLastChunk) {
  for (const bool history : {false, true}) {
    const auto chunks = ReadAll(Of(history));
    ASSERT_EQ(chunks.size(), 1u);
    EXPECT_TRUE(chunks[0].last());
    EXPECT_EQ(chunks[0].revision(), 0);
    EXPECT_EQ(chunks[0].digest().size(), 32u);
    EXPECT_NE(chunks[0].resume_token(), "");
  }
}

// R5.
TEST_F(ExportTest, GivesTheRecordsOfItsRevision) {
  CommitSources(3);
  const auto before = RecordsOf(ReadAll(Of(false, 3)));
  ASSERT_OK(CommitSource("s1", "another title"));
  ASSERT_OK(Commit(test_support::CommitOf({DeletionOf("sources/s2")})));
  EXPECT_EQ(RecordsOf(ReadAll(Of(false, 3))), before);
  EXPECT_EQ(before.size(), 3u);
  EXPECT_EQ(RecordsOf(ReadAll(Of(false))).size(), 2u);
}

// R8.
TEST_F(ExportTest, WithHistoryGivesEveryCommitAndTheChainCloses) {
  CommitSources(5);
  ASSERT_OK(Commit(LargeCommit(600)));
  ASSERT_OK(Commit(test_support::CommitOf({DeletionOf("sources/s2")})));
  for (const int64_t revision : {1, 5, 6, 7}) {
    const auto chunks = ReadAll(Of(true, revision));
    WatchAuditor auditor = FreshAuditor();
    Audit(chunks, auditor);
    EXPECT_EQ(auditor.revision(), revision);
    EXPECT_EQ(auditor.digest(), chunks.back().digest());
    EXPECT_TRUE(chunks.back().last());
  }
}

TEST_F(ExportTest, ChunksKeepTheBoundOfAMessageAndAreNotWasted) {
  CommitSources(50);
  ASSERT_OK(Commit(LargeCommit(600)));
  for (const bool history : {false, true}) {
    const auto chunks = ReadAll(Of(history));
    EXPECT_LE(chunks.size(), 5u);
    for (const auto& chunk : chunks) {
      EXPECT_LE(chunk.ByteSizeLong(), std::size_t{1} << 20);
    }
  }
}

// R6.
TEST_F(ExportTest, ResumesAfterEachChunkWhileOthersWrite) {
  CommitSources(3);
  ASSERT_OK(Commit(LargeCommit(900)));
  for (const bool history : {false, true}) {
    const auto whole = ReadAll(Of(history));
    ASSERT_GT(whole.size(), 2u);
    v1::ExportRecordsRequest request = Of(history);
    ASSERT_OK(CommitSource(history ? "later-h" : "later"));
    request.set_resume_token(whole[0].resume_token());
    auto resumed = ReadAll(request, /*resuming=*/true);
    resumed.insert(resumed.begin(), whole[0]);
    EXPECT_EQ(resumed.back().revision(), whole[0].revision());
    EXPECT_EQ(resumed.back().digest(), whole.back().digest());
    EXPECT_EQ(RecordsOf(resumed), RecordsOf(whole));
    WatchAuditor auditor = FreshAuditor();
    Audit(resumed, auditor);
    EXPECT_EQ(auditor.revision(), history ? whole[0].revision() : 0);
  }
}

TEST_F(ExportTest, RefusesWhatItCannotServe) {
  CommitSources(2);
  const auto open = [this](const v1::ExportRecordsRequest& request) {
    return Export::Open(*store_, request).status();
  };
  EXPECT_THAT(open(Of(false, 3)), ReasonIs(REASON_REVISION_IN_FUTURE));
  EXPECT_THAT(open(Of(false, -1)), ReasonIs(REASON_FIELD_INVALID));
  v1::ExportRecordsRequest request = Of(true);
  request.set_resume_token("x");
  EXPECT_THAT(open(request), ReasonIs(REASON_PAGE_TOKEN_MALFORMED));
  request.set_resume_token(ReadAll(Of(false))[0].resume_token());
  EXPECT_THAT(open(request), ReasonIs(REASON_PAGE_TOKEN_MISMATCH));
  request = Of(false, 1);
  request.set_resume_token(ReadAll(Of(false))[0].resume_token());
  EXPECT_THAT(open(request), ReasonIs(REASON_PAGE_TOKEN_MISMATCH));
}

// R6: no gap and no double between an export at n and the watch after n, while
// writers go on.
TEST_F(ExportTest, IsContinuedByAWatchBesideWriters) {
  std::atomic<bool> done = false;
  std::thread writer([this, &done] {
    for (int i = 0; i < 40; ++i) {
      EXPECT_OK(CommitSource(absl::StrCat("w", i % 7), absl::StrCat(i)));
    }
    done = true;
  });
  bool last_round = false;
  while (!last_round) {
    last_round = done;
    const auto chunks = ReadAll(Of(true));
    WatchAuditor auditor = FreshAuditor();
    Audit(chunks, auditor);
    EXPECT_EQ(auditor.revision(), chunks.back().revision());
    v1::WatchRequest request;
    request.set_after_revision(auditor.revision());
    const auto watch = hub_->Open(request, [] {});
    if (!watch.ok()) {
      ADD_FAILURE() << watch.status();
      break;
    }
    PullAll(**watch, auditor);
    if (HasFatalFailure()) break;
    if (last_round) {
      EXPECT_EQ(auditor.revision(), 40);
    }
  }
  writer.join();
}

}  // namespace
}  // namespace comity::registry
