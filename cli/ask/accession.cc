#include "cli/ask/accession.h"

#include <memory>

#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "cli/ask/evidence.h"
#include "cli/ask/terms.h"
#include "cli/client/call.h"
#include "cli/command/context_flags.h"
#include "cli/command/party_names.h"
#include "cli/command/words.h"
#include "cli/term/table.h"

#include "common/platform/status_macros.h"

namespace comity::cli {
namespace {

using query::v1::AccessionAnswer;
using query::v1::AccessionStep;

struct Flags {
  std::string organization;
  std::string member;
  bool why = false;
  ContextFlags context;
};

absl::Status Run(Flags flags, Session& session) {
  // A state is never joined: the order of the two cannot be mistaken.
  if (absl::StartsWith(MemberName(flags.organization), "states/")) {
    flags.organization.swap(flags.member);
  }
  query::v1::GetAccessionRequest request;
  COMITY_ASSIGN_OR_RETURN(*request.mutable_context(), flags.context.Context());
  COMITY_ASSIGN_OR_RETURN(
      *request.mutable_organization(),
      ResolveOrganization(flags.organization, request.context(), session));
  COMITY_ASSIGN_OR_RETURN(
      *request.mutable_member(),
      ResolveMember(flags.member, request.context(), session));
  COMITY_ASSIGN_OR_RETURN(
      const auto response,
      Call(session.query(), &query::v1::QueryService::Stub::GetAccession,
           request));
  if (session.json()) {
    session.PrintJson(response);
  } else {
    session.Print(DescribeAccession(session.terminal(), flags.why, response));
  }
  return absl::OkStatus();
}

void AddStep(const AccessionStep& step, const Cell& taken, bool why,
             Table& table) {
  table.AddRow({EventInWords(step.what()), taken,
                DateInWords(step.event().date()), Words(step.status()),
                ShortIds(step.actors()),
                step.event().hypothetical() ? "what if" : "",
                Cell(why ? "" : CitationsText(step.event().citations()),
                     Style::kFaint)});
}

std::string StepTable(const Terminal& terminal, bool why,
                      const AccessionAnswer& answer) {
  Table table({"step", "taken", "date", "to become", "by", "note", "sources"});
  for (const auto& step : answer.steps()) {
    AddStep(step,
            step.taken() == query::v1::CERTAINTY_CERTAIN
                ? Cell("yes", Style::kGood)
                : Cell("possibly", Style::kCaution),
            why, table);
  }
  for (const auto& step : answer.later_steps()) {
    AddStep(step, Cell("later", Style::kFaint), why, table);
  }
  return table.empty() ? "" : absl::StrCat("\n", table.Render(terminal));
}

std::string StepEvidence(const Terminal& terminal,
                         const AccessionAnswer& answer) {
  std::string out;
  for (const auto* steps : {&answer.steps(), &answer.later_steps()}) {
    for (const auto& step : *steps) {
      absl::StrAppend(&out, EvidenceLine(terminal, 2, "", step.event()));
    }
  }
  return out.empty() ? "" : absl::StrCat("\n", out);
}

std::string PendingText(const AccessionAnswer& answer) {
  switch (answer.pending()) {
    case query::v1::VERDICT_YES:
      return "pending";
    case query::v1::VERDICT_POSSIBLY:
      return "possibly pending";
    case query::v1::VERDICT_UNKNOWN:
      return "unknown whether pending";
    default:
      return answer.steps_size() + answer.later_steps_size() == 0
                 ? "no step is on record"
                 : "not pending";
  }
}

}  // namespace

void AddAccession(CLI::App& app, Session& session) {
  auto flags = std::make_shared<Flags>();
  auto* command = app.add_subcommand(
      "accession", "How far is a state on its way into an organization?");
  command
      ->add_option("organization", flags->organization,
                   "nato, or a name in words")
      ->required();
  command
      ->add_option("member", flags->member,
                   "UKR, or a name in words; a code "
                   "may also stand first")
      ->required();
  command->add_flag("--why", flags->why, "Each step with who says so");
  flags->context.AddTo(*command);
  command->footer(
      "Examples:\n"
      "  comity accession sco IRN --date 2021-12-01\n"
      "  comity accession sco Belarus --why");
  OnRun(*command, session, [flags, &session] { return Run(*flags, session); });
}

std::string DescribeAccession(const Terminal& terminal, bool why,
                              const query::v1::GetAccessionResponse& response) {
  const auto& answer = response.answer();
  const std::string aim = Words(answer.status());
  std::string out = absl::StrCat(
      Paint(terminal, Style::kStrong,
            absl::StrCat(answer.member(), " into ", answer.organization())),
      " ", AskedText(response.basis()), ": ",
      Paint(terminal,
            answer.pending() == query::v1::VERDICT_NO
                ? Style::kPlain
                : StyleOf(answer.pending()),
            PendingText(answer)),
      answer.pending() == query::v1::VERDICT_NO || aim.empty()
          ? ""
          : absl::StrCat(", to become ", aim),
      "\nholds: ", StatusesText(answer.membership()), "\n",
      StepTable(terminal, why, answer),
      why ? StepEvidence(terminal, answer) : "");
  if (answer.outstanding_size() > 0) {
    absl::StrAppend(&out, "\noutstanding: ",
                    EventInWords(absl::StrJoin(answer.outstanding(), ", ")),
                    "\n");
  }
  if (answer.ratification_outstanding_size() > 0) {
    absl::StrAppend(&out, "no ratification told of: ",
                    ShortIds(answer.ratification_outstanding()), "\n");
  }
  absl::StrAppend(&out, "\n", RevisionLine(terminal, response.basis()));
  return out;
}

}  // namespace comity::cli
