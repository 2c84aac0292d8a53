// Goal: reads are repeatable (R5), and pages belong to one revision and to the
// call that they were given out for.
#include "gmock/gmock.h"

#include "common/model/tokens.h"
#include "tests/registry/core/core_fixture.h"

namespace comity::registry {
namespace {

using model::v1::REASON_COMMIT_NOT_FOUND;
using model::v1::REASON_EPOCH_MISMATCH;
using model::v1::REASON_FIELD_INVALID;
using model::v1::REASON_FIELD_MISSING;
using model::v1::REASON_NAME_MALFORMED;
using model::v1::REASON_PAGE_TOKEN_MALFORMED;
using model::v1::REASON_PAGE_TOKEN_MISMATCH;
using model::v1::REASON_RECORD_NOT_FOUND;
using model::v1::REASON_REVISION_GONE;
using model::v1::REASON_REVISION_IN_FUTURE;
using model::v1::REASON_TOO_LARGE;
using model::v1::REASON_TOO_MANY_ITEMS;
using test_support::DeletionOf;
using test_support::ReasonIs;
using testing::ElementsAre;

class ReadsTest : public CoreTest {
 protected:
  static v1::GetRecordRequest Get(const std::string& name,
                                  int64_t revision = 0) {
    v1::GetRecordRequest request;
    request.set_name(name);
    if (revision != 0) request.mutable_at()->set_revision(revision);
    return request;
  }

  static std::vector<std::string> NamesOf(
      const v1::ListRecordsResponse& response) {
    std::vector<std::string> names;
    for (const auto& record : response.records()) {
      names.push_back(record.name());
    }
    return names;
  }
};

// R5.
TEST_F(ReadsTest, AReadAtARevisionGivesTheSameBytesForEver) {
  ASSERT_OK(CommitSource("a", "first"));
  ASSERT_OK_AND_ASSIGN(const auto before,
                       registry_->GetRecord(Get("sources/a", 1)));
  ASSERT_OK(CommitSource("a", "second"));
  ASSERT_OK(Commit(test_support::CommitOf({DeletionOf("sources/a")})));
  Open();
  ASSERT_OK_AND_ASSIGN(const auto after,
                       registry_->GetRecord(Get("sources/a", 1)));
  EXPECT_EQ(after.SerializeAsString(), before.SerializeAsString());
  EXPECT_THAT(registry_->GetRecord(Get("sources/a")),
              ReasonIs(REASON_RECORD_NOT_FOUND));
}

TEST_F(ReadsTest, AReadAtATimeFindsTheNewestCommitByThen) {
  const absl::Time start = clock_.Now();
  ASSERT_OK(CommitSource("a", "first"));
  clock_.Advance(absl::Hours(1));
  ASSERT_OK(CommitSource("a", "second"));
  clock_.Advance(absl::Hours(1));
  v1::GetRecordRequest request = Get("sources/a");
  const auto at = [&](absl::Time time) {
    request.mutable_at()->mutable_time()->set_seconds(
        absl::ToUnixSeconds(time));
    return registry_->GetRecord(request);
  };
  ASSERT_OK_AND_ASSIGN(const auto first, at(start + absl::Minutes(59)));
  EXPECT_EQ(first.revision(), 1);
  ASSERT_OK_AND_ASSIGN(const auto second, at(start + absl::Hours(1)));
  EXPECT_EQ(second.revision(), 2);
  EXPECT_THAT(at(start - absl::Seconds(1)), ReasonIs(REASON_REVISION_GONE));
  EXPECT_THAT(at(start + absl::Hours(3)), ReasonIs(REASON_REVISION_IN_FUTURE));
  request.mutable_at()->mutable_time()->set_nanos(-1);
  EXPECT_THAT(registry_->GetRecord(request), ReasonIs(REASON_FIELD_INVALID));
}

TEST_F(ReadsTest, ReadPointsOutOfReachAreRefused) {
  CommitSources(1);
  EXPECT_THAT(registry_->GetRecord(Get("sources/s1", 2)),
              ReasonIs(REASON_REVISION_IN_FUTURE));
  EXPECT_THAT(registry_->GetRecord(Get("sources/s1", -1)),
              ReasonIs(REASON_FIELD_INVALID));
  v1::GetRecordRequest zero = Get("sources/s1");
  zero.mutable_at()->set_revision(0);
  EXPECT_THAT(registry_->GetRecord(zero), ReasonIs(REASON_FIELD_INVALID));
}

TEST_F(ReadsTest, NamesAreJudged) {
  EXPECT_THAT(registry_->GetRecord(Get("")), ReasonIs(REASON_FIELD_MISSING));
  EXPECT_THAT(registry_->GetRecord(Get("states/ind")),
              ReasonIs(REASON_NAME_MALFORMED));
  EXPECT_THAT(registry_->GetRecord(Get("states/IND")),
              ReasonIs(REASON_RECORD_NOT_FOUND));
}

TEST_F(ReadsTest, ABatchKeepsTheOrderAskedAndListsWhatIsMissing) {
  CommitSources(3);
  v1::BatchGetRecordsRequest request;
  for (const char* name :
       {"sources/s3", "sources/none", "sources/s1", "sources/nil"}) {
    request.add_names(name);
  }
  ASSERT_OK_AND_ASSIGN(const auto response,
                       registry_->BatchGetRecords(request));
  ASSERT_EQ(response.records_size(), 2);
  EXPECT_EQ(response.records(0).name(), "sources/s3");
  EXPECT_EQ(response.records(1).name(), "sources/s1");
  EXPECT_THAT(response.missing(), ElementsAre("sources/none", "sources/nil"));
  EXPECT_EQ(response.revision(), 3);
}

TEST_F(ReadsTest, ABatchIsBounded) {
  v1::BatchGetRecordsRequest request;
  EXPECT_THAT(registry_->BatchGetRecords(request),
              ReasonIs(REASON_FIELD_MISSING));
  for (int i = 0; i < 1000; ++i) request.add_names("sources/a");
  EXPECT_OK(registry_->BatchGetRecords(request));
  request.add_names("sources/a");
  EXPECT_THAT(registry_->BatchGetRecords(request),
              ReasonIs(REASON_TOO_MANY_ITEMS));
  Open({}, RegistryOptions{.response_bytes_max = 10000});
  ASSERT_OK(Commit(LargeCommit(1)));
  request.clear_names();
  for (int i = 0; i < 3; ++i) request.add_names("sources/large0");
  EXPECT_THAT(registry_->BatchGetRecords(request), ReasonIs(REASON_TOO_LARGE));
}

// R5: all pages are of the revision of the first.
TEST_F(ReadsTest, PagesAreReadAtOneRevisionWhileOthersWrite) {
  CommitSources(5);
  v1::ListRecordsRequest request;
  request.set_page_size(2);
  std::vector<std::string> names;
  for (int page = 0; page < 3; ++page) {
    ASSERT_OK_AND_ASSIGN(const auto response, registry_->ListRecords(request));
    EXPECT_EQ(response.revision(), 5);
    for (const std::string& name : NamesOf(response)) names.push_back(name);
    request.set_page_token(response.next_page_token());
    ASSERT_OK(CommitSource(absl::StrCat("later", page)));
    ASSERT_OK(Commit(test_support::CommitOf(
        {DeletionOf(absl::StrCat("sources/s", page + 3))})));
  }
  EXPECT_EQ(request.page_token(), "");
  EXPECT_THAT(names, ElementsAre("sources/s1", "sources/s2", "sources/s3",
                                 "sources/s4", "sources/s5"));
}

TEST_F(ReadsTest, AFullLastPageHasNoToken) {
  CommitSources(2);
  v1::ListRecordsRequest request;
  request.set_page_size(2);
  ASSERT_OK_AND_ASSIGN(const auto response, registry_->ListRecords(request));
  EXPECT_EQ(response.records_size(), 2);
  EXPECT_EQ(response.next_page_token(), "");
}

TEST_F(ReadsTest, APageEndsBeforeItExceedsAMessage) {
  Open({}, RegistryOptions{.response_bytes_max = 10000});
  ASSERT_OK(Commit(LargeCommit(5)));
  v1::ListRecordsRequest request;
  int records = 0;
  int pages = 0;
  do {
    ASSERT_OK_AND_ASSIGN(const auto response, registry_->ListRecords(request));
    EXPECT_LE(response.ByteSizeLong(), 10000u + 1000u);
    records += response.records_size();
    ++pages;
    request.set_page_token(response.next_page_token());
  } while (!request.page_token().empty());
  EXPECT_EQ(records, 5);
  EXPECT_EQ(pages, 3);
}

TEST_F(ReadsTest, PageSizesHaveBounds) {
  CommitSources(1);
  v1::ListRecordsRequest request;
  request.set_page_size(-1);
  EXPECT_THAT(registry_->ListRecords(request), ReasonIs(REASON_FIELD_INVALID));
  request.set_page_size(1000000);
  EXPECT_OK(registry_->ListRecords(request));
}

TEST_F(ReadsTest, ListsFilterByKindAndPrefix) {
  ASSERT_OK(CommitSource("treaty"));
  ASSERT_OK(Commit(test_support::PutAll(
      {test_support::MakeTopic("energy"), test_support::MakeState("IND")})));
  v1::ListRecordsRequest request;
  request.set_kind(model::v1::RECORD_KIND_STATE);
  ASSERT_OK_AND_ASSIGN(const auto states, registry_->ListRecords(request));
  EXPECT_THAT(NamesOf(states), ElementsAre("states/IND"));
  request.clear_kind();
  request.set_name_prefix("topics/en");
  ASSERT_OK_AND_ASSIGN(const auto topics, registry_->ListRecords(request));
  EXPECT_THAT(NamesOf(topics), ElementsAre("topics/energy"));
  request.set_name_prefix("topics/%");
  EXPECT_THAT(registry_->ListRecords(request), ReasonIs(REASON_NAME_MALFORMED));
  request.clear_name_prefix();
  request.set_kind(static_cast<model::v1::RecordKind>(99));
  EXPECT_THAT(registry_->ListRecords(request), ReasonIs(REASON_FIELD_INVALID));
}

TEST_F(ReadsTest, PageTokensAreBoundToTheirCall) {
  CommitSources(3);
  v1::ListRecordsRequest request;
  request.set_page_size(1);
  ASSERT_OK_AND_ASSIGN(const auto page, registry_->ListRecords(request));
  request.set_page_token(page.next_page_token());
  // The size of a page may change from page to page.
  request.set_page_size(2);
  ASSERT_OK_AND_ASSIGN(const auto rest, registry_->ListRecords(request));
  EXPECT_EQ(rest.records_size(), 2);

  request.set_name_prefix("sources/");
  EXPECT_THAT(registry_->ListRecords(request),
              ReasonIs(REASON_PAGE_TOKEN_MISMATCH));
  request.clear_name_prefix();
  v1::ListCommitsRequest other;
  other.set_page_token(page.next_page_token());
  EXPECT_THAT(registry_->ListCommits(other),
              ReasonIs(REASON_PAGE_TOKEN_MISMATCH));
}

TEST_F(ReadsTest, PageTokensThatWeNeverGaveAreRefused) {
  CommitSources(2);
  v1::ListRecordsRequest request;
  request.set_page_size(1);
  ASSERT_OK_AND_ASSIGN(const auto page, registry_->ListRecords(request));
  ASSERT_OK_AND_ASSIGN(
      model::v1::PageToken token,
      model::DecodePageToken(page.next_page_token(), "page_token"));
  for (const std::string& text :
       {std::string("x"), page.next_page_token() + "=",
        page.next_page_token().substr(1), std::string(5000, 'A')}) {
    request.set_page_token(text);
    EXPECT_THAT(registry_->ListRecords(request),
                ReasonIs(REASON_PAGE_TOKEN_MALFORMED))
        << text;
  }
  model::v1::PageToken other_epoch = token;
  other_epoch.set_epoch("0000000000000000");
  request.set_page_token(model::EncodeToken(other_epoch));
  EXPECT_THAT(registry_->ListRecords(request), ReasonIs(REASON_EPOCH_MISMATCH));
  token.set_revision(99);
  request.set_page_token(model::EncodeToken(token));
  EXPECT_THAT(registry_->ListRecords(request),
              ReasonIs(REASON_REVISION_IN_FUTURE));
}

TEST_F(ReadsTest, TheHistoryOfARecordIsPagedNewestFirst) {
  for (int i = 1; i <= 20; ++i) {
    ASSERT_OK(CommitSource("a", absl::StrCat("title ", i)));
  }
  ASSERT_OK(Commit(test_support::CommitOf({DeletionOf("sources/a")})));
  v1::ListRecordRevisionsRequest request;
  request.set_name("sources/a");
  request.set_page_size(8);
  std::vector<int64_t> revisions;
  do {
    ASSERT_OK_AND_ASSIGN(const auto response,
                         registry_->ListRecordRevisions(request));
    for (const auto& version : response.revisions()) {
      revisions.push_back(version.revision());
      EXPECT_EQ(version.has_record(), version.revision() != 21);
    }
    request.set_page_token(response.next_page_token());
  } while (!request.page_token().empty());
  ASSERT_EQ(revisions.size(), 21u);
  for (std::size_t i = 0; i < revisions.size(); ++i) {
    EXPECT_EQ(revisions[i], static_cast<int64_t>(21 - i));
  }
  request.set_name("sources/never");
  EXPECT_THAT(registry_->ListRecordRevisions(request),
              ReasonIs(REASON_RECORD_NOT_FOUND));
}

TEST_F(ReadsTest, TheAuditLogIsPagedNewestFirst) {
  CommitSources(5);
  v1::ListCommitsRequest request;
  request.set_page_size(2);
  std::vector<int64_t> revisions;
  do {
    ASSERT_OK_AND_ASSIGN(const auto response, registry_->ListCommits(request));
    for (const auto& summary : response.commits()) {
      revisions.push_back(summary.commit().revision());
      EXPECT_EQ(summary.change_count(), 1);
      EXPECT_EQ(summary.commit().changes_size(), 0);
    }
    request.set_page_token(response.next_page_token());
    ASSERT_OK(CommitSource(absl::StrCat("later", revisions.size())));
  } while (!request.page_token().empty());
  EXPECT_THAT(revisions, ElementsAre(5, 4, 3, 2, 1));
}

TEST_F(ReadsTest, ACommitIsGivenWholeOrRefusedWhole) {
  Open({}, RegistryOptions{.response_bytes_max = 10000});
  ASSERT_OK(Commit(LargeCommit(1)));
  ASSERT_OK(Commit(LargeCommit(9)));
  v1::GetCommitRequest request;
  EXPECT_THAT(registry_->GetCommit(request), ReasonIs(REASON_FIELD_INVALID));
  request.set_revision(1);
  ASSERT_OK_AND_ASSIGN(const auto response, registry_->GetCommit(request));
  EXPECT_EQ(response.commit().changes_size(), 1);
  request.set_revision(2);
  EXPECT_THAT(registry_->GetCommit(request), ReasonIs(REASON_TOO_LARGE));
  request.set_revision(3);
  EXPECT_THAT(registry_->GetCommit(request), ReasonIs(REASON_COMMIT_NOT_FOUND));
}

TEST_F(ReadsTest, TheHeadOfAnEmptyRegistryAnswers) {
  ASSERT_OK_AND_ASSIGN(const auto empty, registry_->GetHead({}));
  EXPECT_EQ(empty.revision(), 0);
  EXPECT_FALSE(empty.has_commit_time());
  EXPECT_EQ(empty.digest().size(), 32u);
  EXPECT_EQ(empty.counts_size(), 0);
  ASSERT_OK_AND_ASSIGN(const auto list, registry_->ListRecords({}));
  EXPECT_EQ(list.records_size(), 0);
  CommitSources(2);
  ASSERT_OK_AND_ASSIGN(const auto head, registry_->GetHead({}));
  ASSERT_EQ(head.counts_size(), 1);
  EXPECT_EQ(head.counts(0).kind(), model::v1::RECORD_KIND_SOURCE);
  EXPECT_EQ(head.counts(0).count(), 2);
}

}  // namespace
}  // namespace comity::registry
