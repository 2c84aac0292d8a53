#include "cli/admin/health.h"

#include <algorithm>
#include <memory>

#include "absl/strings/str_cat.h"
#include "absl/time/clock.h"
#include "cli/client/registry_client.h"
#include "grpc/health/v1/health.grpc.pb.h"
#include "grpcpp/client_context.h"

namespace comity::cli {
namespace {

// Between two questions to a server that is up and not serving yet.
constexpr absl::Duration kPause = absl::Milliseconds(50);

struct Flags {
  std::string target;
  std::string service;
  double wait_s = 0;
};

}  // namespace

void AddHealth(CLI::App& app, Session& session) {
  auto* command =
      app.add_subcommand("health", "Ends with 0 if a server serves");
  auto flags = std::make_shared<Flags>();
  command->add_option("target", flags->target, "HOST:PORT")->required();
  command->add_option("--service", flags->service, "One service by its name");
  command->add_option("--wait", flags->wait_s, "Seconds to wait for it");
  command->footer(
      "Examples:\n"
      "  comity health 127.0.0.1:7401 --wait 20\n"
      "  comity health 127.0.0.1:7400 --service "
      "comity.registry.v1.RegistryService");
  OnRun(*command, session, [flags] {
    return WaitUntilServing(flags->target, flags->service,
                            absl::Seconds(flags->wait_s));
  });
}

absl::Status WaitUntilServing(const std::string& target,
                              const std::string& service, absl::Duration wait) {
  const absl::Time deadline = absl::Now() + wait;
  const auto stub = grpc::health::v1::Health::NewStub(OpenChannel(target));
  std::string last = "it cannot be reached";
  do {
    grpc::ClientContext context;
    context.set_wait_for_ready(true);
    context.set_deadline(absl::ToChronoTime(
        std::max(deadline, absl::Now() + absl::Milliseconds(100))));
    grpc::health::v1::HealthCheckRequest request;
    request.set_service(service);
    grpc::health::v1::HealthCheckResponse response;
    const auto status = stub->Check(&context, request, &response);
    if (status.ok()) {
      if (response.status() == grpc::health::v1::HealthCheckResponse::SERVING) {
        return absl::OkStatus();
      }
      last = grpc::health::v1::HealthCheckResponse::ServingStatus_Name(
          response.status());
    } else if (status.error_code() == grpc::StatusCode::NOT_FOUND) {
      return absl::NotFoundError(
          absl::StrCat(target, " knows no service '", service, "'"));
    }
    absl::SleepFor(kPause);
  } while (absl::Now() < deadline);
  return absl::UnavailableError(absl::StrCat(target, " is not serving after ",
                                             absl::FormatDuration(wait), ": ",
                                             last));
}

}  // namespace comity::cli
