// The whole service against a registry over gRPC: load, follow, health, drain.
#include "query/server/server.h"

#include <memory>
#include <string>

#include <grpcpp/client_context.h>
#include <grpcpp/create_channel.h>
#include <grpcpp/security/credentials.h>

#include "grpc/health/v1/health.grpc.pb.h"
#include "gtest/gtest.h"

#include "common/model/tokens.h"
#include "common/platform/grpc/status_grpc.h"
#include "tests/query/api/served_registry.h"
#include "tests/support/builders.h"
#include "tests/support/status_matchers.h"

namespace comity::query {
namespace {

using grpc::health::v1::HealthCheckResponse;
using test_support::MakeSource;
using test_support::MakeState;
using test_support::ReasonIs;

class QueryServerTest : public testing::Test {
 protected:
  void Serve(const std::string& registry) {
    QueryServerOptions options;
    options.listen = "127.0.0.1:0";
    options.registry = registry;
    ASSERT_OK_AND_ASSIGN(server_, QueryServer::Create(options));
    channel_ = grpc::CreateChannel(absl::StrCat("127.0.0.1:", server_->port()),
                                   grpc::InsecureChannelCredentials());
  }

  HealthCheckResponse::ServingStatus Health(const std::string& name) {
    grpc::ClientContext context;
    grpc::health::v1::HealthCheckRequest request;
    request.set_service(name);
    HealthCheckResponse response;
    EXPECT_TRUE(grpc::health::v1::Health::NewStub(channel_)
                    ->Check(&context, request, &response)
                    .ok());
    return response.status();
  }
  // Reads the health watch until it says SERVING.
  void AwaitServing(const std::string& name) {
    grpc::ClientContext context;
    grpc::health::v1::HealthCheckRequest request;
    request.set_service(name);
    HealthCheckResponse response;
    const auto stub = grpc::health::v1::Health::NewStub(channel_);
    const auto reader = stub->Watch(&context, request);
    while (response.status() != HealthCheckResponse::SERVING) {
      ASSERT_TRUE(reader->Read(&response));
    }
    context.TryCancel();
    reader->Finish();
  }
  absl::StatusOr<v1::ListMembershipsResponse> Ask(
      const std::string& state, const v1::ReadContext& read_context = {}) {
    grpc::ClientContext context;
    v1::ListMembershipsRequest request;
    request.set_member(state);
    *request.mutable_context() = read_context;
    v1::ListMembershipsResponse response;
    const absl::Status status = platform::FromGrpcStatus(
        v1::QueryService::NewStub(channel_)->ListMemberships(&context, request,
                                                             &response));
    if (!status.ok()) return status;
    return response;
  }

  std::unique_ptr<QueryServer> server_;
  std::shared_ptr<grpc::Channel> channel_;
};

// Q4
TEST_F(QueryServerTest, WithoutRegistryItListensAndSaysThatItLoads) {
  std::string target;
  {
    ServedRegistry gone;
    target = gone.target();
  }
  Serve(target);
  EXPECT_EQ(Health(""), HealthCheckResponse::NOT_SERVING);
  EXPECT_EQ(Health(QueryService::kName), HealthCheckResponse::NOT_SERVING);
  EXPECT_THAT(Ask("states/IND"), ReasonIs(model::v1::REASON_LOADING));
}

// Q4, R6, Q2 over the wire.
TEST_F(QueryServerTest, LoadsServesAndFollows) {
  ServedRegistry registry;
  registry.Append({MakeSource("treaty"), MakeState("IND")});
  Serve(registry.target());
  AwaitServing("");
  AwaitServing(QueryService::kName);
  EXPECT_OK(Ask("states/IND"));

  registry.Append({MakeState("PAK")});
  v1::ReadContext context;
  context.mutable_fully_consistent();
  ASSERT_OK_AND_ASSIGN(const auto answer, Ask("states/PAK", context));
  EXPECT_EQ(answer.basis().revision(), 2);
}

// Q6
TEST_F(QueryServerTest, GoesOnAnsweringWhenTheRegistryIsGone) {
  auto registry = std::make_unique<ServedRegistry>();
  registry->Append({MakeSource("treaty"), MakeState("IND")});
  Serve(registry->target());
  AwaitServing("");
  registry = nullptr;
  EXPECT_OK(Ask("states/IND"));
  EXPECT_EQ(Health(""), HealthCheckResponse::SERVING);
  v1::ReadContext context;
  context.mutable_fully_consistent();
  EXPECT_THAT(Ask("states/IND", context),
              ReasonIs(model::v1::REASON_REGISTRY_UNREACHABLE));
}

TEST_F(QueryServerTest, DrainEndsInTimeWhileItFollows) {
  ServedRegistry registry;
  registry.Append({MakeSource("treaty"), MakeState("IND")});
  Serve(registry.target());
  AwaitServing("");
  server_->Drain(absl::Seconds(60));
  server_->Drain(absl::Seconds(60));
}

TEST_F(QueryServerTest, PlaintextOffLoopbackIsRefusedUnlessAllowed) {
  QueryServerOptions options;
  options.listen = "0.0.0.0:0";
  EXPECT_THAT(QueryServer::Create(options),
              test_support::StatusIs(absl::StatusCode::kFailedPrecondition));
  options.allow_plaintext = true;
  EXPECT_OK(QueryServer::Create(options));
}

}  // namespace
}  // namespace comity::query
