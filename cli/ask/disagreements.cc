#include "cli/ask/disagreements.h"

#include <map>
#include <memory>

#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "cli/ask/evidence.h"
#include "cli/ask/pages.h"
#include "cli/ask/terms.h"
#include "cli/command/context_flags.h"
#include "cli/command/party_names.h"
#include "cli/term/table.h"

namespace comity::cli {
namespace {

using query::v1::Claim;
using query::v1::Disagreement;

struct Flags {
  std::string subject;
  std::string date;
  int64_t limit = 0;
  ContextFlags context;
};

absl::Status Run(const Flags& flags, Session& session) {
  query::v1::ListDisagreementsRequest request;
  COMITY_ASSIGN_OR_RETURN(*request.mutable_context(), flags.context.Context());
  request.set_date(flags.date);
  request.set_subject(flags.subject);
  // A record of any kind may be named whole; in words, a state or organization.
  if (!flags.subject.empty() && !absl::StrContains(flags.subject, '/')) {
    COMITY_ASSIGN_OR_RETURN(
        *request.mutable_subject(),
        ResolveMember(flags.subject, request.context(), session));
  }
  COMITY_ASSIGN_OR_RETURN(
      const auto response,
      AllPages(session.query(),
               &query::v1::QueryService::Stub::ListDisagreements, request,
               flags.limit,
               [](const auto& pages) { return pages.disagreements_size(); }));
  if (session.json()) {
    session.PrintJson(response);
  } else {
    session.Print(
        DescribeDisagreements(session.terminal(), request.subject(), response));
  }
  return absl::OkStatus();
}

// "2007-08-16 to 2013-12-31", "until 2013-12-31", "2001-06-15".
std::string DaysText(const Disagreement& disagreement) {
  const auto& first = disagreement.first_day();
  const auto& last = disagreement.last_day();
  if (first.empty() && last.empty()) return "at any time";
  if (first.empty()) return absl::StrCat("until ", last);
  if (last.empty()) return absl::StrCat("from ", first);
  return first == last ? first : absl::StrCat(first, " to ", last);
}

std::string AboutText(const Disagreement& disagreement) {
  switch (disagreement.kind()) {
    case query::v1::DISAGREEMENT_KIND_DATE:
      return absl::StrCat("the date of \"", EventInWords(disagreement.what()),
                          "\"");
    case query::v1::DISAGREEMENT_KIND_EVENT:
      return absl::StrCat("whether \"", EventInWords(disagreement.what()),
                          "\" happened");
    default:
      return "the status";
  }
}

std::string ClaimText(const Disagreement& disagreement, const Claim& claim) {
  const std::string event = claim.has_event() ? EventText(claim.event()) : "";
  if (disagreement.kind() != query::v1::DISAGREEMENT_KIND_STATUS) return event;
  const std::string status = Words(claim.status());
  return absl::StrCat(status.empty() ? "none" : status,
                      event.empty() ? "" : ", ", event);
}

std::string Describe(const Terminal& terminal,
                     const Disagreement& disagreement) {
  std::string out =
      absl::StrCat(Paint(terminal, Style::kStrong, disagreement.record()), ": ",
                   AboutText(disagreement), ", ", DaysText(disagreement), "\n");
  Table table({"", "", ""});
  for (const auto& claim : disagreement.claims()) {
    table.AddRow(
        {absl::StrCat("  ", ClaimText(disagreement, claim)),
         claim.sources().empty()
             ? ""
             : absl::StrCat("says ", ShortIds(claim.sources())),
         claim.disputed_by().empty()
             ? Cell("")
             : Cell(absl::StrCat("disputed by ", ShortIds(claim.disputed_by())),
                    Style::kCaution)});
  }
  return absl::StrCat(out, table.Render(terminal));
}

// "1 about a date, 3 about a status".
std::string CountKinds(const query::v1::ListDisagreementsResponse& response) {
  std::map<query::v1::DisagreementKind, int> counts;
  for (const auto& disagreement : response.disagreements()) {
    ++counts[disagreement.kind()];
  }
  return absl::StrJoin(counts, ", ", [](std::string* out, const auto& entry) {
    absl::StrAppend(out, entry.second,
                    entry.first == query::v1::DISAGREEMENT_KIND_EVENT
                        ? " about an "
                        : " about a ",
                    Words(entry.first));
  });
}

}  // namespace

void AddDisagreements(CLI::App& app, Session& session) {
  auto flags = std::make_shared<Flags>();
  auto* command = app.add_subcommand("disagreements", "Where do sources part?");
  command->add_option("subject", flags->subject,
                      "sco, IND, a name in words, or any record's whole name; "
                      "all when left out");
  command
      ->add_option("--date,--on", flags->date,
                   "Only what is disputed about this day or part of time")
      ->option_text("DATE");
  AddLimit(*command, flags->limit);
  flags->context.AddTo(*command, ContextFlags::Date::kLeftOut);
  command->footer(
      "Examples:\n"
      "  comity disagreements sco\n"
      "  comity disagreements instruments/sco-good-neighbourliness-treaty "
      "--date 2010");
  OnRun(*command, session, [flags, &session] { return Run(*flags, session); });
}

std::string DescribeDisagreements(
    const Terminal& terminal, const std::string& subject,
    const query::v1::ListDisagreementsResponse& response) {
  std::string out = absl::StrCat(
      Paint(terminal, Style::kStrong,
            subject.empty() ? "the whole register" : subject),
      ": ",
      response.disagreements().empty()
          ? "no disagreement"
          : absl::StrCat(Count(response.disagreements_size(), "disagreement"),
                         ": ", CountKinds(response)),
      "\n\n");
  for (const auto& disagreement : response.disagreements()) {
    absl::StrAppend(&out, Describe(terminal, disagreement), "\n");
  }
  absl::StrAppend(&out, CutLine(terminal, response),
                  RevisionLine(terminal, response.basis()));
  return out;
}

}  // namespace comity::cli
