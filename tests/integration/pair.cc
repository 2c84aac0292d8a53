#include "tests/integration/pair.h"

#include <chrono>

#include "absl/strings/str_cat.h"
#include "absl/time/clock.h"
#include "cli/admin/health.h"
#include "cli/import/import_pack.h"
#include "cli/client/registry_client.h"
#include "common/platform/grpc/status_grpc.h"
#include "grpcpp/client_context.h"
#include "grpcpp/create_channel.h"

namespace comity::test_support {
namespace {

// How long a test waits for what should happen within milliseconds.
constexpr absl::Duration kPatience = absl::Seconds(30);

template <typename Response, typename Stub, typename Method, typename Request>
absl::StatusOr<Response> Call(Stub& stub, Method method,
                              const Request& request,
                              bool wait_for_ready = false) {
  grpc::ClientContext context;
  context.set_wait_for_ready(wait_for_ready);
  context.set_deadline(std::chrono::system_clock::now() +
                       std::chrono::seconds(10));
  Response response;
  const auto status = (stub.*method)(&context, request, &response);
  if (!status.ok()) return platform::FromGrpcStatus(status);
  return response;
}

// A channel that comes back at once after its server was started anew.
std::shared_ptr<grpc::Channel> QuickChannel(const std::string& target) {
  grpc::ChannelArguments arguments;
  arguments.SetInt(GRPC_ARG_INITIAL_RECONNECT_BACKOFF_MS, 20);
  // Not a pause, by its name, but the time that a connection may take to stand.
  arguments.SetInt(GRPC_ARG_MIN_RECONNECT_BACKOFF_MS, 5000);
  arguments.SetInt(GRPC_ARG_MAX_RECONNECT_BACKOFF_MS, 100);
  return grpc::CreateCustomChannel(target, grpc::InsecureChannelCredentials(),
                                   arguments);
}

std::string Program(const char* name) {
  return absl::StrCat(COMITY_BIN_DIR, "/", name);
}

}  // namespace

Pair::Pair()
    : registry_stub_(
          registry::v1::RegistryService::NewStub(QuickChannel(registry_target()))),
      query_stub_(query::v1::QueryService::NewStub(QuickChannel(query_target()))) {}

std::string Pair::registry_target() const {
  return absl::StrCat("127.0.0.1:", registry_port_);
}

std::string Pair::query_target() const {
  return absl::StrCat("127.0.0.1:", query_port_);
}

void Pair::StartRegistry() {
  registry_ = std::make_unique<Process>(
      std::vector<std::string>{Program("comity-registry"),
                               absl::StrCat("--listen=", registry_target()),
                               absl::StrCat("--store=sqlite:", database())},
      registry_log());
}

void Pair::StartQuery() {
  query_ = std::make_unique<Process>(
      std::vector<std::string>{Program("comity-query"),
                               absl::StrCat("--listen=", query_target()),
                               absl::StrCat("--registry=", registry_target())},
      folder_.path() + "/query.log");
}

absl::Status Pair::StartBoth() {
  StartRegistry();
  StartQuery();
  const absl::Status status = WaitForRegistry();
  return status.ok() ? WaitForQuery() : status;
}

absl::Status Pair::WaitForRegistry() {
  return cli::WaitUntilServing(registry_target(), "", kPatience);
}

absl::Status Pair::WaitForQuery() {
  return cli::WaitUntilServing(query_target(), "", kPatience);
}

absl::StatusOr<registry::v1::CommitResponse> Pair::PutTopic(
    const std::string& id, const std::string& request_id) {
  registry::v1::CommitRequest request;
  auto* record = request.add_changes()->mutable_put();
  record->set_name(absl::StrCat("topics/", id));
  auto* label = record->mutable_topic()->add_labels();
  label->set_language("en");
  label->set_text(id);
  request.set_request_id(request_id);
  return Call<registry::v1::CommitResponse>(
      *registry_stub_, &registry::v1::RegistryService::Stub::Commit, request);
}

absl::StatusOr<registry::v1::GetHeadResponse> Pair::GetHead() {
  return Call<registry::v1::GetHeadResponse>(
      *registry_stub_, &registry::v1::RegistryService::Stub::GetHead,
      registry::v1::GetHeadRequest());
}

absl::StatusOr<query::v1::GetReplicaResponse> Pair::GetReplica() {
  return Call<query::v1::GetReplicaResponse>(
      *query_stub_, &query::v1::QueryService::Stub::GetReplica,
      query::v1::GetReplicaRequest(), /*wait_for_ready=*/true);
}

absl::StatusOr<query::v1::CheckMembershipResponse> Pair::Check(
    const query::v1::CheckMembershipRequest& request) {
  return Call<query::v1::CheckMembershipResponse>(
      *query_stub_, &query::v1::QueryService::Stub::CheckMembership, request);
}

absl::Status Pair::WaitForRevision(int64_t revision) {
  const absl::Time deadline = absl::Now() + kPatience;
  std::string last;
  while (absl::Now() < deadline) {
    const auto replica = GetReplica();
    if (replica.ok() && replica->revision() == revision &&
        replica->state() == query::v1::FEED_STATE_FOLLOWING) {
      return absl::OkStatus();
    }
    last = replica.ok() ? replica->ShortDebugString()
                        : replica.status().ToString();
    absl::SleepFor(absl::Milliseconds(20));
  }
  return absl::DeadlineExceededError(
      absl::StrCat("revision ", revision, " did not come: ", last));
}

absl::Status Pair::ImportStarterData() {
  cli::RegistryClient client(cli::OpenChannel(registry_target()));
  return cli::ImportPack("registry-service/packs/sco", {}, client).status();
}

}  // namespace comity::test_support
