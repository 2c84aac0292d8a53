#include "cli/ask/resolve.h"

#include <iostream>
#include <memory>
#include <utility>
#include <vector>

#include "absl/strings/ascii.h"
#include "absl/strings/str_cat.h"
#include "cli/ask/evidence.h"
#include "cli/ask/resolve_sheet.h"
#include "cli/ask/terms.h"
#include "cli/client/call.h"
#include "cli/command/context_flags.h"
#include "cli/term/progress.h"
#include "cli/term/table.h"

#include "common/platform/error.h"
#include "common/platform/status_macros.h"

namespace comity::cli {
namespace {

using query::v1::ResolveNamesRequest;
using query::v1::ResolveNamesResponse;

struct Flags {
  std::vector<std::string> names;
  std::string column;
  std::string language;
  std::vector<std::string> kinds;
  std::string code_system;
  ContextFlags context;
};

absl::StatusOr<ResolveNamesRequest> RequestOf(const Flags& flags) {
  ResolveNamesRequest request;
  COMITY_ASSIGN_OR_RETURN(*request.mutable_context(), flags.context.Context());
  request.set_language(flags.language);
  for (const auto& kind : flags.kinds) {
    request.add_kinds(EnumOfWord<model::v1::RecordKind>(kind));
  }
  if (!flags.code_system.empty()) {
    request.set_code_system(
        EnumOfWord<model::v1::CodeSystem>(flags.code_system));
  }
  return request;
}

// All batches are answered at one revision: after the first, from its basis.
AskNames AskAll(ResolveNamesRequest request, Session& session) {
  auto shared = std::make_shared<ResolveNamesRequest>(std::move(request));
  return [shared, &session](const std::vector<std::string>& names)
             -> absl::StatusOr<ResolveNamesResponse> {
    *shared->mutable_names() = {names.begin(), names.end()};
    COMITY_ASSIGN_OR_RETURN(
        auto response,
        Call(session.query(), &query::v1::QueryService::Stub::ResolveNames,
             *shared));
    shared->clear_context();
    *shared->mutable_context()->mutable_basis() = response.basis();
    return response;
  };
}

std::vector<std::string> ReadLines(std::istream& input) {
  std::vector<std::string> lines;
  std::string line;
  while (std::getline(input, line)) {
    absl::StripAsciiWhitespace(&line);
    if (!line.empty()) lines.push_back(line);
  }
  return lines;
}

void RunSheet(const Flags& flags, const AskNames& ask, Session& session) {
  absl::StatusOr<ResolveCounts> counts;
  {
    Progress progress(session.error_terminal(), "rows", 0);
    counts =
        ResolveSheet(std::cin, std::cout, flags.column, ask, [&](int64_t rows) {
          if (!session.terminal().interactive) progress.Set(rows);
        });
  }
  std::cout << std::flush;
  if (counts.ok()) {
    std::cerr << CountsText(*counts) << "\n";
  } else if (absl::IsInvalidArgument(counts.status()) &&
             counts.status().GetPayload(platform::kErrorInfoUrl) ==
                 absl::nullopt) {
    session.Fail(counts.status(), kExitBadInput);
  } else {
    session.Fail(counts.status());
  }
}

absl::Status Run(const Flags& flags, Session& session) {
  COMITY_ASSIGN_OR_RETURN(auto request, RequestOf(flags));
  const AskNames ask = AskAll(std::move(request), session);
  if (!flags.column.empty() && session.json()) {
    session.Fail(absl::InvalidArgumentError(
                     "--column writes the table again, and not JSON"),
                 kExitUsage);
    return absl::OkStatus();
  }
  if (!flags.column.empty()) {
    RunSheet(flags, ask, session);
    return absl::OkStatus();
  }
  COMITY_ASSIGN_OR_RETURN(
      const auto response,
      ResolveAll(flags.names.empty() ? ReadLines(std::cin) : flags.names, ask));
  if (session.json()) {
    session.PrintJson(response);
  } else {
    session.Print(DescribeResolved(session.terminal(), response));
  }
  return absl::OkStatus();
}

Style StyleOf(query::v1::ResolveOutcome outcome) {
  switch (outcome) {
    case query::v1::RESOLVE_OUTCOME_EXACT:
      return Style::kGood;
    case query::v1::RESOLVE_OUTCOME_NOT_FOUND:
      return Style::kBad;
    default:
      return Style::kCaution;
  }
}

}  // namespace

void AddResolve(CLI::App& app, Session& session) {
  auto flags = std::make_shared<Flags>();
  auto* command =
      app.add_subcommand("resolve", "Which records do names or codes mean?");
  auto* names = command->add_option(
      "names", flags->names,
      "Names or codes in any language; from stdin, one a line, when left out");
  command
      ->add_option("--column", flags->column,
                   "Read a CSV table from stdin and write it again with the "
                   "columns name, code and candidates added, for the names in "
                   "this column; what has candidates, or nothing in any of the "
                   "three, a person should look at")
      ->option_text("NAME")
      ->excludes(names);
  command
      ->add_option("--language", flags->language,
                   "Only labels of this language, such as fr or pt-BR")
      ->option_text("TAG");
  command
      ->add_option("--kind", flags->kinds,
                   "Only records of these kinds, such as institution; states "
                   "and organizations when left out")
      ->option_text("KIND,...")
      ->allow_extra_args(false)
      ->delimiter(',')
      ->check(CLI::IsMember(EnumWordList<model::v1::RecordKind>()));
  command
      ->add_option("--code-system", flags->code_system,
                   "The names are codes of this system: iso-alpha2, "
                   "iso-alpha3, iso-numeric, m49, cow, iso-alpha4")
      ->option_text("SYSTEM")
      ->check(CLI::IsMember(EnumWordList<model::v1::CodeSystem>()));
  flags->context.AddTo(*command);
  command->footer(
      "Examples:\n"
      "  comity resolve 'Viet Nam' Cote-d-Ivoire Swaziland --date 2015\n"
      "  comity resolve --column country <messy.csv >clean.csv");
  OnRun(*command, session, [flags, &session] { return Run(*flags, session); });
}

std::string DescribeResolved(const Terminal& terminal,
                             const ResolveNamesResponse& response) {
  Table table({"name", "outcome", "record", "candidates"});
  ResolveCounts counts;
  for (const auto& result : response.results()) {
    ++counts.outcomes[static_cast<size_t>(result.outcome())];
    table.AddRow({result.name(),
                  Cell(Words(result.outcome()), StyleOf(result.outcome())),
                  result.record(), CandidatesText(result)});
  }
  std::string out = table.Render(terminal);
  absl::StrAppend(&out, out.empty() ? "" : "\n", CountsText(counts));
  if (response.has_basis()) {
    absl::StrAppend(&out, ", ", AskedText(response.basis()), "\n",
                    RevisionLine(terminal, response.basis()));
  } else {
    absl::StrAppend(&out, "\n");
  }
  return out;
}

}  // namespace comity::cli
