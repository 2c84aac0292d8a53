#include "common/platform/grpc/server.h"

#include <algorithm>
#include <chrono>
#include <utility>

#include <grpc/support/log.h>
#include <grpcpp/resource_quota.h>
#include <grpcpp/server_builder.h>

#include "absl/strings/str_cat.h"

#include "common/platform/grpc/listen_address.h"
#include "common/platform/grpc/reflection.h"
#include "common/platform/log.h"
#include "google/rpc/error_details.pb.h"

namespace comity::platform {
namespace {

// Longer than anybody waits, and safe to add to a clock.
constexpr absl::Duration kGraceMax = absl::Hours(24);

std::vector<std::string> NamesOf(const std::vector<ServedService>& services) {
  std::vector<std::string> names;
  for (const ServedService& service : services) names.push_back(service.name);
  return names;
}

int Milliseconds(absl::Duration duration) {
  return static_cast<int>(absl::ToInt64Milliseconds(duration));
}

void SetBounds(const ServerOptions& options, grpc::ServerBuilder& builder) {
  builder.SetMaxReceiveMessageSize(options.request_bytes_max);
  builder.AddChannelArgument(GRPC_ARG_MAX_METADATA_SIZE,
                             options.metadata_bytes_max);
  builder.AddChannelArgument(GRPC_ARG_MAX_CONCURRENT_STREAMS,
                             options.streams_per_connection_max);
  builder.AddChannelArgument(
      GRPC_ARG_HTTP2_MIN_RECV_PING_INTERVAL_WITHOUT_DATA_MS,
      Milliseconds(options.ping_interval_min));
  builder.AddChannelArgument(GRPC_ARG_KEEPALIVE_PERMIT_WITHOUT_CALLS, 1);
  builder.AddChannelArgument(GRPC_ARG_KEEPALIVE_TIME_MS,
                             Milliseconds(options.keepalive_interval));
  builder.AddChannelArgument(GRPC_ARG_KEEPALIVE_TIMEOUT_MS,
                             Milliseconds(options.keepalive_timeout));
  // Two servers on one port would each get half of the calls.
  builder.AddChannelArgument(GRPC_ARG_ALLOW_REUSEPORT, 0);
  grpc::ResourceQuota quota("server");
  quota.Resize(options.buffers_bytes_max);
  builder.SetResourceQuota(quota);
}

// gRPC's own complaints, as lines of our log; its informational ones stay out.
void LogForGrpc(gpr_log_func_args* args) {
  if (args->severity != GPR_LOG_SEVERITY_ERROR) return;
  Log(LogLevel::kWarning, "grpc", {{"message", args->message}});
}

// A static library gives up only what is referred to: these make sure that
// reflection can describe health, and the details of errors.
void LinkDescribedMessages() {
  grpc::health::v1::HealthCheckRequest::descriptor();
  google::rpc::ErrorInfo::descriptor();
}

}  // namespace

Server::Server(ServerOptions options, std::vector<ServedService> services)
    : options_(std::move(options)),
      services_(std::move(services)),
      health_(NamesOf(services_)) {}

Server::~Server() { Drain(absl::ZeroDuration()); }

absl::Status Server::CheckPlaintextAllowed() const {
  if (options_.credentials != nullptr || options_.plaintext_off_loopback ||
      IsLoopback(options_.listen)) {
    return absl::OkStatus();
  }
  if (!IsAddress(options_.listen)) {
    return absl::FailedPreconditionError(
        absl::StrCat("cannot listen on ", options_.listen, ": ",
                     WhyCannotListen(options_.listen)));
  }
  return absl::FailedPreconditionError(absl::StrCat(
      "will not listen on ", options_.listen,
      " in plaintext without allow_plaintext: it is not loopback, and anyone "
      "who reaches the port could use it; allow it if the network is trusted"));
}

absl::StatusOr<int> Server::Start() {
  if (const absl::Status allowed = CheckPlaintextAllowed(); !allowed.ok()) {
    return allowed;
  }
  gpr_set_log_function(LogForGrpc);
  LinkDescribedMessages();
  std::vector<std::string> names = NamesOf(services_);
  names.emplace_back(grpc::health::v1::Health::service_full_name());
  reflection_ = MakeReflectionServices(std::move(names));

  grpc::ServerBuilder builder;
  SetBounds(options_, builder);
  int port = 0;
  builder.AddListeningPort(options_.listen,
                           options_.credentials != nullptr
                               ? options_.credentials
                               : grpc::InsecureServerCredentials(),
                           &port);
  for (const ServedService& service : services_) {
    builder.RegisterService(service.service);
  }
  builder.RegisterService(&health_);
  for (const auto& service : reflection_) {
    builder.RegisterService(service.get());
  }
  server_ = builder.BuildAndStart();
  if (server_ == nullptr || port == 0) {
    server_ = nullptr;
    return absl::FailedPreconditionError(
        absl::StrCat("cannot listen on ", options_.listen, ": ",
                     WhyCannotListen(options_.listen)));
  }
  return port;
}

void Server::SetServing(const std::string& name, bool serving) {
  health_.SetServing(name, serving);
}

void Server::AddDrainHook(std::function<void()> hook) {
  drain_hooks_.push_back(std::move(hook));
}

void Server::Drain(absl::Duration grace) {
  if (server_ == nullptr) return;
  health_.Drain();
  for (const std::function<void()>& hook : drain_hooks_) hook();
  server_->Shutdown(std::chrono::system_clock::now() +
                    absl::ToChronoMilliseconds(std::min(grace, kGraceMax)));
  server_->Wait();
  server_ = nullptr;
}

}  // namespace comity::platform
