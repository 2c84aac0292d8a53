// The RPCs as a client sees them: Q1, Q3, Q4, and errors by name.
#include <thread>

#include "query/index/proto_time.h"
#include "tests/query/api/query_fixture.h"

namespace comity::query {
namespace {

using test_support::ReasonIs;
using test_support::StatusIs;

class QueryServiceTest : public QueryFixture {
 protected:
  template <typename Request, typename Response>
  using Method = grpc::Status (v1::QueryService::Stub::*)(grpc::ClientContext*,
                                                          const Request&,
                                                          Response*);
  template <typename Request, typename Response>
  absl::StatusOr<Response> Call(Method<Request, Response> method,
                                const Request& request) {
    grpc::ClientContext context;
    Response response;
    const absl::Status status = platform::FromGrpcStatus(
        (stub_.get()->*method)(&context, request, &response));
    if (!status.ok()) return status;
    return response;
  }
  auto Batch(const v1::BatchCheckMembershipsRequest& request) {
    return Call(&v1::QueryService::Stub::BatchCheckMemberships, request);
  }
  auto Members(const v1::ListMembersRequest& request) {
    return Call(&v1::QueryService::Stub::ListMembers, request);
  }
  auto Memberships(const v1::ListMembershipsRequest& request) {
    return Call(&v1::QueryService::Stub::ListMemberships, request);
  }

  static v1::ListMembersRequest MembersOfSco() {
    v1::ListMembersRequest request;
    request.set_organization(kSco);
    request.mutable_context()->set_date("2020-01-01");
    return request;
  }
  static v1::BatchCheckMembershipsRequest BothPairs() {
    v1::BatchCheckMembershipsRequest request;
    request.mutable_context()->set_date("2020-01-01");
    for (const char* member : {kIndia, kPakistan}) {
      v1::MembershipCheck& check = *request.add_checks();
      check.set_organization(kSco);
      check.set_member(member);
    }
    return request;
  }
};

// Q4
TEST_F(QueryServiceTest, BeforeTheFirstLoadEachQuestionIsRefusedAsLoading) {
  Serve();
  EXPECT_THAT(Ask(Check(kIndia)), ReasonIs(model::v1::REASON_LOADING));
  EXPECT_THAT(Batch(BothPairs()), ReasonIs(model::v1::REASON_LOADING));
  EXPECT_THAT(Members(MembersOfSco()), ReasonIs(model::v1::REASON_LOADING));
  v1::ListMembershipsRequest memberships;
  memberships.set_member(kIndia);
  EXPECT_THAT(Memberships(memberships), ReasonIs(model::v1::REASON_LOADING));
}

// Q4: and the replica itself can be asked.
TEST_F(QueryServiceTest, GetReplicaAnswersWhileLoading) {
  Serve();
  const v1::GetReplicaResponse replica = GetReplica();
  EXPECT_EQ(replica.state(), v1::FEED_STATE_LOADING);
  EXPECT_EQ(replica.registry_id(), "");
  EXPECT_EQ(replica.revision(), 0);
  EXPECT_FALSE(replica.has_fresh_at());
  EXPECT_GT(replica.resident_bytes(), 0);
}

TEST_F(QueryServiceTest, GetReplicaTellsAllThereIs) {
  ServeLoaded();
  replica_->UpdateStats([](ReplicaStats& stats) {
    stats = {v1::FEED_STATE_FOLLOWING, 2, 3, absl::Milliseconds(1500)};
  });
  clock_.Advance(absl::Seconds(90));
  const v1::GetReplicaResponse replica = GetReplica();
  EXPECT_EQ(replica.state(), v1::FEED_STATE_FOLLOWING);
  EXPECT_EQ(replica.registry_id(), "registry-a");
  EXPECT_EQ(replica.epoch(), "epoch-1");
  EXPECT_EQ(replica.revision(), 1);
  EXPECT_EQ(replica.digest(), log_.DigestAt(1));
  EXPECT_EQ(replica.commit_time().seconds(),
            log_.At(1).commit_time().seconds());
  EXPECT_EQ(TimeOf(replica.fresh_at()), clock_.Now() - absl::Seconds(90));
  EXPECT_EQ(replica.lag().seconds(), 90);
  EXPECT_EQ(replica.digest_mismatches(), 2);
  EXPECT_EQ(replica.loads(), 3);
  EXPECT_EQ(replica.load_time().seconds(), 1);
  EXPECT_EQ(replica.load_time().nanos(), 500'000'000);
  EXPECT_EQ(replica.records(), 5);
  EXPECT_EQ(replica.record_versions(), 5);
}

TEST_F(QueryServiceTest, CheckAnswersWithItsBasis) {
  ServeLoaded();
  ASSERT_OK_AND_ASSIGN(const auto answer, Ask(Check(kIndia)));
  EXPECT_EQ(answer.answer().verdict(), v1::VERDICT_YES);
  EXPECT_EQ(answer.basis().registry_id(), "registry-a");
  EXPECT_EQ(answer.basis().epoch(), "epoch-1");
  EXPECT_EQ(answer.basis().revision(), 1);
  EXPECT_EQ(answer.basis().date(), "2020-01-01");
}

TEST_F(QueryServiceTest, ListsAnswer) {
  ServeLoaded();
  ASSERT_OK_AND_ASSIGN(const auto members, Members(MembersOfSco()));
  ASSERT_EQ(members.members_size(), 1);
  EXPECT_EQ(members.members(0).member(), kIndia);
  v1::ListMembershipsRequest request;
  request.set_member(kIndia);
  ASSERT_OK_AND_ASSIGN(const auto memberships, Memberships(request));
  ASSERT_EQ(memberships.memberships_size(), 1);
  EXPECT_EQ(memberships.memberships(0).organization(), kSco);
}

// Q1: what one commit did together is never seen apart.
TEST_F(QueryServiceTest, BatchIsReadAtOneRevisionWhileCommitsArrive) {
  ServeLoaded();
  constexpr int64_t kCommits = 300;
  for (int64_t i = 2; i <= kCommits; ++i) {
    const std::string date = absl::StrCat(1000 + i);
    log_.Append({MembershipOf(kIndia, test_support::Admitted(date)),
                 MembershipOf(kPakistan, test_support::Admitted(date))});
  }
  std::thread feed([this] {
    while (model_->head_revision() < kCommits) ApplyNext();
  });
  int64_t revision = 0;
  while (revision < kCommits) {
    const auto batch = Batch(BothPairs());
    if (!batch.ok()) break;
    revision = batch->basis().revision();
    if (revision == 1) continue;  // Pakistan is not in yet.
    for (const auto& result : batch->results()) {
      EXPECT_EQ(result.answer().statuses(0).since().date().date(),
                absl::StrCat(1000 + revision));
    }
    if (HasFailure()) break;
  }
  feed.join();
  EXPECT_EQ(revision, kCommits);
}

// Q3: the same bytes, whatever was committed since.
TEST_F(QueryServiceTest, BasisReplaysTheSameBytes) {
  ServeLoaded();
  ASSERT_OK_AND_ASSIGN(const auto check, Ask(Check(kPakistan, "")));
  ASSERT_OK_AND_ASSIGN(const auto members, Members(MembersOfSco()));
  ASSERT_OK_AND_ASSIGN(const auto batch, Batch(BothPairs()));

  CommitPakistan();
  ApplyNext();
  clock_.Advance(absl::Hours(48));
  replica_->Advance(2, /*newest=*/true, clock_.Now());

  CheckRequest check_again = Check(kPakistan);
  check_again.clear_context();
  *check_again.mutable_context()->mutable_basis() = check.basis();
  ASSERT_OK_AND_ASSIGN(const auto check_replayed, Ask(check_again));
  EXPECT_EQ(check_replayed.SerializeAsString(), check.SerializeAsString());

  v1::ListMembersRequest members_again = MembersOfSco();
  members_again.clear_context();
  *members_again.mutable_context()->mutable_basis() = members.basis();
  ASSERT_OK_AND_ASSIGN(const auto members_replayed, Members(members_again));
  EXPECT_EQ(members_replayed.SerializeAsString(), members.SerializeAsString());

  v1::BatchCheckMembershipsRequest batch_again = BothPairs();
  batch_again.clear_context();
  *batch_again.mutable_context()->mutable_basis() = batch.basis();
  ASSERT_OK_AND_ASSIGN(const auto batch_replayed, Batch(batch_again));
  EXPECT_EQ(batch_replayed.SerializeAsString(), batch.SerializeAsString());
}

// Q3: a basis from a replica that is ahead is waited for as a token is.
TEST_F(QueryServiceTest, BasisThatTheReplicaHasNotReachedIsWaitedFor) {
  ServeLoaded({.wait_max = absl::Milliseconds(20)});
  ASSERT_OK_AND_ASSIGN(const auto answer, Ask(Check(kIndia)));
  CheckRequest request = Check(kIndia);
  request.clear_context();
  *request.mutable_context()->mutable_basis() = answer.basis();
  request.mutable_context()->mutable_basis()->set_revision(2);
  EXPECT_THAT(Ask(request), ReasonIs(model::v1::REASON_REPLICA_BEHIND));
}

TEST_F(QueryServiceTest, MalformedQuestionIsRefusedByNameEvenWhileLoading) {
  Serve();
  EXPECT_THAT(Ask(Check("states/ind")),
              ReasonIs(model::v1::REASON_NAME_MALFORMED));
  EXPECT_THAT(Ask(Check(kIndia, "2001-02-30")),
              ReasonIs(model::v1::REASON_DATE_MALFORMED));
  EXPECT_THAT(Ask(Check("")), ReasonIs(model::v1::REASON_FIELD_MISSING));
}

TEST_F(QueryServiceTest, AbsentRecordIsNotFound) {
  ServeLoaded();
  EXPECT_THAT(Ask(Check("states/FRA")),
              ReasonIs(model::v1::REASON_RECORD_NOT_FOUND));
}

TEST_F(QueryServiceTest, BatchOfOneTooManyIsRefused) {
  ServeLoaded();
  v1::BatchCheckMembershipsRequest request;
  for (int i = 0; i < 10001; ++i) {
    v1::MembershipCheck& check = *request.add_checks();
    check.set_organization(kSco);
    check.set_member(kIndia);
  }
  EXPECT_THAT(Batch(request), ReasonIs(model::v1::REASON_TOO_MANY_ITEMS));
  request.mutable_checks()->RemoveLast();
  ASSERT_OK_AND_ASSIGN(const auto batch, Batch(request));
  EXPECT_EQ(batch.results_size(), 10000);
}

}  // namespace
}  // namespace comity::query
