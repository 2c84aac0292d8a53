#include "cli/ask/diff.h"

#include <memory>
#include <vector>

#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "cli/ask/evidence.h"
#include "cli/ask/pages.h"
#include "cli/ask/terms.h"
#include "cli/command/context_flags.h"
#include "cli/command/party_names.h"
#include "cli/command/words.h"
#include "cli/term/table.h"

#include "common/model/record_access.h"

namespace comity::cli {
namespace {

using query::v1::DiffMembershipsRequest;
using query::v1::DiffMembershipsResponse;
using query::v1::EventCorrection;
using query::v1::MembershipAnswer;

struct Flags {
  std::vector<std::string> words;
  bool as_member = false;
  bool why = false;
  int64_t from_revision = 0;
  int64_t to_revision = 0;
  int64_t limit = 0;
  ContextFlags context;
};

// The arguments are [NAME] [FROM TO]: how many there are tells which.
absl::Status ReadWords(const Flags& flags, Session& session,
                       DiffMembershipsRequest& request) {
  const auto& words = flags.words;
  if (words.size() >= 2) {
    request.set_from_date(words[words.size() - 2]);
    request.set_to_date(words[words.size() - 1]);
  }
  if (words.size() % 2 == 0) return absl::OkStatus();
  const bool member =
      flags.as_member || absl::StartsWith(MemberName(words[0]), "states/");
  if (member) {
    COMITY_ASSIGN_OR_RETURN(
        *request.mutable_member(),
        ResolveMember(words[0], request.context(), session));
    return absl::OkStatus();
  }
  COMITY_ASSIGN_OR_RETURN(
      *request.mutable_organization(),
      ResolveOrganization(words[0], request.context(), session));
  return absl::OkStatus();
}

absl::Status Run(const Flags& flags, Session& session) {
  if (flags.words.size() < 2 && flags.from_revision == 0) {
    session.Fail(absl::InvalidArgumentError(
                     "between what? Give two dates, or --from-revision"),
                 kExitUsage);
    return absl::OkStatus();
  }
  DiffMembershipsRequest request;
  COMITY_ASSIGN_OR_RETURN(*request.mutable_context(), flags.context.Context());
  COMITY_RETURN_IF_ERROR(ReadWords(flags, session, request));
  request.set_from_revision(flags.from_revision);
  request.set_to_revision(flags.to_revision);
  COMITY_ASSIGN_OR_RETURN(
      const auto response,
      AllPages(session.query(), &query::v1::QueryService::Stub::DiffMemberships,
               request, flags.limit, [](const auto& pages) {
                 return pages.took_effect_size() + pages.corrected_size();
               }));
  if (session.json()) {
    session.PrintJson(response);
  } else {
    session.Print(
        DescribeDiff(session.terminal(), request, flags.why, response));
  }
  return absl::OkStatus();
}

// "amended admitted 2001-06-14 to 2001-06-15, revision 5".
std::string CorrectionText(const EventCorrection& correction) {
  const auto date = [](const model::v1::Event& event) {
    return event.date().empty() ? "unknown" : event.date();
  };
  const auto& event =
      correction.has_after() ? correction.after() : correction.before();
  std::string out = absl::StrCat(
      Words(correction.kind()), " ", EventInWords(model::PayloadName(event)),
      " ", date(correction.has_before() ? correction.before() : event));
  if (correction.has_before() && correction.has_after() &&
      correction.before().date() != correction.after().date()) {
    absl::StrAppend(&out, " to ", date(correction.after()));
  }
  if (!model::IsAccepted(event)) {
    absl::StrAppend(&out, " (", Words(event.standing()), ")");
  }
  return absl::StrCat(out, ", revision ", correction.revision());
}

std::string EventsText(const query::v1::EffectiveChange& change) {
  return absl::StrJoin(
      change.events(), ", ",
      [](std::string* out, const auto& event) { *out += EventText(event); });
}

std::string EventsText(const query::v1::Correction& correction) {
  return absl::StrJoin(correction.events(), "; ",
                       [](std::string* out, const auto& event) {
                         *out += CorrectionText(event);
                       });
}

std::string EventLines(const Terminal& terminal,
                       const query::v1::EffectiveChange& change) {
  std::string out;
  for (const auto& event : change.events()) {
    absl::StrAppend(&out, EvidenceLine(terminal, 4, "", event));
  }
  return out;
}

std::string EventLines(const Terminal& terminal,
                       const query::v1::Correction& correction) {
  std::string out;
  for (const auto& event : correction.events()) {
    const auto& shown = event.has_after() ? event.after() : event.before();
    absl::StrAppend(&out, "    ", CorrectionText(event),
                    Paint(terminal, Style::kFaint,
                          absl::StrCat("  ", CitationsText(shown.citations()))),
                    "\n");
  }
  return out;
}

// Of what took effect or of corrections: both have a before and an after.
template <typename Entries>
std::string EntryTable(const Terminal& terminal,
                       const DiffMembershipsRequest& request,
                       const Entries& entries) {
  Table table({"organization", "member", "was", "is", "by"});
  for (const auto& entry : entries) {
    const MembershipAnswer& after = entry.after();
    table.AddRow(
        {request.organization().empty() ? ShortName(after.organization()) : "",
         request.member().empty() ? ShortName(after.member()) : "",
         StatusesText(entry.before()), StatusesText(after), EventsText(entry)});
  }
  return table.Render(terminal);
}

template <typename Entries>
std::string EntryBlocks(const Terminal& terminal, const Entries& entries) {
  std::string out;
  for (const auto& entry : entries) {
    const MembershipAnswer& after = entry.after();
    absl::StrAppend(&out,
                    Paint(terminal, Style::kStrong,
                          absl::StrCat(ShortName(after.member()), " in ",
                                       ShortName(after.organization()))),
                    "\n  was: ", StatusesText(entry.before()),
                    "\n  is:  ", StatusesText(after), "\n",
                    EventLines(terminal, entry));
  }
  return out;
}

template <typename Entries>
std::string DescribePart(const Terminal& terminal,
                         const DiffMembershipsRequest& request, bool why,
                         absl::string_view heading, const Entries& entries) {
  if (entries.empty()) return absl::StrCat(heading, ": nothing\n\n");
  return absl::StrCat(heading, ": ", Count(entries.size(), "membership"),
                      "\n\n",
                      why ? EntryBlocks(terminal, entries)
                          : EntryTable(terminal, request, entries),
                      "\n");
}

}  // namespace

void AddDiff(CLI::App& app, Session& session) {
  auto flags = std::make_shared<Flags>();
  auto* command = app.add_subcommand(
      "diff", "What changed between two dates, or between two revisions?");
  command
      ->add_option("what", flags->words,
                   "An organization or a state, if not all; then two dates, "
                   "of which the second counts")
      ->option_text("[NAME] [FROM TO]")
      ->expected(0, 3);
  command->add_flag("--as-member", flags->as_member,
                    "An organization's own memberships, not its members'");
  command
      ->add_option("--from-revision", flags->from_revision,
                   "What was corrected in the register after this revision")
      ->option_text("N")
      ->check(CLI::Range(int64_t{1}, kNumberMax));
  command
      ->add_option("--to-revision", flags->to_revision,
                   "and up to this one; the newest when left out")
      ->option_text("N")
      ->check(CLI::Range(int64_t{1}, kNumberMax))
      ->needs("--from-revision");
  command->add_flag("--why", flags->why, "Each event with who says so");
  AddLimit(*command, flags->limit);
  flags->context.AddTo(*command);
  command->footer(
      "Examples:\n"
      "  comity diff sco 2015-01-01 2018-01-01\n"
      "  comity diff IND 2000 2020 --why\n"
      "  comity diff sco --from-revision 2");
  OnRun(*command, session, [flags, &session] { return Run(*flags, session); });
}

std::string DescribeDiff(const Terminal& terminal,
                         const DiffMembershipsRequest& request, bool why,
                         const DiffMembershipsResponse& response) {
  const std::string subject =
      absl::StrCat(request.organization(), request.member(),
                   request.organization().empty() && request.member().empty()
                       ? "all memberships"
                       : "");
  std::string out =
      absl::StrCat(Paint(terminal, Style::kStrong, subject), "\n");
  if (!request.from_date().empty()) {
    absl::StrAppend(
        &out,
        DescribePart(terminal, request, why,
                     absl::StrCat("took effect after ", request.from_date(),
                                  " and by ", request.to_date()),
                     response.took_effect()));
  }
  if (request.from_revision() > 0) {
    const int64_t to = request.to_revision() > 0 ? request.to_revision()
                                                 : response.basis().revision();
    absl::StrAppend(
        &out, DescribePart(terminal, request, why,
                           absl::StrCat("corrected after revision ",
                                        request.from_revision(), " and by ", to,
                                        ", ", AskedText(response.basis())),
                           response.corrected()));
  }
  absl::StrAppend(&out, CutLine(terminal, response),
                  RevisionLine(terminal, response.basis()));
  return out;
}

}  // namespace comity::cli
