// The part of the suite on commits: the log, times and requests.
#include "absl/strings/str_format.h"

#include "common/model/chain.h"
#include "registry/store/verify.h"
#include "tests/registry/store/store_builders.h"
#include "tests/registry/store/store_conformance.h"
#include "tests/support/status_matchers.h"

namespace comity::registry::testing {
namespace {

using ::comity::test_support::ReasonIs;

TEST_P(StoreConformanceTest, RevisionAtFindsTheNewestCommitByThen) {
  ASSERT_OK(Append(store(), {Put(Topic("topics/a", "a"))}));
  const absl::Time first = store().GetHead()->commit_time;
  ASSERT_OK(Append(store(), {Put(Topic("topics/b", "b"))}));
  const absl::Time second = store().GetHead()->commit_time;
  EXPECT_EQ(*store().RevisionAt(first - absl::Nanoseconds(1)), 0);
  EXPECT_EQ(*store().RevisionAt(first), 1);
  EXPECT_EQ(*store().RevisionAt(second - absl::Nanoseconds(1)), 1);
  EXPECT_EQ(*store().RevisionAt(second), 2);
  EXPECT_EQ(*store().RevisionAt(absl::InfinitePast()), 0);
  EXPECT_EQ(*store().RevisionAt(absl::InfiniteFuture()), 2);
}

TEST_P(StoreConformanceTest, CommitsAreListedNewestFirstWithoutChanges) {
  ASSERT_OK(
      Append(store(), {Put(Topic("topics/a", "a"))}, {.message = "first"}));
  ASSERT_OK(Append(store(),
                   {Put(Topic("topics/a", "b")), Put(Topic("topics/b", "b"))},
                   {.request_id = "r2", .message = "second"}));
  ASSERT_OK_AND_ASSIGN(const auto commits, store().ListCommits(0, 10));
  ASSERT_EQ(commits.size(), 2u);
  EXPECT_EQ(commits[0].commit().revision(), 2);
  EXPECT_EQ(commits[0].commit().message(), "second");
  EXPECT_EQ(commits[0].commit().request_id(), "r2");
  EXPECT_EQ(commits[0].commit().changes_size(), 0);
  EXPECT_EQ(commits[0].change_count(), 2);
  EXPECT_EQ(commits[0].commit().digest(), store().GetHead()->digest);
  ASSERT_OK_AND_ASSIGN(const auto older, store().ListCommits(2, 10));
  ASSERT_EQ(older.size(), 1u);
  EXPECT_EQ(older[0].commit().message(), "first");
}

// R4 rests on this: the first answer is remembered, for ever.
TEST_P(StoreConformanceTest, RequestsAreRememberedWithTheirAnswers) {
  ASSERT_OK(
      Append(store(), {Put(Topic("topics/a", "a"))}, {.request_id = "r1"}));
  const absl::Time time = store().GetHead()->commit_time;
  {
    ASSERT_OK_AND_ASSIGN(auto transaction, store().Begin());
    ASSERT_OK(
        transaction->RememberRequest("r2", {.revision = 1,
                                            .commit_time = time,
                                            .fingerprint = Fingerprint("same"),
                                            .changed = false}));
    ASSERT_OK(transaction->Commit());
  }
  Reopen();
  EXPECT_EQ(store().GetHead()->revision, 1);
  {
    ASSERT_OK_AND_ASSIGN(auto transaction, store().Begin());
    ASSERT_OK_AND_ASSIGN(const auto r1, transaction->FindRequest("r1"));
    ASSERT_TRUE(r1.has_value());
    EXPECT_EQ(r1->revision, 1);
    EXPECT_EQ(r1->commit_time, time);
    EXPECT_EQ(r1->fingerprint, Fingerprint("r1"));
    EXPECT_TRUE(r1->changed);
    ASSERT_OK_AND_ASSIGN(const auto r2, transaction->FindRequest("r2"));
    ASSERT_TRUE(r2.has_value());
    EXPECT_FALSE(r2->changed);
    EXPECT_EQ(r2->fingerprint, Fingerprint("same"));
    EXPECT_FALSE(transaction->FindRequest("r3")->has_value());
  }
  // An id that is taken is never overwritten.
  EXPECT_THAT(
      Append(store(), {Put(Topic("topics/b", "b"))}, {.request_id = "r1"}),
      ReasonIs(model::v1::REASON_INTERNAL));
  EXPECT_EQ(store().GetHead()->revision, 1);
  EXPECT_OK(Append(store(), {Put(Topic("topics/b", "b"))}));
}

// R8: the log gives back what was appended, in whatever parts it is read.
TEST_P(StoreConformanceTest, PartsOfACommitReassembleToItsDigest) {
  const std::string text(500, 'x');
  std::vector<v1::RecordChange> changes = {Put(Topic("topics/gone", "x"))};
  ASSERT_OK(Append(store(), changes));
  const Head head = *store().GetHead();
  changes.clear();
  changes.push_back(Delete("topics/gone"));
  for (int i = 0; i < 20; ++i) {
    changes.push_back(Put(Topic(absl::StrFormat("topics/t%02d", i), text)));
  }
  const v1::Commit commit = CommitAfter(
      head, changes, {.request_id = "r", .message = "two lines\nof text"});
  {
    ASSERT_OK_AND_ASSIGN(auto transaction, store().Begin());
    ASSERT_OK(transaction->Append(commit, Fingerprint("r")));
    ASSERT_OK(transaction->Commit());
  }
  for (const size_t bytes_max : {size_t{0}, size_t{1300}, kNoBound}) {
    int parts = 0;
    ASSERT_OK_AND_ASSIGN(const v1::Commit read,
                         ReadWhole(store(), 2, bytes_max, &parts));
    EXPECT_EQ(Bytes(read), Bytes(commit));
    EXPECT_EQ(model::CommitDigest(head.digest, read), commit.digest());
    EXPECT_EQ(parts, bytes_max == 0 ? 21 : bytes_max == 1300 ? 10 : 1);
  }
  ASSERT_OK_AND_ASSIGN(
      const auto end,
      store().ReadLog({.revision = 2, .after = "topics/t19"}, kNoBound));
  ASSERT_TRUE(end.has_value());
  EXPECT_EQ(end->commit().changes_size(), 0);
  EXPECT_FALSE(end->more());
  EXPECT_FALSE(store().ReadLog({.revision = 3}, kNoBound)->has_value());
  EXPECT_OK(VerifyChain(store()));
}

}  // namespace
}  // namespace comity::registry::testing
