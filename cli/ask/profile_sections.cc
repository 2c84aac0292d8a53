#include "cli/ask/profile_sections.h"

#include <algorithm>
#include <set>
#include <vector>

#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "cli/ask/evidence.h"
#include "cli/ask/paragraph.h"
#include "cli/ask/terms.h"
#include "cli/command/words.h"
#include "cli/term/table.h"

namespace comity::cli {
namespace {

using query::v1::Holding;

// More languages than this are counted, not named.
constexpr size_t kLanguagesMax = 5;

Cell VerdictCell(query::v1::Verdict verdict) {
  return {Words(verdict), StyleOf(verdict)};
}

std::string HeldWord(const Holding& holding, absl::string_view text) {
  return HoldingText(holding.at_some_time(), holding.throughout(), text);
}

// The same where "for a part" would say nothing that the dates do not.
std::string MaybeWord(const Holding& holding, absl::string_view text) {
  return absl::StrCat(
      holding.at_some_time() == query::v1::CERTAINTY_CERTAIN ? "" : "possibly ",
      text);
}

std::string Since(const Holding& holding) {
  return DateInWords(holding.has_since(), holding.since());
}

std::string Until(const Holding& holding) {
  return DateInWords(holding.has_until(), holding.until());
}

template <typename Rows>
std::string TableSection(const Terminal& terminal, absl::string_view heading,
                         const Rows& rows, const Table& table) {
  return Section(terminal, heading, absl::StrCat(rows.size()),
                 table.Render(terminal));
}

std::string ProposersOf(const query::v1::ProposalDescription& proposal) {
  for (const auto& act : proposal.acts()) {
    if (act.what() == "proposed") return ShortIds(act.actors());
  }
  return "";
}

}  // namespace

std::string Section(const Terminal& terminal, absl::string_view heading,
                    absl::string_view count, absl::string_view body) {
  if (body.empty()) return "";
  return absl::StrCat("\n", Paint(terminal, Style::kStrong, heading), ": ",
                      count, "\n", body);
}

std::string TitleLines(const Terminal& terminal, const std::string& name,
                       const List<query::v1::LabelInUse>& labels) {
  const std::string title = LabelText(labels);
  std::vector<std::string> others;
  std::set<std::string> languages;
  int foreign = 0;
  for (const auto& in_use : labels) {
    const auto& label = in_use.label();
    if (label.text() == title) continue;
    if (absl::StartsWith(label.language(), "en") || label.language() == "und") {
      others.push_back(HoldingText(in_use.at_some_time(), in_use.throughout(),
                                   label.text()));
    } else {
      ++foreign;
      languages.insert(label.language());
    }
  }
  if (foreign > 0) {
    others.push_back(absl::StrCat(foreign, " in ",
                                  languages.size() > kLanguagesMax
                                      ? Count(languages.size(), "language")
                                      : absl::StrJoin(languages, ", ")));
  }
  return absl::StrCat(
      Paint(terminal, Style::kStrong, title.empty() ? name : title),
      title.empty() ? "" : absl::StrCat("  ", name), "\n",
      Paragraph(terminal, "also: ", Style::kPlain,
                absl::StrJoin(others, "; ")));
}

std::string ExistenceLine(const Terminal& terminal,
                          const query::v1::Existence& existence) {
  std::vector<std::string> parts = {
      Paint(terminal, StyleOf(existence.verdict()),
            existence.verdict() == query::v1::VERDICT_UNKNOWN
                ? "unknown, no event says"
                : Words(existence.verdict()))};
  if (existence.has_since()) {
    parts.push_back(EventText(existence.since()));
  }
  if (existence.has_until()) {
    parts.push_back(EventText(existence.until()));
  }
  if (existence.predecessors_size() > 0) {
    parts.push_back(
        absl::StrCat("successor of ", ShortIds(existence.predecessors())));
  }
  if (existence.successors_size() > 0) {
    parts.push_back(
        absl::StrCat("succeeded by ", ShortIds(existence.successors())));
  }
  return absl::StrCat("exists: ", absl::StrJoin(parts, "; "), "\n");
}

std::string SeatText(const query::v1::Seat& seat) {
  return HeldWord(
      seat.holding(),
      seat.state().empty()
          ? seat.city()
          : absl::StrCat(seat.city(), " (", ShortId(seat.state()), ")"));
}

std::string MembershipSection(const Terminal& terminal,
                              absl::string_view heading, RowsBy by,
                              const MembershipAnswers& answers) {
  return Section(terminal, heading, CountStatuses(by, answers),
                 MembershipTable(terminal, by, answers));
}

std::string AccessionSection(const Terminal& terminal, RowsBy by,
                             const List<query::v1::AccessionAnswer>& pending) {
  Table table({by == RowsBy::kMember ? "member" : "organization", "to become",
               "pending", "last step", "date"});
  for (const auto& answer : pending) {
    const bool any = answer.steps_size() > 0;
    const auto& last = any ? answer.steps(answer.steps_size() - 1)
                           : query::v1::AccessionStep::default_instance();
    table.AddRow({ShortId(by == RowsBy::kMember ? answer.member()
                                                : answer.organization()),
                  Words(answer.status()), VerdictCell(answer.pending()),
                  EventInWords(last.what()),
                  any ? DateInWords(last.event().date()) : ""});
  }
  return TableSection(terminal, "on the way in", pending, table);
}

std::string InstitutionSection(
    const Terminal& terminal,
    const List<query::v1::InstitutionDescription>& institutions) {
  Table table({"institution", "type", "exists", "since", "seat", "name"});
  for (const auto& institution : institutions) {
    const bool opened = institution.has_opened();
    table.AddRow(
        {LabelText(institution.labels()), Words(institution.type()),
         VerdictCell(institution.existence()),
         DateInWords(opened || institution.has_established(),
                     opened ? institution.opened() : institution.established()),
         absl::StrJoin(institution.seats(), ", ",
                       [](std::string* out, const auto& seat) {
                         *out += SeatText(seat);
                       }),
         Cell(institution.institution(), Style::kFaint)});
  }
  return TableSection(terminal, "institutions", institutions, table);
}

std::string MandateSection(const Terminal& terminal,
                           const List<query::v1::Mandate>& mandates) {
  Table table({"topic", "mandate", "since", "until", "proposed by"});
  for (const auto& mandate : mandates) {
    table.AddRow({ShortId(mandate.topic()),
                  HeldWord(mandate.holding(), Words(mandate.state())),
                  Since(mandate.holding()), Until(mandate.holding()),
                  ShortIds(mandate.proposers())});
  }
  return TableSection(terminal, "mandates", mandates, table);
}

std::string OfficeSection(
    const Terminal& terminal,
    const List<query::v1::OfficeHolderDescription>& holders) {
  Table table({"office", "holder", "since", "until"});
  for (const auto& holder : holders) {
    const std::string state = ShortId(holder.state());
    const std::string who =
        holder.person().empty() ? state
        : state.empty()         ? holder.person()
                        : absl::StrCat(holder.person(), " (", state, ")");
    table.AddRow({LabelText(holder.office_labels()),
                  HeldWord(holder.holding(), who), Since(holder.holding()),
                  Until(holder.holding())});
  }
  return TableSection(terminal, "offices", holders, table);
}

std::string PartySection(const Terminal& terminal,
                         const List<query::v1::PartyDescription>& parties) {
  Table table({"instrument", "as", "by", "since", "until"});
  for (const auto& party : parties) {
    table.AddRow({ShortId(party.instrument()),
                  HeldWord(party.holding(), Words(party.state())),
                  Words(party.form()), Since(party.holding()),
                  Until(party.holding())});
  }
  return TableSection(terminal, "instruments", parties, table);
}

std::string InstrumentSection(
    const Terminal& terminal,
    const List<query::v1::InstrumentDescription>& instruments) {
  Table table({"instrument", "in force", "adopted", "entered into force",
               "terminated"});
  for (const auto& instrument : instruments) {
    table.AddRow(
        {LabelText(instrument.labels()), VerdictCell(instrument.in_force()),
         DateInWords(instrument.has_adopted(), instrument.adopted()),
         DateInWords(instrument.has_entered_into_force(),
                     instrument.entered_into_force()),
         DateInWords(instrument.has_terminated(), instrument.terminated())});
  }
  return TableSection(terminal, "instruments", instruments, table);
}

std::string ProposalSection(
    const Terminal& terminal,
    const List<query::v1::ProposalDescription>& proposals) {
  Table table({"proposal", "state", "since", "by", "to", "about"});
  for (const auto& proposal : proposals) {
    const auto& standings = proposal.standings();
    table.AddRow({LabelText(proposal.labels()),
                  absl::StrJoin(standings, ", ",
                                [](std::string* out, const auto& standing) {
                                  *out += HeldWord(standing.holding(),
                                                   Words(standing.state()));
                                }),
                  standings.empty() ? "" : Since(standings.rbegin()->holding()),
                  ProposersOf(proposal), ShortId(proposal.addressee()),
                  ShortIds(proposal.subjects())});
  }
  return TableSection(terminal, "proposals", proposals, table);
}

std::string PositionSection(
    const Terminal& terminal,
    const List<query::v1::PositionDescription>& positions) {
  std::string body;
  for (const auto& position : positions) {
    const std::string summary =
        position.summary().empty() ? "" : position.summary(0).text();
    absl::StrAppend(
        &body,
        Paragraph(
            terminal, "  ", Style::kPlain,
            absl::StrCat(MaybeWord(position.holding(),
                                   absl::StrCat(ShortIds(position.holders()),
                                                " ", Words(position.stance()))),
                         ": ", summary)),
        Paragraph(terminal, "    ", Style::kFaint,
                  absl::StrCat("about ", ShortIds(position.targets()), "; ",
                               SpanText(position.holding()), "; ",
                               CitationsText(position.citations()))));
  }
  return Section(terminal, "positions", absl::StrCat(positions.size()), body);
}

std::string SourceSection(const Terminal& terminal, bool all,
                          const List<query::v1::CitedSource>& sources) {
  if (!all) {
    return sources.empty() ? ""
                           : absl::StrCat("\nsources: ", sources.size(),
                                          ", which --sources lists\n");
  }
  Table table({"source", "kind", "published", "title"});
  for (const auto& cited : sources) {
    const auto& source = cited.source();
    table.AddRow({ShortId(cited.name()), Words(source.kind()),
                  source.published(), source.title()});
  }
  return TableSection(terminal, "sources", sources, table);
}

}  // namespace comity::cli
