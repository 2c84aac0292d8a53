#include "cli/admin/watch.h"

#include <iostream>
#include <memory>
#include <optional>
#include <vector>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "cli/admin/commit_words.h"
#include "cli/admin/kind_flag.h"
#include "cli/client/call.h"
#include "cli/client/commit_joiner.h"
#include "cli/client/follow.h"
#include "cli/command/context_flags.h"
#include "cli/command/party_names.h"
#include "cli/command/words.h"

#include "common/platform/status_macros.h"

namespace comity::cli {
namespace {

using query::v1::WatchAnswerRequest;
using query::v1::WatchAnswerResponse;
using registry::v1::Commit;
using registry::v1::WatchResponse;

struct Flags {
  std::string member;
  std::string organization;
  std::optional<int64_t> after;
  KindFlag kinds;
  std::vector<std::string> prefixes;
  ContextFlags context;
};

absl::Status RunCommits(const Flags& flags, Session& session,
                        Interrupt& interrupt) {
  auto& stub = session.registry().stub();
  COMITY_ASSIGN_OR_RETURN(
      const auto head, Call(stub, &registry::v1::RegistryService::Stub::GetHead,
                            registry::v1::GetHeadRequest()));
  registry::v1::WatchRequest request;
  request.set_epoch(head.epoch());
  request.set_after_revision(flags.after.value_or(head.revision()));
  for (const auto kind : flags.kinds.kinds()) request.add_kinds(kind);
  for (const auto& prefix : flags.prefixes) request.add_name_prefixes(prefix);
  std::cerr << "watching after revision " << request.after_revision() << "\n";
  return WatchCommits(stub, request, interrupt, [&](const Commit& commit) {
    if (session.json()) {
      session.PrintJson(commit, /*compact=*/true);
    } else {
      session.Print(DescribeChanges(commit));
    }
    std::cout << std::flush;
  });
}

absl::Status RunAnswers(const Flags& flags, Session& session,
                        Interrupt& interrupt) {
  WatchAnswerRequest request;
  auto& question = *request.mutable_check_membership();
  COMITY_ASSIGN_OR_RETURN(*question.mutable_context(), flags.context.Context());
  COMITY_ASSIGN_OR_RETURN(
      *question.mutable_member(),
      ResolveMember(flags.member, question.context(), session));
  COMITY_ASSIGN_OR_RETURN(
      *question.mutable_organization(),
      ResolveOrganization(flags.organization, question.context(), session));
  return WatchAnswers(session.query(), request, interrupt,
                      [&](const WatchAnswerResponse& response) {
                        if (session.json()) {
                          session.PrintJson(response, /*compact=*/true);
                        } else {
                          session.Print(DescribeAnswer(response));
                        }
                        std::cout << std::flush;
                      });
}

absl::Status Run(const Flags& flags, Session& session) {
  // Before the first call, which starts threads.
  Interrupt interrupt;
  const StopOnSignal on_signal(interrupt);
  return flags.member.empty() ? RunCommits(flags, session, interrupt)
                              : RunAnswers(flags, session, interrupt);
}

std::string HeldInWords(const query::v1::HeldStatus& held) {
  return absl::StrCat(held.at_some_time() == query::v1::CERTAINTY_CERTAIN
                          ? "certainly "
                          : "possibly ",
                      StatusInWords(held.status()), " since ",
                      DateInWords(held.since().date()));
}

}  // namespace

void AddWatch(CLI::App& app, Session& session) {
  auto* command = app.add_subcommand(
      "watch", "Changes of the register, or of an answer, as they come");
  auto flags = std::make_shared<Flags>();
  auto* member = command->add_option("member", flags->member,
                                     "With an organization: watch that answer");
  auto* organization = command->add_option("organization", flags->organization,
                                           "nato or a name");
  member->needs(organization);
  command
      ->add_option("--after-revision", flags->after,
                   "From after this revision on; 0: from the first commit. "
                   "Else what comes from now on")
      ->check(CLI::NonNegativeNumber)
      ->excludes(member);
  flags->kinds.AddTo(*command);
  command
      ->add_option("--prefix", flags->prefixes,
                   "Only records whose names start so; several are possible")
      ->expected(1)
      ->take_all()
      ->excludes(member);
  flags->context.AddTo(*command);
  command->footer(
      "Ends with Ctrl-C.\n"
      "Examples:\n"
      "  comity watch --after-revision 0 --prefix organizations/sco/\n"
      "  comity watch SRB eu\n"
      "  comity watch --kind membership --json");
  OnRun(*command, session, [flags, &session] { return Run(*flags, session); });
}

absl::Status WatchCommits(registry::v1::RegistryService::Stub& stub,
                          registry::v1::WatchRequest request,
                          Interrupt& interrupt,
                          absl::FunctionRef<void(const Commit&)> take) {
  CommitJoiner joiner;
  return Follow<WatchResponse>(
      interrupt,
      [&](grpc::ClientContext* context) {
        joiner.Reset();
        return stub.Watch(context, request);
      },
      [&](WatchResponse& response) {
        if (response.has_checkpoint()) {
          request.set_after_revision(response.checkpoint().revision());
          request.set_epoch(response.checkpoint().epoch());
          return absl::OkStatus();
        }
        const auto commit = joiner.Add(std::move(*response.mutable_part()));
        if (commit.has_value()) {
          take(*commit);
          request.set_after_revision(commit->revision());
        }
        return absl::OkStatus();
      });
}

absl::Status WatchAnswers(
    query::v1::QueryService::Stub& stub, const WatchAnswerRequest& request,
    Interrupt& interrupt,
    absl::FunctionRef<void(const WatchAnswerResponse&)> take) {
  std::string last;
  return Follow<WatchAnswerResponse>(
      interrupt,
      [&](grpc::ClientContext* context) {
        return stub.WatchAnswer(context, request);
      },
      [&](WatchAnswerResponse& response) {
        std::string answer =
            response.check_membership().answer().SerializeAsString();
        if (response.cause() != query::v1::ANSWER_CAUSE_INITIAL ||
            answer != last) {
          take(response);
        }
        last = std::move(answer);
        return absl::OkStatus();
      });
}

std::string DescribeChanges(const Commit& commit) {
  std::string out;
  for (const auto& change : commit.changes()) {
    absl::StrAppend(
        &out, commit.revision(), "  ", TimeInWords(commit.commit_time()), "  ",
        change.has_deletion() ? "deleted  " : "put      ", change.name(), "\n");
  }
  return out;
}

std::string DescribeAnswer(const WatchAnswerResponse& response) {
  const auto& answer = response.check_membership().answer();
  const auto& basis = response.check_membership().basis();
  std::string out = absl::StrCat(
      basis.date(), "  ",
      InWords(query::v1::Verdict_Name(answer.verdict()), "VERDICT_"));
  if (!answer.statuses().empty()) {
    absl::StrAppend(&out, ": ",
                    absl::StrJoin(answer.statuses(), ", ",
                                  [](std::string* text, const auto& held) {
                                    absl::StrAppend(text, HeldInWords(held));
                                  }));
  }
  if (response.cause() == query::v1::ANSWER_CAUSE_TOOK_EFFECT) {
    absl::StrAppend(&out, "; took effect");
  }
  if (response.cause() == query::v1::ANSWER_CAUSE_CORRECTED) {
    absl::StrAppend(&out, "; the register changed");
  }
  return absl::StrCat(out, ", revision ", basis.revision(), "\n");
}

}  // namespace comity::cli
