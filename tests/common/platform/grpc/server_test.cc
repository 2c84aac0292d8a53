// Goal: a server starts with clear errors, tells its health per service from
// the first moment, keeps its bounds, and drains without hanging. Method: real
// servers on ports that the system chooses, called over loopback.

#include "common/platform/grpc/server.h"

#include <chrono>
#include <future>
#include <memory>
#include <string>
#include <vector>

#include <grpcpp/channel.h>
#include <grpcpp/client_context.h>
#include <grpcpp/create_channel.h>

#include "absl/strings/str_cat.h"
#include "gmock/gmock.h"
#include "grpc/health/v1/health.grpc.pb.h"
#include "gtest/gtest.h"

#include "common/platform/error.h"
#include "common/platform/grpc/status_grpc.h"
#include "tests/support/status_matchers.h"

namespace comity::platform {
namespace {

using grpc::health::v1::Health;
using grpc::health::v1::HealthCheckRequest;
using grpc::health::v1::HealthCheckResponse;
using model::v1::REASON_SERVER_DRAINING;
using test_support::IsOkAndHolds;
using test_support::ReasonIs;
using test_support::StatusIs;
using testing::AnyOf;
using testing::ElementsAre;
using testing::HasSubstr;

// No call of these tests takes this long; it ends a test that hangs.
constexpr std::chrono::seconds kCallTimeout(20);

class ServerTest : public testing::Test {
 protected:
  void StartServer(ServerOptions options = {}) {
    // Any generated service will do: what counts is that it has a name.
    server_ = std::make_unique<Server>(
        std::move(options),
        std::vector<ServedService>{{"test.Empty", &empty_}});
    ASSERT_OK_AND_ASSIGN(port_, server_->Start());
    stub_ = Health::NewStub(grpc::CreateChannel(
        absl::StrCat("127.0.0.1:", port_), grpc::InsecureChannelCredentials()));
  }

  // The state that health tells of `name`, or the error.
  absl::StatusOr<HealthCheckResponse::ServingStatus> Check(
      const std::string& name) {
    grpc::ClientContext context;
    context.set_deadline(std::chrono::system_clock::now() + kCallTimeout);
    HealthCheckRequest request;
    request.set_service(name);
    HealthCheckResponse response;
    const grpc::Status status = stub_->Check(&context, request, &response);
    if (!status.ok()) return FromGrpcStatus(status);
    return response.status();
  }

  grpc::Service empty_;
  std::unique_ptr<Server> server_;
  int port_ = 0;
  std::unique_ptr<Health::Stub> stub_;
};

TEST_F(ServerTest, NothingIsServingUntilToldSo) {
  StartServer();
  EXPECT_THAT(Check(""), IsOkAndHolds(HealthCheckResponse::NOT_SERVING));
  EXPECT_THAT(Check("test.Empty"),
              IsOkAndHolds(HealthCheckResponse::NOT_SERVING));
}

TEST_F(ServerTest, HealthIsPerService) {
  StartServer();
  server_->SetServing("test.Empty", true);
  EXPECT_THAT(Check("test.Empty"), IsOkAndHolds(HealthCheckResponse::SERVING));
  EXPECT_THAT(Check(""), IsOkAndHolds(HealthCheckResponse::NOT_SERVING));
  EXPECT_THAT(Check("test.Other"), StatusIs(absl::StatusCode::kNotFound));
}

TEST_F(ServerTest, APortInUseIsSaidSo) {
  StartServer();
  ServerOptions options;
  options.listen = absl::StrCat("127.0.0.1:", port_);
  Server second(options, {});
  EXPECT_THAT(second.Start(), StatusIs(absl::StatusCode::kFailedPrecondition,
                                       HasSubstr("the port is in use")));
}

TEST_F(ServerTest, WhatIsNoAddressIsToldSo) {
  for (const char* listen : {"7400", "127.0.0.1:http-ish", ""}) {
    ServerOptions options;
    options.listen = listen;
    Server server(options, {});
    EXPECT_THAT(server.Start(), StatusIs(absl::StatusCode::kFailedPrecondition,
                                         HasSubstr("write HOST:PORT")));
  }
}

TEST_F(ServerTest, PlaintextOffLoopbackIsRefusedUnlessAllowed) {
  ServerOptions options;
  options.listen = "0.0.0.0:0";
  Server refused(options, {});
  EXPECT_THAT(refused.Start(), StatusIs(absl::StatusCode::kFailedPrecondition,
                                        HasSubstr("plaintext")));
  options.plaintext_off_loopback = true;
  Server allowed(options, {});
  EXPECT_OK(allowed.Start());
}

TEST_F(ServerTest, AnOversizeMessageIsRefusedAndTheServerLives) {
  ServerOptions options;
  options.request_bytes_max = 1000;
  StartServer(options);
  EXPECT_THAT(Check(std::string(5000, 'x')),
              StatusIs(absl::StatusCode::kResourceExhausted));
  EXPECT_OK(Check(""));
}

TEST_F(ServerTest, OversizeMetadataIsRefusedAndTheServerLives) {
  StartServer();
  // gRPC may close the connection with the call, so this one shares none.
  grpc::ChannelArguments arguments;
  arguments.SetInt(GRPC_ARG_USE_LOCAL_SUBCHANNEL_POOL, 1);
  const auto stub = Health::NewStub(
      grpc::CreateCustomChannel(absl::StrCat("127.0.0.1:", port_),
                                grpc::InsecureChannelCredentials(), arguments));
  grpc::ClientContext context;
  context.set_deadline(std::chrono::system_clock::now() + kCallTimeout);
  context.AddMetadata("x-large", std::string(64 * 1024, 'x'));
  HealthCheckResponse response;
  const grpc::Status refusal =
      stub->Check(&context, HealthCheckRequest(), &response);
  EXPECT_THAT(refusal.error_code(), AnyOf(grpc::StatusCode::RESOURCE_EXHAUSTED,
                                          grpc::StatusCode::UNAVAILABLE));
  EXPECT_OK(Check(""));
}

// Drain is run by another thread here, for it waits for the watch to end.
TEST_F(ServerTest, DrainTellsWatchersAndSendsThemOff) {
  StartServer();
  server_->SetServing("test.Empty", true);
  grpc::ClientContext context;
  context.set_deadline(std::chrono::system_clock::now() + kCallTimeout);
  HealthCheckRequest request;
  request.set_service("test.Empty");
  const auto stream = stub_->Watch(&context, request);
  HealthCheckResponse response;
  ASSERT_TRUE(stream->Read(&response));
  EXPECT_EQ(response.status(), HealthCheckResponse::SERVING);

  auto drained = std::async(std::launch::async,
                            [&] { server_->Drain(absl::InfiniteDuration()); });
  ASSERT_TRUE(stream->Read(&response));
  EXPECT_EQ(response.status(), HealthCheckResponse::NOT_SERVING);
  EXPECT_FALSE(stream->Read(&response));
  EXPECT_THAT(FromGrpcStatus(stream->Finish()),
              ReasonIs(REASON_SERVER_DRAINING));
  drained.wait();
}

TEST_F(ServerTest, DrainRunsItsHooksInOrderAfterHealthChanged) {
  StartServer();
  server_->SetServing("", true);
  std::vector<std::string> ran;
  server_->AddDrainHook([&] {
    const auto health = Check("");
    ran.push_back(health.ok() && *health == HealthCheckResponse::NOT_SERVING
                      ? "first, not serving"
                      : "first, serving");
  });
  server_->AddDrainHook([&] { ran.emplace_back("second"); });
  server_->Drain(absl::Seconds(10));
  EXPECT_THAT(ran, ElementsAre("first, not serving", "second"));
  server_->Drain(absl::Seconds(10));
  EXPECT_EQ(ran.size(), 2u);
}

TEST_F(ServerTest, AfterTheDrainNobodyListens) {
  StartServer();
  EXPECT_OK(Check(""));
  server_->Drain(absl::ZeroDuration());
  EXPECT_THAT(Check(""), StatusIs(absl::StatusCode::kUnavailable));
  ServerOptions options;
  options.listen = absl::StrCat("127.0.0.1:", port_);
  Server next(options, {});
  EXPECT_OK(next.Start());
}

TEST_F(ServerTest, AWatchOfAnUnknownNameWaitsForItToAppear) {
  StartServer();
  grpc::ClientContext context;
  context.set_deadline(std::chrono::system_clock::now() + kCallTimeout);
  HealthCheckRequest request;
  request.set_service("test.Later");
  const auto stream = stub_->Watch(&context, request);
  HealthCheckResponse response;
  ASSERT_TRUE(stream->Read(&response));
  EXPECT_EQ(response.status(), HealthCheckResponse::SERVICE_UNKNOWN);
  server_->SetServing("test.Later", true);
  ASSERT_TRUE(stream->Read(&response));
  EXPECT_EQ(response.status(), HealthCheckResponse::SERVING);
}

}  // namespace
}  // namespace comity::platform
