// Goal: blocking work never holds a gRPC thread, and a call whose work cannot
// or need not run gets its reason. Method: a health service of the tests' own
// that runs on an executor which the test blocks.

#include "common/platform/grpc/unary.h"

#include <atomic>
#include <chrono>
#include <future>
#include <memory>
#include <thread>

#include <grpcpp/client_context.h>
#include <grpcpp/create_channel.h>

#include "absl/strings/str_cat.h"
#include "gmock/gmock.h"
#include "grpc/health/v1/health.grpc.pb.h"
#include "grpcpp/server_builder.h"
#include "gtest/gtest.h"

#include "common/platform/error.h"
#include "common/platform/grpc/status_grpc.h"
#include "tests/support/status_matchers.h"

namespace comity::platform {
namespace {

using grpc::health::v1::Health;
using grpc::health::v1::HealthCheckRequest;
using grpc::health::v1::HealthCheckResponse;
using model::v1::REASON_DATE_MALFORMED;
using model::v1::REASON_OVERLOADED;
using test_support::IsOk;
using test_support::ReasonIs;

constexpr std::chrono::seconds kCallTimeout(20);

class SlowService final : public Health::CallbackService {
 public:
  explicit SlowService(Executor& executor) : executor_(executor) {}

  grpc::ServerUnaryReactor* Check(grpc::CallbackServerContext* context,
                                  const HealthCheckRequest* request,
                                  HealthCheckResponse* response) override {
    deadline_ = context->deadline();
    return RunOn(executor_, context, [this, request, response] {
      ++runs_;
      if (request->service() == "fail") {
        return absl::Status(Error(REASON_DATE_MALFORMED, "no"));
      }
      response->set_status(HealthCheckResponse::SERVING);
      return absl::OkStatus();
    });
  }

  int runs() const { return runs_; }

  // That of the newest call, as the server counts it.
  std::chrono::system_clock::time_point deadline() const { return deadline_; }

 private:
  Executor& executor_;
  std::atomic<int> runs_ = 0;
  std::atomic<std::chrono::system_clock::time_point> deadline_ = {};
};

class RunOnTest : public testing::Test {
 protected:
  RunOnTest() : executor_("test", 1, 1), service_(executor_) {
    int port = 0;
    grpc::ServerBuilder builder;
    builder.AddListeningPort("127.0.0.1:0", grpc::InsecureServerCredentials(),
                             &port);
    builder.RegisterService(&service_);
    server_ = builder.BuildAndStart();
    const auto channel = grpc::CreateChannel(
        absl::StrCat("127.0.0.1:", port), grpc::InsecureChannelCredentials());
    // So that a short deadline is spent on the call alone.
    EXPECT_TRUE(channel->WaitForConnected(std::chrono::system_clock::now() +
                                          kCallTimeout));
    stub_ = Health::NewStub(channel);
  }

  ~RunOnTest() override {
    Release();
    server_->Shutdown();
    server_->Wait();
    executor_.Shutdown();
  }

  absl::Status Call(const char* name,
                    std::chrono::milliseconds timeout = kCallTimeout) {
    grpc::ClientContext context;
    context.set_deadline(std::chrono::system_clock::now() + timeout);
    HealthCheckRequest request;
    request.set_service(name);
    HealthCheckResponse response;
    return FromGrpcStatus(stub_->Check(&context, request, &response));
  }

  // Keeps the executor's only thread busy until Release.
  void Block() {
    std::promise<void> started;
    ASSERT_TRUE(executor_.TrySchedule([&] {
      started.set_value();
      release_.get_future().wait();
    }));
    started.get_future().wait();
    blocked_ = true;
  }
  void Release() {
    if (blocked_) release_.set_value();
    blocked_ = false;
  }

  Executor executor_;
  SlowService service_;
  std::unique_ptr<grpc::Server> server_;
  std::unique_ptr<Health::Stub> stub_;
  std::promise<void> release_;
  bool blocked_ = false;
};

TEST_F(RunOnTest, FinishesWithWhatTheBodyReturns) {
  EXPECT_THAT(Call("ok"), IsOk());
  EXPECT_THAT(Call("fail"), ReasonIs(REASON_DATE_MALFORMED));
}

TEST_F(RunOnTest, AFullQueueIsOverloadedAtOnce) {
  Block();
  ASSERT_TRUE(executor_.TrySchedule([] {}));
  const absl::Status status = Call("ok");
  EXPECT_THAT(status, ReasonIs(REASON_OVERLOADED));
  EXPECT_TRUE(status.GetPayload(kRetryInfoUrl).has_value());
  EXPECT_EQ(service_.runs(), 0);
}

// The client's own deadline hides what the server sends, so the promise to
// show is that the work is not done for nobody.
TEST_F(RunOnTest, ACallWhoseDeadlinePassedInTheQueueIsNotRun) {
  Block();
  EXPECT_EQ(Call("ok", std::chrono::milliseconds(50)).code(),
            absl::StatusCode::kDeadlineExceeded);
  // The server may count it a millisecond longer than the client.
  while (std::chrono::system_clock::now() <= service_.deadline()) {
    std::this_thread::yield();
  }
  Release();
  // The queue has one place, which the dead call holds until it is its turn.
  while (executor_.queue_size() > 0) std::this_thread::yield();
  EXPECT_THAT(Call("ok"), IsOk());
  EXPECT_EQ(service_.runs(), 1);
}

}  // namespace
}  // namespace comity::platform
