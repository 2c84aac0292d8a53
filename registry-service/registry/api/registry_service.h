// comity.registry.v1.RegistryService over the core, by gRPC's callback API.
//
// No gRPC thread waits for anything: commits run one after another on the write
// executor, reads on the read executor, and streams are pulled on a third, so
// that health and refusals stay quick while the store is slow.
//
// Thread safety: gRPC calls the handlers from any thread; Drain and Tick from
// any thread too.
#ifndef COMITY_REGISTRY_API_REGISTRY_SERVICE_H_
#define COMITY_REGISTRY_API_REGISTRY_SERVICE_H_

#include <cstddef>

#include "absl/status/statusor.h"
#include "absl/time/time.h"

#include "comity/registry/v1/registry_service.grpc.pb.h"
#include "common/platform/clock.h"
#include "common/platform/executor.h"
#include "common/platform/grpc/stream_set.h"
#include "registry/core/registry.h"
#include "registry/core/watch.h"

namespace comity::registry {

// Passed on to the exports, and nothing else.
class Store;

struct ServiceOptions {
  // Most streams of Watch and ExportRecords at a time. The stream executor's
  // queue must hold as many.
  std::size_t streams_max = 1024;

  // How long a client that was ended may leave what is on the way to it
  // untaken before its stream is cancelled, and its buffers freed.
  absl::Duration stuck_grace = absl::Seconds(30);

  // Most imports at a time: each may hold as much in memory as a commit may
  // store.
  std::size_t imports_max = 4;

  // How long an import may send nothing before it is ended.
  absl::Duration import_silence_max = absl::Minutes(1);
};

// What the service works with. All of it outlives the service.
struct ServiceParts {
  Registry& registry;
  WatchHub& hub;
  Store& store;
  const platform::Clock& clock;
  // One thread: commits are made one at a time anyway.
  platform::Executor& write_executor;
  platform::Executor& read_executor;
  platform::Executor& stream_executor;
};

class RegistryService final : public v1::RegistryService::CallbackService {
 public:
  RegistryService(ServiceParts parts, ServiceOptions options);

  // Ends all streams with SERVER_DRAINING and refuses new ones. Unary calls go
  // on until the server shuts down.
  void Drain();

  // To be called regularly: checkpoints, and cuts of clients that read too
  // slowly.
  void Tick();

  std::size_t stream_count() const { return streams_.size(); }
  std::size_t import_count() const { return imports_.size(); }

  grpc::ServerUnaryReactor* Commit(grpc::CallbackServerContext* call,
                                   const v1::CommitRequest* request,
                                   v1::CommitResponse* response) override;
  grpc::ServerUnaryReactor* GetRecord(grpc::CallbackServerContext* call,
                                      const v1::GetRecordRequest* request,
                                      v1::GetRecordResponse* response) override;
  grpc::ServerUnaryReactor* BatchGetRecords(
      grpc::CallbackServerContext* call,
      const v1::BatchGetRecordsRequest* request,
      v1::BatchGetRecordsResponse* response) override;
  grpc::ServerUnaryReactor* ListRecords(
      grpc::CallbackServerContext* call, const v1::ListRecordsRequest* request,
      v1::ListRecordsResponse* response) override;
  grpc::ServerUnaryReactor* ListRecordRevisions(
      grpc::CallbackServerContext* call,
      const v1::ListRecordRevisionsRequest* request,
      v1::ListRecordRevisionsResponse* response) override;
  grpc::ServerUnaryReactor* ListCommits(
      grpc::CallbackServerContext* call, const v1::ListCommitsRequest* request,
      v1::ListCommitsResponse* response) override;
  grpc::ServerUnaryReactor* GetCommit(grpc::CallbackServerContext* call,
                                      const v1::GetCommitRequest* request,
                                      v1::GetCommitResponse* response) override;
  grpc::ServerUnaryReactor* GetHead(grpc::CallbackServerContext* call,
                                    const v1::GetHeadRequest* request,
                                    v1::GetHeadResponse* response) override;
  grpc::ServerWriteReactor<v1::WatchResponse>* Watch(
      grpc::CallbackServerContext* call,
      const v1::WatchRequest* request) override;
  grpc::ServerWriteReactor<v1::ExportRecordsResponse>* ExportRecords(
      grpc::CallbackServerContext* call,
      const v1::ExportRecordsRequest* request) override;
  grpc::ServerReadReactor<v1::ImportRecordsRequest>* ImportRecords(
      grpc::CallbackServerContext* call,
      v1::ImportRecordsResponse* response) override;

 private:
  // Runs one of the registry's reads on the read executor.
  template <typename Request, typename Response>
  grpc::ServerUnaryReactor* Read(
      grpc::CallbackServerContext* call, const Request* request,
      Response* response,
      absl::StatusOr<Response> (Registry::*method)(const Request&));

  const ServiceParts parts_;
  const ServiceOptions options_;
  platform::StreamSet streams_;
  platform::StreamSet imports_;
};

}  // namespace comity::registry

#endif  // COMITY_REGISTRY_API_REGISTRY_SERVICE_H_
