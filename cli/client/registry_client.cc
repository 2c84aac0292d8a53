#include "cli/client/registry_client.h"

#include <algorithm>
#include <chrono>

#include "grpcpp/client_context.h"
#include "grpcpp/create_channel.h"

#include "common/model/limits.h"
#include "common/platform/error.h"
#include "common/platform/grpc/status_grpc.h"
#include "common/platform/status_macros.h"

namespace comity::cli {
namespace {

// A commit of ten thousand records takes seconds on a slow disk.
constexpr std::chrono::seconds kDeadline{60};

// A reply may be lost with its server; the commit is then asked for again.
constexpr int kCommitTriesMax = 3;

void Prepare(grpc::ClientContext& context) {
  context.set_wait_for_ready(true);
  context.set_deadline(std::chrono::system_clock::now() + kDeadline);
}

}  // namespace

std::shared_ptr<grpc::Channel> OpenChannel(const std::string& target) {
  grpc::ChannelArguments arguments;
  arguments.SetMaxReceiveMessageSize(static_cast<int>(
      model::LimitOf(model::v1::LIMIT_REGISTRY_REQUEST_BYTES)));
  // A server that is just starting is met when it is there, not a second later.
  arguments.SetInt(GRPC_ARG_INITIAL_RECONNECT_BACKOFF_MS, 50);
  arguments.SetInt(GRPC_ARG_MAX_RECONNECT_BACKOFF_MS, 2000);
  // A quiet watch over a connection that is dead ends within half a minute.
  arguments.SetInt(GRPC_ARG_KEEPALIVE_TIME_MS, 20'000);
  arguments.SetInt(GRPC_ARG_KEEPALIVE_TIMEOUT_MS, 10'000);
  arguments.SetInt(GRPC_ARG_HTTP2_MAX_PINGS_WITHOUT_DATA, 0);
  return grpc::CreateCustomChannel(target, grpc::InsecureChannelCredentials(),
                                   arguments);
}

RegistryClient::RegistryClient(const std::shared_ptr<grpc::Channel>& channel)
    : stub_(registry::v1::RegistryService::NewStub(channel)) {}

absl::StatusOr<std::map<std::string, model::v1::Record>>
RegistryClient::GetRecords(const std::vector<std::string>& names,
                           int64_t revision) {
  auto batch_max =
      static_cast<size_t>(model::LimitOf(model::v1::LIMIT_NAMES_PER_BATCH));
  std::map<std::string, model::v1::Record> records;
  registry::v1::BatchGetRecordsRequest request;
  if (revision > 0) request.mutable_at()->set_revision(revision);
  for (size_t begin = 0; begin < names.size();) {
    const size_t end = std::min(names.size(), begin + batch_max);
    request.clear_names();
    for (size_t i = begin; i < end; ++i) request.add_names(names[i]);
    grpc::ClientContext context;
    Prepare(context);
    registry::v1::BatchGetRecordsResponse response;
    const absl::Status status = platform::FromGrpcStatus(
        stub_->BatchGetRecords(&context, request, &response));
    if (platform::ReasonOf(status) == model::v1::REASON_TOO_LARGE &&
        end - begin > 1) {
      // The records exceed a message, which nobody can tell by their names.
      batch_max = (end - begin) / 2;
      continue;
    }
    COMITY_RETURN_IF_ERROR(status);
    // Later batches are read at the revision of the first.
    if (response.revision() > 0) {
      request.mutable_at()->set_revision(response.revision());
    }
    for (auto& record : *response.mutable_records()) {
      records.emplace(record.name(), std::move(record));
    }
    begin = end;
  }
  return records;
}

absl::Status RegistryClient::ForEachRecord(
    model::v1::RecordKind kind, const std::string& prefix,
    const std::function<void(model::v1::Record)>& visit) {
  registry::v1::ListRecordsRequest request;
  request.set_kind(kind);
  request.set_name_prefix(prefix);
  request.set_page_size(
      static_cast<int>(model::LimitOf(model::v1::LIMIT_PAGE_SIZE)));
  do {
    grpc::ClientContext context;
    Prepare(context);
    registry::v1::ListRecordsResponse response;
    COMITY_RETURN_IF_ERROR(platform::FromGrpcStatus(
        stub_->ListRecords(&context, request, &response)));
    for (auto& record : *response.mutable_records()) visit(std::move(record));
    request.set_page_token(response.next_page_token());
  } while (!request.page_token().empty());
  return absl::OkStatus();
}

absl::StatusOr<registry::v1::CommitResponse> RegistryClient::Commit(
    const registry::v1::CommitRequest& request) {
  grpc::Status status;
  for (int i = 0; i < kCommitTriesMax; ++i) {
    grpc::ClientContext context;
    Prepare(context);
    registry::v1::CommitResponse response;
    status = stub_->Commit(&context, request, &response);
    if (status.ok()) return response;
    if (status.error_code() != grpc::StatusCode::UNAVAILABLE) break;
  }
  return platform::FromGrpcStatus(status);
}

}  // namespace comity::cli
