// A registry over gRPC in this process that serves the log a test wrote: just
// enough of it for a replica to load and follow.
#ifndef COMITY_TESTS_QUERY_API_SERVED_REGISTRY_H_
#define COMITY_TESTS_QUERY_API_SERVED_REGISTRY_H_

#include <memory>
#include <string>
#include <utility>

#include <grpcpp/security/server_credentials.h>
#include <grpcpp/server.h>
#include <grpcpp/server_builder.h>

#include "comity/registry/v1/registry_service.grpc.pb.h"
#include "common/platform/mutex.h"
#include "tests/fakes/fake_registry_feed.h"

namespace comity::query {

// Thread-safe. Its streams hold a thread each.
class ServedRegistry final : public registry::v1::RegistryService::Service {
 public:
  ServedRegistry() {
    grpc::ServerBuilder builder;
    builder.AddListeningPort("127.0.0.1:0", grpc::InsecureServerCredentials(),
                             &port_);
    builder.RegisterService(this);
    server_ = builder.BuildAndStart();
  }
  ~ServedRegistry() override {
    {
      platform::MutexLock lock(mutex_);
      stopping_ = true;
      changed_.SignalAll();
    }
    server_->Shutdown();
  }

  std::string target() const { return absl::StrCat("127.0.0.1:", port_); }

  void Append(const std::vector<model::v1::Record>& records) {
    platform::MutexLock lock(mutex_);
    log_.Append(records);
    changed_.SignalAll();
  }

  grpc::Status GetHead(grpc::ServerContext* /*context*/,
                       const registry::v1::GetHeadRequest* /*request*/,
                       registry::v1::GetHeadResponse* response) override {
    platform::MutexLock lock(mutex_);
    *response = log_.Head();
    return grpc::Status::OK;
  }

  grpc::Status ExportRecords(
      grpc::ServerContext* /*context*/,
      const registry::v1::ExportRecordsRequest* request,
      grpc::ServerWriter<registry::v1::ExportRecordsResponse>* writer)
      override {
    if (!request->history()) {
      return {grpc::StatusCode::UNIMPLEMENTED, "only with history"};
    }
    registry::v1::ExportRecordsResponse chunk;
    {
      platform::MutexLock lock(mutex_);
      chunk = log_.Chunk(1, log_.head());
    }
    writer->Write(chunk);
    return grpc::Status::OK;
  }

  grpc::Status Watch(
      grpc::ServerContext* context, const registry::v1::WatchRequest* request,
      grpc::ServerWriter<registry::v1::WatchResponse>* writer) override {
    int64_t revision = request->after_revision();
    platform::MutexLock lock(mutex_);
    writer->Write(log_.CheckpointAt(revision));
    while (!stopping_ && !context->IsCancelled()) {
      if (revision < log_.head()) {
        writer->Write(log_.CommitAt(++revision));
        writer->Write(log_.CheckpointAt(revision));
      } else {
        // A cancelled call is noticed by looking.
        changed_.WaitFor(mutex_, absl::Milliseconds(5));
      }
    }
    return {grpc::StatusCode::UNAVAILABLE, "over"};
  }

 private:
  platform::Mutex mutex_;
  platform::CondVar changed_;
  RegistryLog log_ ABSL_GUARDED_BY(mutex_);
  bool stopping_ ABSL_GUARDED_BY(mutex_) = false;
  int port_ = 0;
  std::unique_ptr<grpc::Server> server_;
};

}  // namespace comity::query

#endif  // COMITY_TESTS_QUERY_API_SERVED_REGISTRY_H_
