// Goal: a commit keeps the promises R3 (ordered), R4 (exactly once), R8
// (chained) and R10 (one outcome). Method: a registry over a real store, with a
// clock that misbehaves.
#include <thread>

#include "gmock/gmock.h"

#include "common/model/chain.h"
#include "common/model/tokens.h"
#include "common/platform/error.h"
#include "google/rpc/error_details.pb.h"
#include "tests/registry/core/core_fixture.h"

namespace comity::registry {
namespace {

using model::v1::REASON_DEADLINE;
using model::v1::REASON_PRECONDITION_STALE;
using model::v1::REASON_REQUEST_ID_REUSED;
using model::v1::REASON_TOO_LARGE;
using test_support::IsOk;
using test_support::MakeSource;
using test_support::PutAll;
using test_support::ReasonIs;

class CommitTest : public CoreTest {
 protected:
  static v1::CommitRequest Request(const std::string& id,
                                   const std::string& request_id) {
    v1::CommitRequest request = PutAll({MakeSource(id)});
    request.set_request_id(request_id);
    return request;
  }

  absl::Time TimeOf(const v1::CommitResponse& response) {
    return absl::FromUnixSeconds(response.commit_time().seconds()) +
           absl::Nanoseconds(response.commit_time().nanos());
  }

  int64_t HeadRevision() {
    const auto head = store_->GetHead();
    return head.ok() ? head->revision : -1;
  }
};

// R3.
TEST_F(CommitTest, RevisionsRiseByOneFromOne) {
  for (int i = 1; i <= 3; ++i) {
    ASSERT_OK_AND_ASSIGN(const auto response,
                         CommitSource(absl::StrCat("s", i)));
    EXPECT_EQ(response.revision(), i);
    EXPECT_TRUE(response.changed());
  }
}

// R3.
TEST_F(CommitTest, TimesRiseStrictlyThoughTheClockStandsStillOrGoesBack) {
  ASSERT_OK_AND_ASSIGN(const auto first, CommitSource("a"));
  ASSERT_OK_AND_ASSIGN(const auto second, CommitSource("b"));
  EXPECT_EQ(TimeOf(second) - TimeOf(first), absl::Microseconds(1));
  clock_.SetNow(clock_.Now() - absl::Hours(24));
  ASSERT_OK_AND_ASSIGN(const auto third, CommitSource("c"));
  EXPECT_EQ(TimeOf(third) - TimeOf(second), absl::Microseconds(1));
  clock_.SetNow(clock_.Now() + absl::Hours(48) + absl::Nanoseconds(1999));
  ASSERT_OK_AND_ASSIGN(const auto fourth, CommitSource("d"));
  EXPECT_EQ(TimeOf(fourth) - TimeOf(first),
            absl::Hours(24) + absl::Microseconds(1));
}

// R3: nor does a restart with a clock that was set back change it.
TEST_F(CommitTest, TimesRiseStrictlyAcrossARestart) {
  ASSERT_OK_AND_ASSIGN(const auto first, CommitSource("a"));
  clock_.SetNow(clock_.Now() - absl::Hours(1));
  Open();
  ASSERT_OK_AND_ASSIGN(const auto second, CommitSource("b"));
  EXPECT_EQ(second.revision(), 2);
  EXPECT_GT(TimeOf(second), TimeOf(first));
}

// R4.
TEST_F(CommitTest, ARepeatedRequestGetsTheFirstAnswerForEver) {
  ASSERT_OK_AND_ASSIGN(const auto first, Commit(Request("a", "load-1")));
  ASSERT_OK(CommitSource("b"));
  clock_.Advance(absl::Hours(1));
  for (int i = 0; i < 3; ++i) {
    ASSERT_OK_AND_ASSIGN(const auto again, Commit(Request("a", "load-1")));
    EXPECT_EQ(again.SerializeAsString(), first.SerializeAsString());
    Open();
  }
  EXPECT_EQ(HeadRevision(), 2);
}

// R4: an answer "without effect" is the first answer too, though the same
// content would have an effect by now.
TEST_F(CommitTest, ARepeatedRequestWithoutEffectStaysSo) {
  ASSERT_OK(CommitSource("a", "a"));
  ASSERT_OK_AND_ASSIGN(const auto first, Commit(Request("a", "load-1")));
  EXPECT_FALSE(first.changed());
  EXPECT_EQ(first.revision(), 1);
  ASSERT_OK(CommitSource("a", "another title"));
  ASSERT_OK_AND_ASSIGN(const auto again, Commit(Request("a", "load-1")));
  EXPECT_EQ(again.SerializeAsString(), first.SerializeAsString());
  EXPECT_EQ(HeadRevision(), 2);
}

// R4.
TEST_F(CommitTest, ARequestIdWithOtherContentIsRefused) {
  ASSERT_OK(Commit(Request("a", "load-1")));
  EXPECT_THAT(Commit(Request("b", "load-1")),
              ReasonIs(REASON_REQUEST_ID_REUSED));
  v1::CommitRequest other_message = Request("a", "load-1");
  other_message.set_message("for another purpose");
  EXPECT_THAT(Commit(other_message), ReasonIs(REASON_REQUEST_ID_REUSED));
  EXPECT_EQ(HeadRevision(), 1);
}

// What is malformed and what the register does not allow are told together, and
// nothing is stored.
TEST_F(CommitTest, FaultsOfFormAndOfStateAreToldTogether) {
  v1::CommitRequest request = PutAll({MakeSource("a")});
  request.mutable_changes(0)->mutable_put()->mutable_source()->set_published(
      "2001-02-30");
  request.add_changes()->set_delete_record("sources/none");
  const auto response = Commit(request);
  EXPECT_THAT(response, ReasonIs(model::v1::REASON_DATE_MALFORMED));
  google::rpc::BadRequest details;
  const auto payload = response.status().GetPayload(platform::kBadRequestUrl);
  ASSERT_TRUE(payload.has_value());
  ASSERT_TRUE(details.ParseFromString(std::string(*payload)));
  std::vector<std::string> fields;
  for (const auto& violation : details.field_violations()) {
    fields.push_back(violation.field());
  }
  EXPECT_THAT(fields,
              testing::UnorderedElementsAre("changes[0].put.source.published",
                                            "changes[1].delete_record"));
  EXPECT_EQ(HeadRevision(), 0);
}

// A malformed request is told so, whatever its request_id was used for.
TEST_F(CommitTest, WhatIsMalformedComesBeforeAReusedRequestId) {
  ASSERT_OK(Commit(Request("a", "load-1")));
  v1::CommitRequest request = Request("b", "load-1");
  request.mutable_changes(0)->mutable_put()->mutable_source()->set_published(
      "2001-02-30");
  EXPECT_THAT(Commit(request), ReasonIs(model::v1::REASON_DATE_MALFORMED));
}

// R4: a refused request leaves its id free.
TEST_F(CommitTest, ARefusedRequestMayBeMendedUnderItsId) {
  v1::CommitRequest request = Request("a", "load-1");
  request.add_preconditions()->set_name("sources/a");
  request.mutable_preconditions(0)->mutable_exists();
  EXPECT_THAT(Commit(request), ReasonIs(REASON_PRECONDITION_STALE));
  EXPECT_THAT(Commit(Request("a", "load-1")), IsOk());
}

// R10.
TEST_F(CommitTest, OfTwoWritersWithOnePreconditionOneWins) {
  for (int round = 1; round <= 10; ++round) {
    const std::string id = absl::StrCat("s", round);
    absl::Status outcomes[2];
    std::vector<std::thread> writers;
    for (int i = 0; i < 2; ++i) {
      writers.emplace_back([&, i] {
        model::v1::Record record = MakeSource(id);
        record.mutable_source()->set_title(absl::StrCat("of writer ", i));
        v1::CommitRequest request = PutAll({record});
        v1::Precondition& expect = *request.add_preconditions();
        expect.set_name(record.name());
        expect.mutable_absent();
        outcomes[i] = Commit(request).status();
      });
    }
    for (std::thread& writer : writers) writer.join();
    const int loser = outcomes[0].ok() ? 1 : 0;
    EXPECT_THAT(outcomes[1 - loser], IsOk());
    EXPECT_THAT(outcomes[loser], ReasonIs(REASON_PRECONDITION_STALE));
    EXPECT_EQ(HeadRevision(), round);
  }
}

TEST_F(CommitTest, ACommitWithoutEffectMakesNoRevision) {
  ASSERT_OK_AND_ASSIGN(const auto first, CommitSource("a"));
  clock_.Advance(absl::Hours(1));
  ASSERT_OK_AND_ASSIGN(const auto again, CommitSource("a"));
  EXPECT_FALSE(again.changed());
  EXPECT_EQ(again.revision(), 1);
  EXPECT_EQ(again.token(), first.token());
  EXPECT_EQ(TimeOf(again), TimeOf(first));
  EXPECT_EQ(HeadRevision(), 1);
}

TEST_F(CommitTest, ValidatingStoresNothingAndTellsTheRevision) {
  v1::CommitRequest request = Request("a", "load-1");
  request.set_validate_only(true);
  ASSERT_OK_AND_ASSIGN(const auto response, Commit(request));
  EXPECT_EQ(response.revision(), 1);
  EXPECT_FALSE(response.changed());
  EXPECT_FALSE(response.has_commit_time());
  EXPECT_EQ(response.token(), "");
  EXPECT_EQ(HeadRevision(), 0);
  // The id is still free, and the same content may be committed under it.
  request.set_validate_only(false);
  ASSERT_OK_AND_ASSIGN(const auto committed, Commit(request));
  EXPECT_TRUE(committed.changed());
}

TEST_F(CommitTest, ValidatingTellsWhatIsWrong) {
  v1::CommitRequest request = PutAll({MakeSource("a")});
  request.set_validate_only(true);
  request.add_preconditions()->set_name("sources/a");
  request.mutable_preconditions(0)->mutable_exists();
  EXPECT_THAT(Commit(request), ReasonIs(REASON_PRECONDITION_STALE));
}

TEST_F(CommitTest, APassedDeadlineStoresNothing) {
  EXPECT_THAT(registry_->Commit(PutAll({MakeSource("a")}), "tester",
                                clock_.Now() - absl::Milliseconds(1)),
              ReasonIs(REASON_DEADLINE));
  EXPECT_EQ(HeadRevision(), 0);
}

TEST_F(CommitTest, TheTokenNamesRegistryEpochAndRevision) {
  ASSERT_OK_AND_ASSIGN(const auto response, CommitSource("a"));
  ASSERT_OK_AND_ASSIGN(const auto token, model::DecodeConsistencyToken(
                                             response.token(), "token"));
  ASSERT_OK_AND_ASSIGN(const Head head, store_->GetHead());
  EXPECT_EQ(token.registry_id(), head.registry_id);
  EXPECT_EQ(token.epoch(), head.epoch);
  EXPECT_EQ(token.revision(), 1);
}

// R8.
TEST_F(CommitTest, DigestsFormAChainFromTheRegistrysId) {
  CommitSources(3);
  ASSERT_OK_AND_ASSIGN(const Head head, store_->GetHead());
  std::string digest = model::GenesisDigest(head.registry_id);
  for (int64_t revision = 1; revision <= 3; ++revision) {
    v1::GetCommitRequest request;
    request.set_revision(revision);
    ASSERT_OK_AND_ASSIGN(const auto response, registry_->GetCommit(request));
    digest = model::CommitDigest(digest, response.commit());
    EXPECT_EQ(response.commit().digest(), digest);
  }
  EXPECT_EQ(head.digest, digest);
}

TEST_F(CommitTest, ACommitBeyondTheLogsBoundIsRefused) {
  Open({}, RegistryOptions{.commit_bytes_max = 10000});
  EXPECT_THAT(Commit(LargeCommit(3)), ReasonIs(REASON_TOO_LARGE));
  EXPECT_EQ(HeadRevision(), 0);
  EXPECT_THAT(Commit(LargeCommit(2)), IsOk());
}

TEST_F(CommitTest, TheAuthorAndTheMessageAreKept) {
  v1::CommitRequest request = PutAll({MakeSource("a")});
  request.set_message("why");
  ASSERT_OK(Commit(request));
  v1::GetCommitRequest get;
  get.set_revision(1);
  ASSERT_OK_AND_ASSIGN(const auto response, registry_->GetCommit(get));
  EXPECT_EQ(response.commit().author(), "tester");
  EXPECT_EQ(response.commit().message(), "why");
}

}  // namespace
}  // namespace comity::registry
