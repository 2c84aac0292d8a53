#include "cli/command/session.h"

#include <chrono>
#include <cstdlib>
#include <iostream>
#include <map>
#include <unistd.h>
#include <utility>

#include "absl/strings/str_cat.h"
#include "cli/client/print_error.h"
#include "google/protobuf/util/json_util.h"

namespace comity::cli {
namespace {

// A server that is just starting is waited for so long.
constexpr std::chrono::seconds kConnectTime{5};

}  // namespace

void Session::AddGlobalFlags(CLI::App& app) {
  app.add_option("--registry", registry_target_, "The registry, HOST:PORT")
      ->envname("COMITY_REGISTRY")
      ->capture_default_str();
  app.add_option("--query", query_target_, "The query service, HOST:PORT")
      ->envname("COMITY_QUERY")
      ->capture_default_str();
  app.add_flag("--json", json_, "Whole answers as JSON, for pipes");
  app.add_option("--color,--colour", colour_, "auto, always or never")
      ->transform(CLI::CheckedTransformer(
          std::map<std::string, ColourChoice>{{"auto", ColourChoice::kAuto},
                                              {"always", ColourChoice::kAlways},
                                              {"never", ColourChoice::kNever}}))
      ->option_text("WHEN");
  app.fallthrough();
}

std::shared_ptr<grpc::Channel> Session::Connect(const std::string& target,
                                                const char* service,
                                                const char* flag,
                                                const char* variable) {
  auto channel = OpenChannel(target);
  if (channel->WaitForConnected(std::chrono::system_clock::now() +
                                kConnectTime)) {
    return channel;
  }
  Fail(absl::UnavailableError(absl::StrCat("the ", service, " at ", target,
                                           " cannot be reached; ", flag, " or ",
                                           variable, " says where it is")));
  // Nothing that a command does can go on from here.
  std::exit(exit_code_);
}

query::v1::QueryService::Stub& Session::query() {
  if (query_ == nullptr) {
    query_ = query::v1::QueryService::NewStub(
        Connect(query_target_, "query service", "--query", "COMITY_QUERY"));
  }
  return *query_;
}

RegistryClient& Session::registry() {
  if (registry_ == nullptr) {
    registry_ = std::make_unique<RegistryClient>(
        Connect(registry_target_, "registry", "--registry", "COMITY_REGISTRY"));
  }
  return *registry_;
}

const Terminal& Session::terminal() {
  if (terminal_ == nullptr) {
    terminal_ =
        std::make_unique<Terminal>(DetectTerminal(STDOUT_FILENO, colour_));
  }
  return *terminal_;
}

const Terminal& Session::error_terminal() {
  if (error_terminal_ == nullptr) {
    error_terminal_ =
        std::make_unique<Terminal>(DetectTerminal(STDERR_FILENO, colour_));
  }
  return *error_terminal_;
}

void Session::Print(absl::string_view text) { std::cout << text; }

void Session::PrintJson(const google::protobuf::Message& message,
                        bool compact) {
  google::protobuf::util::JsonPrintOptions options;
  options.add_whitespace = !compact;
  std::string text;
  const auto status =
      google::protobuf::util::MessageToJsonString(message, &text, options);
  if (!status.ok()) {
    Fail(absl::InternalError(status.ToString()));
    return;
  }
  std::cout << text;
  if (compact) std::cout << "\n";
}

void Session::Fail(const absl::Status& status) {
  Fail(status, ExitCodeOf(status));
}

void Session::Fail(const absl::Status& status, ExitCode code) {
  std::cout << std::flush;
  PrintError(status);
  exit_code_ = code;
}

void OnRun(CLI::App& command, Session& session,
           std::function<absl::Status()> body) {
  command.callback([&session, body = std::move(body)] {
    const absl::Status status = body();
    if (!status.ok()) session.Fail(status);
  });
}

}  // namespace comity::cli
