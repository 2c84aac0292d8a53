#include "cli/ask/find.h"

#include <memory>
#include <vector>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "cli/ask/evidence.h"
#include "cli/ask/pages.h"
#include "cli/ask/paragraph.h"
#include "cli/ask/terms.h"
#include "cli/command/context_flags.h"
#include "cli/command/words.h"

namespace comity::cli {
namespace {

using query::v1::Verdict;

// Those that a set is told in, in this order.
constexpr std::pair<Verdict, const char*> kVerdicts[] = {
    {query::v1::VERDICT_YES, "certainly"},
    {query::v1::VERDICT_POSSIBLY, "possibly"},
    {query::v1::VERDICT_UNKNOWN, "unknown"}};

struct Flags {
  std::vector<std::string> words;
  bool why = false;
  int64_t limit = 0;
  ContextFlags context;
};

absl::Status Run(const Flags& flags, Session& session) {
  query::v1::FindMembersRequest request;
  COMITY_ASSIGN_OR_RETURN(*request.mutable_context(), flags.context.Context());
  request.set_expression(absl::StrJoin(flags.words, " "));
  request.set_explain(flags.why);
  COMITY_ASSIGN_OR_RETURN(
      const auto response,
      AllPages(session.query(), &query::v1::QueryService::Stub::FindMembers,
               request, flags.limit,
               [](const auto& pages) { return pages.members_size(); }));
  if (session.json()) {
    session.PrintJson(response);
  } else {
    session.Print(
        DescribeFound(session.terminal(), request.expression(), response));
  }
  return absl::OkStatus();
}

std::vector<std::string> NamesOf(
    Verdict verdict, const query::v1::FindMembersResponse& response) {
  std::vector<std::string> names;
  for (const auto& member : response.members()) {
    if (member.verdict() == verdict) {
      names.push_back(ShortName(member.member()));
    }
  }
  return names;
}

// "6 certainly, 1 possibly".
std::string CountVerdicts(const query::v1::FindMembersResponse& response) {
  std::vector<std::string> parts;
  for (const auto& [verdict, word] : kVerdicts) {
    const size_t count = NamesOf(verdict, response).size();
    if (count > 0) parts.push_back(absl::StrCat(count, " ", word));
  }
  return parts.empty() ? "nobody" : absl::StrJoin(parts, ", ");
}

std::string DescribeAtom(const Terminal& terminal,
                         const query::v1::AtomAnswer& atom) {
  std::string out = absl::StrCat(
      "  ", Paint(terminal, StyleOf(atom.verdict()), Words(atom.verdict())),
      ", ", atom.atom(), "\n");
  if (atom.has_membership()) {
    absl::StrAppend(&out, AnswerEvidence(terminal, 4, atom.membership()));
  }
  for (const auto& party : atom.parties()) {
    absl::StrAppend(&out, "    ", Words(party.state()), "\n");
    const auto& holding = party.holding();
    if (holding.has_since()) {
      absl::StrAppend(&out,
                      EvidenceLine(terminal, 6, "since:", holding.since()));
    }
    if (holding.has_until()) {
      absl::StrAppend(&out,
                      EvidenceLine(terminal, 6, "until:", holding.until()));
    }
  }
  return out;
}

bool Explained(const query::v1::FindMembersResponse& response) {
  return response.members_size() > 0 && response.members(0).atoms_size() > 0;
}

}  // namespace

void AddFind(CLI::App& app, Session& session) {
  auto flags = std::make_shared<Flags>();
  auto* command =
      app.add_subcommand("find", "Who is in a set, given as an expression?");
  command
      ->add_option("expression", flags->words,
                   "STATUS of ORGANIZATION, any of ORGANIZATION, party to "
                   "INSTRUMENT, signatory to INSTRUMENT, each with `on DATE` "
                   "if it has a date of its own; with and, or, not, ( )")
      ->required()
      ->option_text("EXPRESSION");
  command->add_flag("--why", flags->why,
                    "Each with how it stands to each part of the expression, "
                    "and who says so");
  AddLimit(*command, flags->limit);
  flags->context.AddTo(*command);
  command->footer(
      "Examples:\n"
      "  comity find 'member of nato and not member of eu'\n"
      "  comity find 'member of eu on 2015-06-01 and not member of eu'\n"
      "  comity find 'member of sco and not (member of cis or observer of "
      "eaeu)' --why");
  OnRun(*command, session, [flags, &session] { return Run(*flags, session); });
}

std::string DescribeFound(const Terminal& terminal,
                          const std::string& expression,
                          const query::v1::FindMembersResponse& response) {
  std::string out = absl::StrCat(Paint(terminal, Style::kStrong, expression),
                                 "\n", AskedText(response.basis()), ": ",
                                 CountVerdicts(response), "\n");
  if (Explained(response)) {
    for (const auto& member : response.members()) {
      absl::StrAppend(
          &out, "\n",
          Paint(terminal, Style::kStrong, ShortName(member.member())), ": ",
          Paint(terminal, StyleOf(member.verdict()), Words(member.verdict())),
          "\n");
      for (const auto& atom : member.atoms()) {
        absl::StrAppend(&out, DescribeAtom(terminal, atom));
      }
    }
  } else {
    for (const auto& [verdict, word] : kVerdicts) {
      const auto names = NamesOf(verdict, response);
      if (names.empty()) continue;
      absl::StrAppend(
          &out, "\n", word, "\n",
          Paragraph(terminal, "", StyleOf(verdict), absl::StrJoin(names, " ")));
    }
  }
  absl::StrAppend(&out, "\n", CutLine(terminal, response),
                  RevisionLine(terminal, response.basis()));
  return out;
}

}  // namespace comity::cli
