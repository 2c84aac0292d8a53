#include "cli/registry_client.h"

#include <chrono>

#include "common/model/limits.h"
#include "common/platform/grpc/status_grpc.h"
#include "grpcpp/client_context.h"
#include "grpcpp/create_channel.h"

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
  return grpc::CreateCustomChannel(target, grpc::InsecureChannelCredentials(),
                                   arguments);
}

RegistryClient::RegistryClient(const std::string& target)
    : stub_(registry::v1::RegistryService::NewStub(OpenChannel(target))) {}

absl::StatusOr<std::map<std::string, model::v1::Record>>
RegistryClient::GetRecords(const std::vector<std::string>& names) {
  const auto batch_max = static_cast<size_t>(
      model::LimitOf(model::v1::LIMIT_NAMES_PER_BATCH));
  std::map<std::string, model::v1::Record> records;
  registry::v1::BatchGetRecordsRequest request;
  for (size_t begin = 0; begin < names.size(); begin += batch_max) {
    request.clear_names();
    for (size_t i = begin; i < names.size() && i < begin + batch_max; ++i) {
      request.add_names(names[i]);
    }
    grpc::ClientContext context;
    Prepare(context);
    registry::v1::BatchGetRecordsResponse response;
    const auto status = stub_->BatchGetRecords(&context, request, &response);
    if (!status.ok()) return platform::FromGrpcStatus(status);
    // Later batches are read at the revision of the first.
    request.mutable_at()->set_revision(response.revision());
    if (response.revision() == 0) request.clear_at();
    for (auto& record : *response.mutable_records()) {
      records.emplace(record.name(), std::move(record));
    }
  }
  return records;
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
