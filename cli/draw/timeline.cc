#include "cli/draw/timeline.h"

#include <algorithm>
#include <map>
#include <memory>
#include <set>
#include <string>
#include <utility>
#include <vector>

#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "cli/command/context_flags.h"
#include "cli/command/party_names.h"
#include "cli/draw/chart_flags.h"
#include "cli/draw/compared.h"
#include "cli/draw/event_list.h"
#include "cli/draw/gather.h"
#include "cli/draw/memberships.h"

#include "common/platform/status_macros.h"

namespace comity::cli {
namespace {

struct Flags {
  std::vector<std::string> names;
  bool memberships = false;
  ContextFlags context;
  ChartFlags chart;
};

bool IsOrganization(const std::string& name) {
  return absl::StartsWith(name, "organizations/");
}

// Whether it can be a member or have some; else it has events alone.
bool IsParty(const std::string& name) {
  return (IsOrganization(name) || absl::StartsWith(name, "states/")) &&
         std::count(name.begin(), name.end(), '/') == 1;
}

// One section of the chart: the memberships of a subject or in it.
struct Subject {
  std::string name;
  bool of_members = false;
  std::vector<MembershipStory> stories;
};

const std::string& OtherOf(const Subject& subject,
                           const MembershipStory& story) {
  return subject.of_members ? story.member : story.organization;
}

absl::StatusOr<std::vector<Subject>> Gather(
    const std::vector<std::string>& names, bool memberships,
    Gatherer& gatherer) {
  std::vector<Subject> subjects;
  for (const std::string& name : names) {
    Subject subject = {name, IsOrganization(name) && !memberships, {}};
    COMITY_ASSIGN_OR_RETURN(subject.stories,
                            gatherer.Stories(name, subject.of_members));
    subjects.push_back(std::move(subject));
  }
  return subjects;
}

std::string SubtitleOf(const std::vector<Subject>& subjects,
                       const Chart& chart) {
  const bool members =
      std::all_of(subjects.begin(), subjects.end(),
                  [](const Subject& subject) { return subject.of_members; });
  const auto first = chart.axis.first.ToCivil().year();
  const auto last = chart.axis.last.ToCivil().year();
  return absl::StrCat(members ? "Members and others with a status, "
                              : "Memberships in organisations, ",
                      first, first == last ? "" : absl::StrCat(" to ", last));
}

absl::StatusOr<Chart> ChartOf(const std::vector<Subject>& subjects,
                              const Flags& flags, Gatherer& gatherer) {
  std::set<std::string> records;
  for (const Subject& subject : subjects) {
    records.insert(subject.name);
    for (const MembershipStory& story : subject.stories) {
      records.insert(OtherOf(subject, story));
    }
  }
  COMITY_ASSIGN_OR_RETURN(auto names,
                          gatherer.NamesOfAll({records.begin(), records.end()},
                                              gatherer.today().ToString()));
  Chart chart;
  const bool strict =
      gatherer.context().certainty() == query::v1::CERTAINTY_MODE_STRICT;
  std::vector<std::string> titles;
  for (const Subject& subject : subjects) {
    ChartSection section;
    titles.push_back(names[subject.name].label);
    if (subjects.size() > 1) section.heading = titles.back();
    for (const MembershipStory& story : subject.stories) {
      const std::string& other = OtherOf(subject, story);
      const Names& called = names[other];
      section.rows.push_back({called.ForRow(),
                              absl::StrCat(called.label, "\n", other),
                              {LaneOf(story, "", strict)}});
    }
    chart.sections.push_back(std::move(section));
  }
  chart.title = TitleOf(titles, gatherer.context());
  chart.today = gatherer.today();
  chart.footer = FooterOf(gatherer.basis());
  flags.chart.Choose(chart);
  chart.subtitle = {SubtitleOf(subjects, chart)};
  const auto any = std::find_if(
      subjects.begin(), subjects.end(),
      [](const Subject& subject) { return !subject.stories.empty(); });
  if (any == subjects.end()) return chart;
  const MembershipStory& story = any->stories.front();
  COMITY_ASSIGN_OR_RETURN(
      const auto covered,
      gatherer.Covered(story.organization, story.member, chart.axis));
  if (covered.has_value()) HoldTo(*covered, chart);
  return chart;
}

absl::Status PrintEvents(const std::vector<std::string>& names,
                         const Flags& flags, Gatherer& gatherer,
                         Session& session) {
  for (const std::string& name : names) {
    COMITY_ASSIGN_OR_RETURN(const auto timeline,
                            gatherer.Timeline(name, flags.chart.Interval()));
    if (session.json()) {
      session.PrintJson(timeline);
      continue;
    }
    session.Print(
        ListEvents({timeline.entries().begin(), timeline.entries().end()},
                   session.terminal()));
  }
  return absl::OkStatus();
}

absl::Status Run(const Flags& flags, Session& session) {
  if (const auto status = flags.chart.Check(); !status.ok()) {
    session.Fail(status, kExitUsage);
    return absl::OkStatus();
  }
  COMITY_ASSIGN_OR_RETURN(auto context, flags.context.Context());
  // A name that somebody bore at any time will do.
  query::v1::ReadContext for_names = context;
  for_names.set_date(kAllTime);
  std::vector<std::string> names;
  for (const std::string& name : flags.names) {
    COMITY_ASSIGN_OR_RETURN(names.emplace_back(),
                            ResolveMember(name, for_names, session));
  }
  Gatherer gatherer(std::move(context), session);
  const bool drawable = std::all_of(names.begin(), names.end(), IsParty);
  if (session.json() || !drawable || !flags.chart.WantsChart(session)) {
    return PrintEvents(names, flags, gatherer, session);
  }
  COMITY_ASSIGN_OR_RETURN(const auto subjects,
                          Gather(names, flags.memberships, gatherer));
  COMITY_ASSIGN_OR_RETURN(Chart chart, ChartOf(subjects, flags, gatherer));
  return flags.chart.Draw(std::move(chart), session);
}

}  // namespace

void AddTimeline(CLI::App& app, Session& session) {
  auto* command = app.add_subcommand(
      "timeline", "Memberships over time: as bars, a picture, or events");
  auto flags = std::make_shared<Flags>();
  command
      ->add_option("name", flags->names,
                   "A state's memberships (HUN), an organisation's members "
                   "(eu); of any other record its events")
      ->required();
  command->add_flag("--memberships", flags->memberships,
                    "Of an organisation, those that it has in others itself");
  flags->chart.AddTo(*command);
  flags->context.AddTo(*command, ContextFlags::Date::kLeftOut);
  command->footer(
      "On a terminal it draws bars, elsewhere it lists events.\n"
      "Examples:\n"
      "  comity timeline HUN\n"
      "  comity timeline eu --from 1990 --svg eu.svg\n"
      "  comity timeline sco --only member,candidate --sort status\n"
      "  comity timeline topics/counter-terrorism --from 2001 --to 2013");
  OnRun(*command, session, [flags, &session] { return Run(*flags, session); });
}

}  // namespace comity::cli
