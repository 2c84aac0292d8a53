#include "cli/ask/check.h"

#include <memory>

#include "absl/strings/str_cat.h"
#include "cli/client/call.h"
#include "cli/command/context_flags.h"
#include "cli/command/party_names.h"
#include "cli/command/words.h"

#include "common/platform/status_macros.h"

namespace comity::cli {
namespace {

void DescribeEvent(const query::v1::EventBasis& event, absl::string_view word,
                   std::string& out) {
  absl::StrAppend(&out, "  ", word, " ", DateInWords(event.date()), " (",
                  event.what(), ")");
  for (const auto& citation : event.citations()) {
    absl::StrAppend(&out, "\n    ",
                    citation.stance() == model::v1::STANCE_DISPUTES
                        ? "disputed by "
                        : "says ",
                    citation.source(), citation.locator().empty() ? "" : ", ",
                    citation.locator());
  }
  absl::StrAppend(&out, "\n");
}

struct Flags {
  std::string member;
  std::string organization;
  bool exit_code = false;
  ContextFlags context;
};

ExitCode ExitCodeOfVerdict(query::v1::Verdict verdict) {
  switch (verdict) {
    case query::v1::VERDICT_YES:
      return kExitOk;
    case query::v1::VERDICT_NO:
      return kExitNo;
    default:
      return kExitUncertain;
  }
}

absl::Status Run(const Flags& flags, Session& session) {
  query::v1::CheckMembershipRequest request;
  COMITY_ASSIGN_OR_RETURN(*request.mutable_context(), flags.context.Context());
  COMITY_ASSIGN_OR_RETURN(
      *request.mutable_member(),
      ResolveMember(flags.member, request.context(), session));
  COMITY_ASSIGN_OR_RETURN(
      *request.mutable_organization(),
      ResolveOrganization(flags.organization, request.context(), session));
  COMITY_ASSIGN_OR_RETURN(
      const auto response,
      Call(session.query(), &query::v1::QueryService::Stub::CheckMembership,
           request));
  if (session.json()) {
    session.PrintJson(response);
  } else {
    session.Print(DescribeCheck(response));
  }
  if (flags.exit_code) {
    session.set_exit_code(ExitCodeOfVerdict(response.answer().verdict()));
  }
  return absl::OkStatus();
}

}  // namespace

void AddCheck(CLI::App& app, Session& session) {
  auto* command =
      app.add_subcommand("check", "Was X in Y, in which status, who says so?");
  auto flags = std::make_shared<Flags>();
  command->add_option("member", flags->member, "GBR, eu or a name in words")
      ->required();
  command->add_option("organization", flags->organization, "nato or a name")
      ->required();
  command->add_flag("--exit-code", flags->exit_code,
                    "End with 0 for yes, 1 for no, 2 for possible or unknown");
  flags->context.AddTo(*command);
  command->footer(
      "Examples:\n"
      "  comity check GBR eu --date 2015-06-01\n"
      "  comity check IND sco --by russia-in-sco --date 2010\n"
      "  comity check --exit-code 'United Kingdom' eu && echo still in");
  OnRun(*command, session, [flags, &session] { return Run(*flags, session); });
}

std::string DescribeCheck(const query::v1::CheckMembershipResponse& response) {
  const auto& answer = response.answer();
  const auto& basis = response.basis();
  std::string out = absl::StrCat(
      InWords(query::v1::Verdict_Name(answer.verdict()), "VERDICT_"), ": ",
      answer.member(), " in ", answer.organization(), " on ", basis.date());
  if (answer.verdict() == query::v1::VERDICT_UNKNOWN) {
    absl::StrAppend(
        &out, ", ",
        InWords(query::v1::UnknownReason_Name(answer.unknown_reason()),
                "UNKNOWN_REASON_"));
  }
  absl::StrAppend(&out, "\n");
  for (const auto& held : answer.statuses()) {
    absl::StrAppend(
        &out,
        held.at_some_time() == query::v1::CERTAINTY_CERTAIN ? "certainly "
                                                            : "possibly ",
        StatusInWords(held.status()),
        held.title().empty() ? "" : absl::StrCat(" (", held.title(), ")"),
        held.approximate() ? ", by approximate dates" : "", "\n");
    DescribeEvent(held.since(), "since", out);
    if (held.has_until()) DescribeEvent(held.until(), "until", out);
  }
  if (answer.has_none_since()) {
    DescribeEvent(answer.none_since(), "no longer since", out);
  }
  absl::StrAppend(&out, "revision ", basis.revision(), "\n");
  return out;
}

}  // namespace comity::cli
