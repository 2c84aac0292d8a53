// The part of the suite on records: identity, atomicity, reads as of a
// revision.
#include "tests/registry/store/store_conformance.h"

#include <thread>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_format.h"

#include "common/model/chain.h"
#include "registry/store/store_time.h"
#include "registry/store/verify.h"
#include "tests/registry/store/store_builders.h"
#include "tests/support/status_matchers.h"

namespace comity::registry::testing {
namespace {

using ::comity::test_support::ReasonIs;
using ::testing::ElementsAre;
using ::testing::IsEmpty;

TEST_P(StoreConformanceTest, AnEmptyStoreHasAnIdentityThatStays) {
  ASSERT_OK_AND_ASSIGN(const Head head, store().GetHead());
  EXPECT_EQ(head.revision, 0);
  EXPECT_EQ(head.registry_id.size(), 36u);
  EXPECT_EQ(head.registry_id[14], '4');
  EXPECT_EQ(head.epoch.size(), 16u);
  EXPECT_EQ(head.digest, model::GenesisDigest(head.registry_id));
  Reopen();
  ASSERT_OK_AND_ASSIGN(const Head again, store().GetHead());
  EXPECT_EQ(again.registry_id, head.registry_id);
  EXPECT_EQ(again.epoch, head.epoch);
  EXPECT_OK(VerifyChain(store()));
}

// R1.
TEST_P(StoreConformanceTest, CommitsSurviveARestart) {
  ASSERT_OK(Append(store(), {Put(Topic("topics/a", "one"))}));
  ASSERT_OK(Append(store(), {Put(Topic("topics/a", "two"))}));
  ASSERT_OK_AND_ASSIGN(const Head before, store().GetHead());
  Reopen();
  ASSERT_OK_AND_ASSIGN(const Head head, store().GetHead());
  EXPECT_EQ(head.revision, 2);
  EXPECT_EQ(head.digest, before.digest);
  EXPECT_EQ(head.commit_time, before.commit_time);
  ASSERT_OK_AND_ASSIGN(const auto record, store().Get("topics/a", 2));
  ASSERT_TRUE(record.has_value());
  EXPECT_EQ(record->topic().labels(0).text(), "two");
}

// R2: a transaction that ends without Commit leaves no trace of any kind.
TEST_P(StoreConformanceTest, AnAbandonedTransactionLeavesNoTrace) {
  ASSERT_OK(Append(store(), {Put(Source("sources/s", "text"))}));
  {
    ASSERT_OK_AND_ASSIGN(auto transaction, store().Begin());
    const v1::Commit commit = CommitAfter(
        transaction->head(), {Put(State("states/IND", "IN", "sources/s"))},
        {.request_id = "lost"});
    ASSERT_OK(transaction->Append(commit, Fingerprint("lost")));
    ASSERT_OK(transaction->RememberRequest(
        "lost too", {.revision = 1, .fingerprint = Fingerprint("")}));
    // Nobody else sees it meanwhile.
    EXPECT_THAT(NamesOf(*store().List(AllAt(9))), ElementsAre("sources/s"));
  }
  ASSERT_OK_AND_ASSIGN(const Head head, store().GetHead());
  EXPECT_EQ(head.revision, 1);
  EXPECT_EQ(store().CountRecords()->size(), 1u);
  EXPECT_FALSE(store().ReadLog({.revision = 2}, kNoBound)->has_value());
  EXPECT_THAT(*store().ListVersions("states/IND", 0, 10), IsEmpty());
  ASSERT_OK_AND_ASSIGN(auto transaction, store().Begin());
  EXPECT_EQ(transaction->head().revision, 1);
  EXPECT_FALSE(transaction->Find("states/IND")->has_value());
  EXPECT_FALSE(transaction->FindRequest("lost")->has_value());
  EXPECT_FALSE(transaction->FindRequest("lost too")->has_value());
  EXPECT_THAT(*transaction->Referrers("sources/s", 10), IsEmpty());
  EXPECT_THAT(
      *transaction->CodeHolders(model::v1::CODE_SYSTEM_ISO_ALPHA2, "IN"),
      IsEmpty());
}

// R2, R3: what does not follow the head is refused, whole.
TEST_P(StoreConformanceTest, ACommitThatDoesNotFollowTheHeadIsRefused) {
  ASSERT_OK(Append(store(), {Put(Topic("topics/a", "one"))}));
  using Spoil = void (*)(v1::Commit&);
  const Spoil spoils[] = {
      [](v1::Commit& c) { c.set_revision(1); },
      [](v1::Commit& c) { c.set_revision(3); },
      [](v1::Commit& c) { c.mutable_commit_time()->set_seconds(1); },
      [](v1::Commit& c) { c.mutable_commit_time()->set_nanos(1); },
      [](v1::Commit& c) { c.mutable_changes()->SwapElements(0, 1); },
      [](v1::Commit& c) { c.mutable_changes(0)->clear_state(); },
      [](v1::Commit& c) { c.mutable_changes(0)->set_name("nothing"); },
      [](v1::Commit& c) {
        c.mutable_changes(0)->mutable_record()->set_revision(2);
      },
      [](v1::Commit& c) { c.set_message("another"); },
  };
  for (const Spoil& spoil : spoils) {
    ASSERT_OK_AND_ASSIGN(auto transaction, store().Begin());
    v1::Commit commit =
        CommitAfter(transaction->head(),
                    {Put(Topic("topics/b", "b")), Put(Topic("topics/c", "c"))});
    spoil(commit);
    EXPECT_THAT(transaction->Append(commit, Fingerprint("")),
                ReasonIs(model::v1::REASON_INTERNAL));
    EXPECT_THAT(transaction->Commit(), ReasonIs(model::v1::REASON_INTERNAL));
  }
  EXPECT_EQ(store().GetHead()->revision, 1);
  EXPECT_OK(Append(store(), {Put(Topic("topics/b", "b"))}));
}

// R3: writers take turns, whatever thread they come from.
TEST_P(StoreConformanceTest, WritersOfManyThreadsMakeOneOrder) {
  constexpr int kThreads = 4;
  constexpr int kCommits = 10;
  std::vector<std::thread> threads;
  for (int i = 0; i < kThreads; ++i) {
    threads.emplace_back([this, i] {
      for (int j = 0; j < kCommits; ++j) {
        EXPECT_OK(Append(store(), {Put(Topic(absl::StrCat("topics/t", i),
                                             absl::StrCat("text ", j)))}));
        EXPECT_OK(store().GetHead());
      }
    });
  }
  for (std::thread& thread : threads) thread.join();
  EXPECT_EQ(store().GetHead()->revision, kThreads * kCommits);
  EXPECT_OK(VerifyChain(store()));
  ASSERT_OK_AND_ASSIGN(const auto commits, store().ListCommits(0, 1000));
  ASSERT_EQ(commits.size(), size_t{kThreads * kCommits});
  for (size_t i = 1; i < commits.size(); ++i) {
    EXPECT_EQ(commits[i].commit().revision() + 1,
              commits[i - 1].commit().revision());
    EXPECT_LT(ToTime(commits[i].commit().commit_time()),
              ToTime(commits[i - 1].commit().commit_time()));
  }
}

// R5.
TEST_P(StoreConformanceTest, AReadAtARevisionGivesTheSameBytesForEver) {
  ASSERT_OK(Append(
      store(), {Put(Topic("topics/a", "one")), Put(Topic("topics/b", "one"))}));
  ASSERT_OK_AND_ASSIGN(const auto first, store().Get("topics/a", 1));
  ASSERT_OK(Append(store(), {Put(Topic("topics/a", "two"))}));
  ASSERT_OK(Append(store(), {Delete("topics/a")}));
  ASSERT_OK(Append(store(), {Put(Topic("topics/a", "three"))}));
  for (int round = 0; round < 2; ++round) {
    EXPECT_EQ(Bytes(**store().Get("topics/a", 1)), Bytes(*first));
    EXPECT_EQ((*store().Get("topics/a", 2))->topic().labels(0).text(), "two");
    EXPECT_FALSE(store().Get("topics/a", 3)->has_value());
    EXPECT_EQ((*store().Get("topics/a", 4))->topic().labels(0).text(), "three");
    EXPECT_FALSE(store().Get("topics/a", 0)->has_value());
    EXPECT_THAT(NamesOf(*store().List(AllAt(2))),
                ElementsAre("topics/a", "topics/b"));
    EXPECT_THAT(NamesOf(*store().List(AllAt(3))), ElementsAre("topics/b"));
    EXPECT_THAT(*store().List(AllAt(0)), IsEmpty());
    Reopen();
  }
}

TEST_P(StoreConformanceTest, RecordsBearTheirRevisionAndTime) {
  ASSERT_OK(Append(store(), {Put(Topic("topics/a", "one"))}));
  ASSERT_OK(Append(store(), {Put(Topic("topics/b", "one"))}));
  ASSERT_OK_AND_ASSIGN(const auto records, store().List(AllAt(2)));
  ASSERT_OK_AND_ASSIGN(const auto commits, store().ListCommits(0, 10));
  ASSERT_EQ(records.size(), 2u);
  ASSERT_EQ(commits.size(), 2u);
  EXPECT_EQ(records[0].revision(), 1);
  EXPECT_EQ(Bytes(records[0].commit_time()),
            Bytes(commits[1].commit().commit_time()));
  EXPECT_EQ(Bytes(**store().Get("topics/a", 2)), Bytes(records[0]));
  ASSERT_OK_AND_ASSIGN(const auto versions,
                       store().ListVersions("topics/a", 0, 10));
  ASSERT_EQ(versions.size(), 1u);
  EXPECT_EQ(Bytes(versions[0].record()), Bytes(records[0]));
  ASSERT_OK_AND_ASSIGN(auto transaction, store().Begin());
  EXPECT_EQ(Bytes(**transaction->Find("topics/a")), Bytes(records[0]));
}

TEST_P(StoreConformanceTest, ListsByKindAndPrefix) {
  ASSERT_OK(Append(store(),
                   {Put(Source("sources/s", "s")),
                    Put(State("states/IND", "IN", "sources/s")),
                    Put(State("states/indo", "IO", "sources/s")),
                    Put(Topic("topics/a", "a")), Put(Topic("topics/ab", "ab")),
                    Put(Topic("topics/b", "b"))}));
  ListQuery query = AllAt(1);
  query.kind = model::v1::RECORD_KIND_STATE;
  EXPECT_THAT(NamesOf(*store().List(query)),
              ElementsAre("states/IND", "states/indo"));
  query.name_prefix = "states/I";
  EXPECT_THAT(NamesOf(*store().List(query)), ElementsAre("states/IND"));
  query.kind = model::v1::RECORD_KIND_UNSPECIFIED;
  query.name_prefix = "topics/a";
  EXPECT_THAT(NamesOf(*store().List(query)),
              ElementsAre("topics/a", "topics/ab"));
  query.kind = model::v1::RECORD_KIND_STATE;
  EXPECT_THAT(*store().List(query), IsEmpty());
  query = AllAt(1);
  query.name_prefix = "\xff\xff";
  EXPECT_THAT(*store().List(query), IsEmpty());
}

TEST_P(StoreConformanceTest, PagesJoinToTheWholeListAtItsRevision) {
  std::vector<v1::RecordChange> changes;
  for (int i = 0; i < 25; ++i) {
    changes.push_back(Put(Topic(absl::StrFormat("topics/t%02d", i), "text")));
  }
  ASSERT_OK(Append(store(), changes));
  ListQuery query = AllAt(1);
  query.count_max = 7;
  std::vector<std::string> names;
  while (true) {
    ASSERT_OK_AND_ASSIGN(const auto page, store().List(query));
    if (page.empty()) break;
    EXPECT_LE(page.size(), 7u);
    for (const std::string& name : NamesOf(page)) names.push_back(name);
    query.after = names.back();
    // A commit in between changes nothing about the revision being paged.
    ASSERT_OK(Append(store(),
                     {Delete(names.back()), Put(Topic("topics/t99", "late"))}));
  }
  EXPECT_EQ(names, NamesOf(*store().List(AllAt(1))));
  EXPECT_EQ(names.size(), 25u);
}

TEST_P(StoreConformanceTest, AListStopsBeforeItsBytesButNotBeforeOneRecord) {
  const std::string text(1000, 'x');
  ASSERT_OK(Append(store(),
                   {Put(Topic("topics/a", text)), Put(Topic("topics/b", text)),
                    Put(Topic("topics/c", text))}));
  ListQuery query = AllAt(1);
  query.bytes_max = 2500;
  EXPECT_THAT(NamesOf(*store().List(query)),
              ElementsAre("topics/a", "topics/b"));
  query.bytes_max = 1;
  query.after = "topics/b";
  EXPECT_THAT(NamesOf(*store().List(query)), ElementsAre("topics/c"));
}

TEST_P(StoreConformanceTest, VersionsComeNewestFirstWithDeletions) {
  ASSERT_OK(Append(store(), {Put(Topic("topics/a", "one"))}));
  ASSERT_OK(Append(store(), {Put(Topic("topics/b", "other"))}));
  ASSERT_OK(Append(store(), {Delete("topics/a")}));
  ASSERT_OK(Append(store(), {Put(Topic("topics/a", "two"))}));
  ASSERT_OK_AND_ASSIGN(const auto all, store().ListVersions("topics/a", 0, 9));
  ASSERT_EQ(all.size(), 3u);
  EXPECT_EQ(all[0].revision(), 4);
  EXPECT_EQ(all[0].author(), "an author");
  EXPECT_EQ(all[1].revision(), 3);
  EXPECT_FALSE(all[1].has_record());
  EXPECT_TRUE(all[1].has_commit_time());
  EXPECT_EQ(all[2].record().topic().labels(0).text(), "one");
  ASSERT_OK_AND_ASSIGN(const auto page, store().ListVersions("topics/a", 4, 1));
  ASSERT_EQ(page.size(), 1u);
  EXPECT_EQ(page[0].revision(), 3);
  EXPECT_THAT(*store().ListVersions("topics/none", 0, 9), IsEmpty());
}

TEST_P(StoreConformanceTest, CountsFollowCreationDeletionAndRecreation) {
  const auto count = [this] {
    std::string text;
    const auto counts = store().CountRecords();
    for (const v1::KindCount& entry : *counts) {
      absl::StrAppend(&text, entry.kind(), "=", entry.count(), " ");
    }
    return text;
  };
  EXPECT_EQ(count(), "");
  ASSERT_OK(Append(store(),
                   {Put(Source("sources/s", "s")), Put(Topic("topics/a", "a")),
                    Put(Topic("topics/b", "b"))}));
  EXPECT_EQ(count(), "1=1 2=2 ");
  ASSERT_OK(Append(store(), {Put(Topic("topics/a", "again"))}));
  EXPECT_EQ(count(), "1=1 2=2 ");
  ASSERT_OK(Append(store(), {Delete("topics/a"), Delete("topics/b")}));
  EXPECT_EQ(count(), "1=1 ");
  ASSERT_OK(Append(store(), {Put(Topic("topics/a", "back"))}));
  EXPECT_EQ(count(), "1=1 2=1 ");
}

TEST_P(StoreConformanceTest, ReferrersCodesAndChildrenFollowTheNewestVersion) {
  ASSERT_OK(Append(store(), {Put(Source("sources/s", "s")),
                             Put(State("states/IND", "IN", "sources/s")),
                             Put(State("states/PAK", "PK", "sources/s")),
                             Put(Topic("topics/a", "a")),
                             Put(Topic("topics/a-b", "b", "topics/a")),
                             Put(Topic("topics/c", "c", "topics/a"))}));
  {
    ASSERT_OK_AND_ASSIGN(auto transaction, store().Begin());
    EXPECT_THAT(*transaction->Referrers("sources/s", 10),
                ElementsAre("states/IND", "states/PAK"));
    EXPECT_THAT(*transaction->Referrers("sources/s", 1),
                ElementsAre("states/IND"));
    EXPECT_THAT(*transaction->Referrers("topics/a", 10),
                ElementsAre("topics/a-b", "topics/c"));
    EXPECT_THAT(*transaction->Children("states", 10),
                ElementsAre("states/IND", "states/PAK"));
    // "topics/a-b" begins with "topics/a" but is not below it.
    EXPECT_THAT(*transaction->Children("topics/a", 10), IsEmpty());
    EXPECT_THAT(
        *transaction->CodeHolders(model::v1::CODE_SYSTEM_ISO_ALPHA2, "IN"),
        ElementsAre("states/IND"));
    EXPECT_THAT(
        *transaction->CodeHolders(model::v1::CODE_SYSTEM_ISO_ALPHA3, "IN"),
        IsEmpty());
  }
  ASSERT_OK(Append(store(), {Put(State("states/IND", "IX", "sources/none")),
                             Delete("states/PAK"), Delete("topics/a-b")}));
  ASSERT_OK_AND_ASSIGN(auto transaction, store().Begin());
  EXPECT_THAT(*transaction->Referrers("sources/s", 10), IsEmpty());
  EXPECT_THAT(*transaction->Referrers("topics/a", 10), ElementsAre("topics/c"));
  EXPECT_THAT(*transaction->Children("states", 10), ElementsAre("states/IND"));
  EXPECT_THAT(
      *transaction->CodeHolders(model::v1::CODE_SYSTEM_ISO_ALPHA2, "IN"),
      IsEmpty());
  EXPECT_THAT(
      *transaction->CodeHolders(model::v1::CODE_SYSTEM_ISO_ALPHA2, "IX"),
      ElementsAre("states/IND"));
}

}  // namespace
}  // namespace comity::registry::testing
