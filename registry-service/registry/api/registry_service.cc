#include "registry/api/registry_service.h"

#include <functional>
#include <memory>
#include <utility>

#include "absl/strings/str_cat.h"

#include "common/model/limits.h"
#include "common/platform/error.h"
#include "common/platform/grpc/pull_stream.h"
#include "common/platform/grpc/unary.h"
#include "common/platform/status_macros.h"
#include "registry/api/caller_identity.h"
#include "registry/api/deadline.h"
#include "registry/api/import_stream.h"
#include "registry/api/stream_sources.h"

namespace comity::registry {
namespace {

// The server takes messages somewhat larger than the limit, so that the caller
// is told by reason; see RegistryServer.
absl::Status CheckSize(const google::protobuf::MessageLite& request) {
  const auto bytes_max = static_cast<std::size_t>(
      model::LimitOf(model::v1::LIMIT_REGISTRY_REQUEST_BYTES));
  const std::size_t bytes = request.ByteSizeLong();
  if (bytes <= bytes_max) return absl::OkStatus();
  const std::string description = absl::StrCat(
      bytes, " bytes are more than the limit of ", bytes_max, " a message");
  return platform::Error(model::v1::REASON_TOO_LARGE,
                         absl::StrCat("request: ", description))
      .Field("request", description);
}

}  // namespace

RegistryService::RegistryService(ServiceParts parts, ServiceOptions options)
    : parts_(parts),
      options_(options),
      streams_(options.streams_max),
      imports_(options.imports_max) {}

void RegistryService::Drain() {
  streams_.Drain();
  imports_.Drain();
}

void RegistryService::Tick() {
  parts_.hub.Tick();
  const absl::Time now = parts_.clock.MonotonicNow();
  streams_.CancelStuck(now, options_.stuck_grace);
  imports_.CancelStuck(now, options_.stuck_grace);
}

grpc::ServerUnaryReactor* RegistryService::Commit(
    grpc::CallbackServerContext* call, const v1::CommitRequest* request,
    v1::CommitResponse* response) {
  return platform::RunOn(
      parts_.write_executor, call,
      [this, call, request, response]() -> absl::Status {
        COMITY_RETURN_IF_ERROR(CheckSize(*request));
        COMITY_ASSIGN_OR_RETURN(
            *response, parts_.registry.Commit(*request, CallerIdentity(*call),
                                              DeadlineOf(*call)));
        return absl::OkStatus();
      });
}

template <typename Request, typename Response>
grpc::ServerUnaryReactor* RegistryService::Read(
    grpc::CallbackServerContext* call, const Request* request,
    Response* response,
    absl::StatusOr<Response> (Registry::*method)(const Request&)) {
  // By reference, not through `this`: g++ 12 with UBSan miscompiles a call
  // through a pointer to a member of what a captured `this` leads to.
  return platform::RunOn(parts_.read_executor, call,
                         [&registry = parts_.registry, request, response,
                          method]() -> absl::Status {
                           COMITY_RETURN_IF_ERROR(CheckSize(*request));
                           COMITY_ASSIGN_OR_RETURN(
                               *response, (registry.*method)(*request));
                           return absl::OkStatus();
                         });
}

grpc::ServerUnaryReactor* RegistryService::GetRecord(
    grpc::CallbackServerContext* call, const v1::GetRecordRequest* request,
    v1::GetRecordResponse* response) {
  return Read(call, request, response, &Registry::GetRecord);
}

grpc::ServerUnaryReactor* RegistryService::BatchGetRecords(
    grpc::CallbackServerContext* call,
    const v1::BatchGetRecordsRequest* request,
    v1::BatchGetRecordsResponse* response) {
  return Read(call, request, response, &Registry::BatchGetRecords);
}

grpc::ServerUnaryReactor* RegistryService::ListRecords(
    grpc::CallbackServerContext* call, const v1::ListRecordsRequest* request,
    v1::ListRecordsResponse* response) {
  return Read(call, request, response, &Registry::ListRecords);
}

grpc::ServerUnaryReactor* RegistryService::ListRecordRevisions(
    grpc::CallbackServerContext* call,
    const v1::ListRecordRevisionsRequest* request,
    v1::ListRecordRevisionsResponse* response) {
  return Read(call, request, response, &Registry::ListRecordRevisions);
}

grpc::ServerUnaryReactor* RegistryService::ListCommits(
    grpc::CallbackServerContext* call, const v1::ListCommitsRequest* request,
    v1::ListCommitsResponse* response) {
  return Read(call, request, response, &Registry::ListCommits);
}

grpc::ServerUnaryReactor* RegistryService::GetCommit(
    grpc::CallbackServerContext* call, const v1::GetCommitRequest* request,
    v1::GetCommitResponse* response) {
  return Read(call, request, response, &Registry::GetCommit);
}

grpc::ServerUnaryReactor* RegistryService::GetHead(
    grpc::CallbackServerContext* call, const v1::GetHeadRequest* request,
    v1::GetHeadResponse* response) {
  return Read(call, request, response, &Registry::GetHead);
}

grpc::ServerWriteReactor<v1::WatchResponse>* RegistryService::Watch(
    grpc::CallbackServerContext* call, const v1::WatchRequest* request) {
  using Source = platform::StreamSource<v1::WatchResponse>;
  return platform::PullStream<v1::WatchResponse>::Start(
      platform::StreamContext{streams_, parts_.stream_executor, parts_.clock},
      call, request->after_revision(),
      // The request is the call's; the stream may outlive it.
      [this, copy = *request](std::function<void()> wake_up)
          -> absl::StatusOr<std::unique_ptr<Source>> {
        COMITY_RETURN_IF_ERROR(CheckSize(copy));
        COMITY_ASSIGN_OR_RETURN(auto watch,
                                parts_.hub.Open(copy, std::move(wake_up)));
        return std::make_unique<WatchSource>(std::move(watch));
      });
}

grpc::ServerWriteReactor<v1::ExportRecordsResponse>*
RegistryService::ExportRecords(grpc::CallbackServerContext* call,
                               const v1::ExportRecordsRequest* request) {
  using Source = platform::StreamSource<v1::ExportRecordsResponse>;
  return platform::PullStream<v1::ExportRecordsResponse>::Start(
      platform::StreamContext{streams_, parts_.stream_executor, parts_.clock},
      call, request->revision(),
      [this, copy = *request](const std::function<void()>&)
          -> absl::StatusOr<std::unique_ptr<Source>> {
        COMITY_RETURN_IF_ERROR(CheckSize(copy));
        COMITY_ASSIGN_OR_RETURN(auto source, Export::Open(parts_.store, copy));
        return std::make_unique<ExportSource>(std::move(source));
      });
}

grpc::ServerReadReactor<v1::ImportRecordsRequest>*
RegistryService::ImportRecords(grpc::CallbackServerContext* call,
                               v1::ImportRecordsResponse* response) {
  return ImportStream::Start(
      ImportContext{.registry = parts_.registry,
                    .streams = imports_,
                    .executor = parts_.write_executor,
                    .clock = parts_.clock,
                    .silence_max = options_.import_silence_max},
      call, response);
}

}  // namespace comity::registry
