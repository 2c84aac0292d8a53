// What every command shares: where the services are, how to write, and how the
// command ends.
#ifndef COMITY_CLI_COMMAND_SESSION_H_
#define COMITY_CLI_COMMAND_SESSION_H_

#include <cstdint>
#include <functional>
#include <memory>
#include <string>

#include <CLI/CLI.hpp>

#include "absl/status/status.h"
#include "absl/strings/string_view.h"
#include "cli/client/exit_code.h"
#include "cli/client/registry_client.h"
#include "cli/term/terminal.h"
#include "google/protobuf/message.h"

#include "comity/query/v1/query_service.grpc.pb.h"

namespace comity::cli {

// The greatest revision or count that a flag takes.
inline constexpr int64_t kNumberMax = 1'000'000'000'000;

// Lives as long as the program; not thread-safe.
class Session {
 public:
  // Adds the flags that hold for all commands to `app`.
  void AddGlobalFlags(CLI::App& app);

  // Connected at first use. A service that cannot be reached ends the program
  // with kExitUnavailable and says so.
  query::v1::QueryService::Stub& query();
  RegistryClient& registry();

  const std::string& registry_target() const { return registry_target_; }

  // Of stdout; detected at first use.
  const Terminal& terminal();
  // Of stderr, where progress is drawn.
  const Terminal& error_terminal();

  // `--json`: print responses as JSON instead of telling a person.
  bool json() const { return json_; }

  // Writes to stdout.
  void Print(absl::string_view text);
  // Writes a message to stdout as JSON, a line if it is one of many
  // (`compact`), else indented. Field names are lowerCamelCase, enum values
  // names, 64-bit numbers strings: the mapping of proto3.
  void PrintJson(const google::protobuf::Message& message,
                 bool compact = false);

  // How the program will end; the last word counts.
  void set_exit_code(ExitCode code) { exit_code_ = code; }
  ExitCode exit_code() const { return exit_code_; }
  // Tells the error on stderr and has the program end with its code.
  void Fail(const absl::Status& status);
  void Fail(const absl::Status& status, ExitCode code);

 private:
  std::shared_ptr<grpc::Channel> Connect(const std::string& target,
                                         const char* service, const char* flag,
                                         const char* variable);

  std::string registry_target_ = "127.0.0.1:7400";
  std::string query_target_ = "127.0.0.1:7401";
  bool json_ = false;
  ColourChoice colour_ = ColourChoice::kAuto;
  std::unique_ptr<query::v1::QueryService::Stub> query_;
  std::unique_ptr<RegistryClient> registry_;
  std::unique_ptr<Terminal> terminal_;
  std::unique_ptr<Terminal> error_terminal_;
  ExitCode exit_code_ = kExitOk;
};

// Has `command` run `body` when it is the one chosen. An error is told and ends
// the program with ExitCodeOf.
void OnRun(CLI::App& command, Session& session,
           std::function<absl::Status()> body);

}  // namespace comity::cli

#endif  // COMITY_CLI_COMMAND_SESSION_H_
