#include "cli/admin/commit.h"

#include <memory>

#include "absl/strings/str_cat.h"
#include "cli/admin/commit_words.h"
#include "cli/command/text_file.h"

#include "common/platform/random.h"
#include "common/platform/status_macros.h"

namespace comity::cli {
namespace {

struct Flags {
  std::string path;
  std::string message;
  bool dry_run = false;
};

absl::Status Run(const Flags& flags, Session& session) {
  registry::v1::CommitRequest request;
  const absl::Status read = ReadMessageFile(flags.path, request);
  if (!read.ok()) {
    session.Fail(read, kExitBadInput);
    return absl::OkStatus();
  }
  if (flags.dry_run) request.set_validate_only(true);
  if (!flags.message.empty()) request.set_message(flags.message);
  if (request.request_id().empty()) {
    // A lost reply may then be asked for again.
    request.set_request_id(absl::StrCat("commit-", platform::RandomHex(16)));
  }
  COMITY_ASSIGN_OR_RETURN(const auto response,
                          session.registry().Commit(request));
  if (session.json()) {
    session.PrintJson(response);
  } else {
    session.Print(DescribeCommit(request, response));
  }
  return absl::OkStatus();
}

}  // namespace

void AddCommit(CLI::App& app, Session& session) {
  auto* command = app.add_subcommand(
      "commit", "Makes the changes of a CommitRequest, all or none");
  auto flags = std::make_shared<Flags>();
  command
      ->add_option("file", flags->path,
                   "A comity.registry.v1.CommitRequest in protobuf's text "
                   "format or JSON; - is stdin")
      ->required();
  command->add_flag("--dry-run", flags->dry_run,
                    "Have it judged and store nothing");
  command->add_option("-m,--message", flags->message,
                      "What it is for, in place of the file's");
  command->footer(
      "Examples:\n"
      "  comity commit changes.textproto -m 'Serbia applied'\n"
      "  echo '{\"changes\":[{\"deleteRecord\":\"topics/x\"}]}' |\n"
      "    comity commit - --dry-run");
  OnRun(*command, session, [flags, &session] { return Run(*flags, session); });
}

std::string DescribeCommit(const registry::v1::CommitRequest& request,
                           const registry::v1::CommitResponse& response) {
  if (request.validate_only()) {
    return absl::StrCat("it would be revision ", response.revision(), "\n");
  }
  if (!response.changed()) {
    return absl::StrCat("nothing was changed; the newest revision is ",
                        response.revision(), "\n");
  }
  return absl::StrCat("revision ", response.revision(), ", ",
                      TimeInWords(response.commit_time()), " UTC\ntoken ",
                      response.token(), "\n");
}

}  // namespace comity::cli
