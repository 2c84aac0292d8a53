// A query service in this process, asked over gRPC, with a replica that the
// test fills by hand and a registry that does as told.
#ifndef COMITY_TESTS_QUERY_API_QUERY_FIXTURE_H_
#define COMITY_TESTS_QUERY_API_QUERY_FIXTURE_H_

#include <future>
#include <memory>
#include <string>
#include <utility>

#include <grpcpp/client_context.h>
#include <grpcpp/create_channel.h>
#include <grpcpp/security/credentials.h>

#include "gmock/gmock.h"
#include "gtest/gtest.h"

#include "common/model/tokens.h"
#include "common/platform/executor.h"
#include "common/platform/grpc/server.h"
#include "common/platform/grpc/status_grpc.h"
#include "query/api/query_service.h"
#include "query/index/replica.h"
#include "tests/fakes/fake_clock.h"
#include "tests/fakes/fake_registry_feed.h"
#include "tests/support/builders.h"
#include "tests/support/status_matchers.h"

namespace comity::query {

inline constexpr char kSco[] = "organizations/sco";
inline constexpr char kIndia[] = "states/IND";
inline constexpr char kPakistan[] = "states/PAK";

class QueryFixture : public testing::Test {
 protected:
  using CheckRequest = v1::CheckMembershipRequest;
  using CheckResponse = v1::CheckMembershipResponse;

  QueryFixture() { clock_.Advance(absl::Hours(1)); }
  ~QueryFixture() override {
    if (server_ != nullptr) server_->Drain(absl::ZeroDuration());
  }

  // Serves; nothing is loaded yet.
  void Serve(ApiOptions options = {}) {
    service_ = std::make_unique<QueryService>(replica_, feed_, clock_,
                                              executor_, options);
    server_ = std::make_unique<platform::Server>(
        platform::ServerOptions{}, std::vector<platform::ServedService>{
                                       {QueryService::kName, service_.get()}});
    server_->AddDrainHook([this] { service_->Drain(); });
    ASSERT_OK_AND_ASSIGN(const int port, server_->Start());
    stub_ = v1::QueryService::NewStub(grpc::CreateChannel(
        absl::StrCat("127.0.0.1:", port), grpc::InsecureChannelCredentials()));
  }

  // Serves with revision 1: India was admitted to the SCO on 2017-06-09, and
  // Pakistan exists.
  void ServeLoaded(ApiOptions options = {}) {
    using namespace test_support;  // NOLINT: the builders
    log_.Append({MakeOrganization("sco", {Founded("2001-06-15")}),
                 MembershipOf(kIndia, Admitted("2017-06-09")),
                 MakeSource("treaty"), MakeState("IND"), MakeState("PAK")});
    ApplyNext();
    replica_->Publish(model_);
    replica_->Advance(1, /*newest=*/true, clock_.Now());
    Serve(options);
  }

  static model::v1::Record MembershipOf(absl::string_view member,
                                        model::v1::Event event) {
    return test_support::MakeMembership(kSco, member,
                                        {test_support::WithId(event, "e1")});
  }

  // The registry commits that Pakistan was admitted on 2017-06-09.
  void CommitPakistan() {
    log_.Append(
        {MembershipOf(kPakistan, test_support::Admitted("2017-06-09"))});
  }

  // The next commit of the log arrives, as the feed would have it.
  void ApplyNext() {
    const int64_t revision = model_->head_revision() + 1;
    ASSERT_OK(model_->Apply(log_.At(revision)));
    replica_->Advance(revision, /*newest=*/false, clock_.Now());
  }

  std::string TokenOf(int64_t revision) const {
    model::v1::ConsistencyToken token;
    token.set_registry_id(log_.registry_id());
    token.set_epoch(log_.epoch());
    token.set_revision(revision);
    return model::EncodeToken(token);
  }

  static CheckRequest Check(absl::string_view member,
                            absl::string_view date = "2020-01-01") {
    CheckRequest request;
    request.set_organization(kSco);
    request.set_member(std::string(member));
    request.mutable_context()->set_date(std::string(date));
    return request;
  }

  absl::StatusOr<CheckResponse> Ask(const CheckRequest& request) {
    grpc::ClientContext context;
    return Ask(context, request);
  }
  absl::StatusOr<CheckResponse> Ask(grpc::ClientContext& context,
                                    const CheckRequest& request) {
    CheckResponse response;
    const absl::Status status = platform::FromGrpcStatus(
        stub_->CheckMembership(&context, request, &response));
    if (!status.ok()) return status;
    return response;
  }
  // Asks on another thread.
  std::future<absl::StatusOr<CheckResponse>> AskSoon(CheckRequest request) {
    return std::async(std::launch::async, [this, request = std::move(request)] {
      return Ask(request);
    });
  }
  v1::GetReplicaResponse GetReplica() {
    grpc::ClientContext context;
    v1::GetReplicaResponse response;
    EXPECT_OK(
        platform::FromGrpcStatus(stub_->GetReplica(&context, {}, &response)));
    return response;
  }

  RegistryLog log_;
  platform::FakeClock clock_;
  FakeRegistryFeed feed_;
  const std::shared_ptr<Replica> replica_ = std::make_shared<Replica>();
  const std::shared_ptr<RegisterModel> model_ =
      std::make_shared<RegisterModel>(log_.registry_id(), log_.epoch());
  platform::Executor executor_{"answers", 2, 64};
  std::unique_ptr<QueryService> service_;
  std::unique_ptr<platform::Server> server_;
  std::unique_ptr<v1::QueryService::Stub> stub_;
};

}  // namespace comity::query

#endif  // COMITY_TESTS_QUERY_API_QUERY_FIXTURE_H_
