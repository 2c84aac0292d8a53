// A registry of which each RPC does what the test says: a real server on a port
// that the system chose, and a stub that leads to it.
#ifndef COMITY_TESTS_CLI_CLIENT_FAKE_REGISTRY_H_
#define COMITY_TESTS_CLI_CLIENT_FAKE_REGISTRY_H_

#include <functional>
#include <memory>
#include <string>

#include <grpcpp/server.h>
#include <grpcpp/server_builder.h>

#include "absl/strings/str_cat.h"

#include "comity/registry/v1/registry_service.grpc.pb.h"
#include "common/platform/grpc/status_grpc.h"

namespace comity::test_support {

// Set the handlers before the first call; they run on the server's threads.
class FakeRegistry final : public registry::v1::RegistryService::Service {
 public:
  using ImportReader = grpc::ServerReader<registry::v1::ImportRecordsRequest>;
  using ExportWriter = grpc::ServerWriter<registry::v1::ExportRecordsResponse>;
  using WatchWriter = grpc::ServerWriter<registry::v1::WatchResponse>;

  FakeRegistry() {
    grpc::ServerBuilder builder;
    builder.AddListeningPort("127.0.0.1:0", grpc::InsecureServerCredentials(),
                             &port_);
    builder.RegisterService(this);
    server_ = builder.BuildAndStart();
  }
  ~FakeRegistry() override { Stop(); }

  // Returns when no handler runs any more.
  void Stop() {
    server_->Shutdown();
    server_->Wait();
  }

  std::string target() const { return absl::StrCat("127.0.0.1:", port_); }

  std::function<absl::Status(ImportReader&,
                             registry::v1::ImportRecordsResponse&)>
      import_records;
  std::function<absl::Status(const registry::v1::ExportRecordsRequest&,
                             ExportWriter&)>
      export_records;
  std::function<absl::Status(const registry::v1::WatchRequest&, WatchWriter&)>
      watch;
  registry::v1::GetHeadResponse head;

 private:
  grpc::Status GetHead(grpc::ServerContext*,
                       const registry::v1::GetHeadRequest*,
                       registry::v1::GetHeadResponse* response) override {
    *response = head;
    return grpc::Status::OK;
  }
  grpc::Status ImportRecords(
      grpc::ServerContext*, ImportReader* reader,
      registry::v1::ImportRecordsResponse* response) override {
    return platform::ToGrpcStatus(import_records(*reader, *response));
  }
  grpc::Status ExportRecords(grpc::ServerContext*,
                             const registry::v1::ExportRecordsRequest* request,
                             ExportWriter* writer) override {
    return platform::ToGrpcStatus(export_records(*request, *writer));
  }
  grpc::Status Watch(grpc::ServerContext*,
                     const registry::v1::WatchRequest* request,
                     WatchWriter* writer) override {
    return platform::ToGrpcStatus(watch(*request, *writer));
  }

  int port_ = 0;
  std::unique_ptr<grpc::Server> server_;
};

}  // namespace comity::test_support

#endif  // COMITY_TESTS_CLI_CLIENT_FAKE_REGISTRY_H_
