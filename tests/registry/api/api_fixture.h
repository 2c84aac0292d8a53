// A real server on a port that the system chose, over a SQLite store in a
// temporary folder, and a client of it.
#ifndef TESTS_REGISTRY_API_API_FIXTURE_H_
#define TESTS_REGISTRY_API_API_FIXTURE_H_

#include <chrono>
#include <map>
#include <memory>
#include <string>
#include <utility>

#include <grpcpp/channel.h>
#include <grpcpp/client_context.h>
#include <grpcpp/create_channel.h>

#include "absl/strings/str_cat.h"
#include "gtest/gtest.h"

#include "comity/registry/v1/registry_service.grpc.pb.h"
#include "common/platform/grpc/status_grpc.h"
#include "google/rpc/error_details.pb.h"
#include "registry/server/registry_server.h"
#include "registry/store/sqlite_store.h"
#include "tests/registry/api/gated_store.h"
#include "tests/registry/core/core_fixture.h"
#include "tests/support/builders.h"
#include "tests/support/status_matchers.h"

namespace comity::registry {

// No call of these tests takes this long; it ends a test that hangs.
inline constexpr std::chrono::seconds kCallTimeout(60);

// The metadata of the ErrorInfo in a status.
inline std::map<std::string, std::string> ErrorMetadata(
    const absl::Status& status) {
  google::rpc::ErrorInfo info;
  const auto payload = status.GetPayload(platform::kErrorInfoUrl);
  if (payload.has_value()) info.ParseFromString(std::string(*payload));
  return {info.metadata().begin(), info.metadata().end()};
}

class ApiTest : public testing::Test {
 protected:
  void SetUp() override { Start(); }

  void Start(RegistryServerOptions options = {}) {
    server_.reset();
    options.listen = "127.0.0.1:0";
    ASSERT_OK_AND_ASSIGN(
        auto store, OpenSqliteStore({.path = folder_.File("registry.db")}));
    auto gated = std::make_unique<GatedStore>(std::move(store));
    gate_ = &gated->gate();
    ASSERT_OK_AND_ASSIGN(
        server_, RegistryServer::CreateOver(options, std::move(gated), clock_));
    channel_ = NewChannel();
    stub_ = v1::RegistryService::NewStub(channel_);
  }

  // A connection of its own.
  std::shared_ptr<grpc::Channel> NewChannel() {
    grpc::ChannelArguments arguments;
    arguments.SetInt(GRPC_ARG_USE_LOCAL_SUBCHANNEL_POOL, 1);
    return grpc::CreateCustomChannel(
        absl::StrCat("127.0.0.1:", server_->port()),
        grpc::InsecureChannelCredentials(), arguments);
  }

  template <typename Request, typename Response>
  absl::StatusOr<Response> Call(
      grpc::Status (v1::RegistryService::Stub::*method)(grpc::ClientContext*,
                                                        const Request&,
                                                        Response*),
      const Request& request) {
    grpc::ClientContext context;
    context.set_deadline(std::chrono::system_clock::now() + kCallTimeout);
    Response response;
    const grpc::Status status =
        (stub_.get()->*method)(&context, request, &response);
    if (!status.ok()) return platform::FromGrpcStatus(status);
    return response;
  }

  absl::StatusOr<v1::CommitResponse> Commit(const v1::CommitRequest& request) {
    return Call(&v1::RegistryService::Stub::Commit, request);
  }

  absl::StatusOr<v1::CommitResponse> CommitSource(const std::string& id) {
    return Commit(test_support::PutAll({test_support::MakeSource(id)}));
  }

  TempFolder folder_;
  platform::RealClock clock_;
  std::unique_ptr<RegistryServer> server_;
  StoreGate* gate_ = nullptr;
  std::shared_ptr<grpc::Channel> channel_;
  std::unique_ptr<v1::RegistryService::Stub> stub_;
};

}  // namespace comity::registry

#endif  // TESTS_REGISTRY_API_API_FIXTURE_H_
