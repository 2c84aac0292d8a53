#include "cli/draw/compare.h"

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
#include "cli/draw/gather.h"
#include "cli/draw/memberships.h"

#include "common/model/edtf.h"
#include "common/platform/status_macros.h"

namespace comity::cli {
namespace {

using query::v1::CompareOrganizationsResponse;

// More pairs than this are a table's business.
constexpr size_t kOverlapLines = 4;

struct Flags {
  std::vector<std::string> names;
  bool memberships = false;
  ContextFlags context;
  ChartFlags chart;
};

// What is compared: organisations by their members, or members by their
// organisations.
struct Compared {
  std::vector<std::string> things;
  bool of_members = false;
  CompareOrganizationsResponse table;
  // Of each row, the membership in each of the things, where there is one.
  std::map<std::string, std::map<std::string, MembershipStory>> stories;
};

absl::StatusOr<Compared> Ask(std::vector<std::string> things, bool of_members,
                             const Flags& flags, Gatherer& gatherer) {
  Compared compared = {std::move(things), of_members, {}, {}};
  query::v1::CompareOrganizationsRequest request;
  for (const std::string& thing : compared.things) {
    of_members ? request.add_organizations(thing) : request.add_members(thing);
  }
  for (const auto status : flags.chart.only()) request.add_statuses(status);
  COMITY_ASSIGN_OR_RETURN(compared.table, gatherer.Compare(request));
  return compared;
}

absl::Status AddStories(Compared& compared, Gatherer& gatherer) {
  for (const std::string& thing : compared.things) {
    COMITY_ASSIGN_OR_RETURN(auto stories,
                            gatherer.Stories(thing, compared.of_members));
    for (MembershipStory& story : stories) {
      const std::string& row =
          compared.of_members ? story.member : story.organization;
      compared.stories[row].emplace(thing, std::move(story));
    }
  }
  return absl::OkStatus();
}

absl::StatusOr<std::map<std::string, Names>> AskNames(const Compared& compared,
                                                      Gatherer& gatherer) {
  std::set<std::string> records(compared.things.begin(), compared.things.end());
  for (const auto& row : compared.table.rows()) records.insert(row.name());
  for (const auto& [name, stories] : compared.stories) records.insert(name);
  return gatherer.NamesOfAll({records.begin(), records.end()},
                             compared.table.basis().date());
}

std::vector<std::string> BriefsOf(const Compared& compared,
                                  const std::map<std::string, Names>& names) {
  std::vector<std::string> briefs;
  for (const std::string& thing : compared.things) {
    briefs.push_back(names.at(thing).brief);
  }
  return briefs;
}

// Sections as the table has it, and one of the rows that are in none of the
// things on the date: former members, candidates.
std::vector<ChartSection> SectionsOf(const Compared& compared,
                                     const std::map<std::string, Names>& names,
                                     const std::vector<std::string>& briefs,
                                     bool strict) {
  std::vector<ComparedGroup> groups = GroupsOf(compared.table, briefs);
  std::set<std::string> grouped;
  for (const ComparedGroup& group : groups) {
    grouped.insert(group.names.begin(), group.names.end());
  }
  ComparedGroup rest = {
      absl::StrCat(compared.things.size() == 2 ? "In neither on "
                                               : "In none of them on ",
                   compared.table.basis().date()),
      {}};
  for (const auto& [name, stories] : compared.stories) {
    if (!grouped.contains(name)) rest.names.push_back(name);
  }
  groups.push_back(std::move(rest));
  std::vector<ChartSection> sections;
  for (const ComparedGroup& group : groups) {
    ChartSection section = {group.heading, {}};
    for (const std::string& name : group.names) {
      const Names& called = names.at(name);
      ChartRow row = {
          called.ForRow(), absl::StrCat(called.label, "\n", name), {}};
      const auto stories = compared.stories.find(name);
      for (size_t i = 0; i < compared.things.size(); ++i) {
        ChartLane lane;
        lane.tag = briefs[i];
        if (stories != compared.stories.end()) {
          const auto story = stories->second.find(compared.things[i]);
          if (story != stories->second.end()) {
            lane = LaneOf(story->second, briefs[i], strict);
          }
        }
        row.lanes.push_back(std::move(lane));
      }
      section.rows.push_back(std::move(row));
    }
    sections.push_back(std::move(section));
  }
  return sections;
}

absl::StatusOr<Chart> ChartOf(const Compared& compared, const Flags& flags,
                              Gatherer& gatherer) {
  COMITY_ASSIGN_OR_RETURN(const auto names, AskNames(compared, gatherer));
  const std::vector<std::string> briefs = BriefsOf(compared, names);
  Chart chart;
  std::vector<std::string> titles;
  for (const std::string& thing : compared.things) {
    titles.push_back(names.at(thing).label);
  }
  chart.title = TitleOf(titles, gatherer.context());
  chart.sections = SectionsOf(
      compared, names, briefs,
      gatherer.context().certainty() == query::v1::CERTAINTY_MODE_STRICT);
  chart.today = gatherer.today();
  const auto asked = model::Date::Parse(compared.table.basis().date());
  if (asked.ok() &&
      asked->bounds() != model::DayRange{gatherer.today(), gatherer.today()}) {
    chart.asked = asked->bounds();
  }
  chart.subtitle = OverlapLines(compared.table, briefs);
  if (chart.subtitle.size() > kOverlapLines) chart.subtitle.resize(1);
  chart.subtitle.front().insert(
      0, absl::StrCat("On ", compared.table.basis().date(), ", "));
  chart.footer = FooterOf(gatherer.basis());
  flags.chart.Choose(chart);
  if (compared.stories.empty()) return chart;
  const MembershipStory& any = compared.stories.begin()->second.begin()->second;
  COMITY_ASSIGN_OR_RETURN(
      const auto covered,
      gatherer.Covered(any.organization, any.member, chart.axis));
  if (covered.has_value()) HoldTo(*covered, chart);
  return chart;
}

absl::Status PrintTable(const Compared& compared, Gatherer& gatherer,
                        Session& session) {
  if (session.json()) {
    session.PrintJson(compared.table);
    return absl::OkStatus();
  }
  COMITY_ASSIGN_OR_RETURN(const auto names, AskNames(compared, gatherer));
  const std::vector<std::string> briefs = BriefsOf(compared, names);
  session.Print(
      CompareTable(compared.table, briefs, names, session.terminal()));
  for (const std::string& line : OverlapLines(compared.table, briefs)) {
    session.Print(absl::StrCat(line, "\n"));
  }
  return absl::OkStatus();
}

absl::Status Run(const Flags& flags, Session& session) {
  if (const auto status = flags.chart.Check(); !status.ok()) {
    session.Fail(status, kExitUsage);
    return absl::OkStatus();
  }
  COMITY_ASSIGN_OR_RETURN(auto context, flags.context.Context());
  std::vector<std::string> things;
  for (const std::string& name : flags.names) {
    COMITY_ASSIGN_OR_RETURN(things.emplace_back(),
                            ResolveMember(name, context, session));
  }
  const bool of_members =
      !flags.memberships &&
      std::all_of(things.begin(), things.end(), [](const std::string& thing) {
        return absl::StartsWith(thing, "organizations/");
      });
  Gatherer gatherer(std::move(context), session);
  COMITY_ASSIGN_OR_RETURN(Compared compared,
                          Ask(std::move(things), of_members, flags, gatherer));
  if (session.json() || !flags.chart.WantsChart(session)) {
    return PrintTable(compared, gatherer, session);
  }
  COMITY_RETURN_IF_ERROR(AddStories(compared, gatherer));
  COMITY_ASSIGN_OR_RETURN(Chart chart, ChartOf(compared, flags, gatherer));
  return flags.chart.Draw(std::move(chart), session);
}

}  // namespace

void AddCompare(CLI::App& app, Session& session) {
  auto* command = app.add_subcommand(
      "compare", "Organisations' members, or members' organisations, together");
  auto flags = std::make_shared<Flags>();
  command
      ->add_option("name", flags->names,
                   "Organisations (nato eu) are compared by their members, "
                   "states (HUN POL) by where they are in")
      ->required()
      ->expected(2, CLI::detail::expected_max_vector_size);
  command->add_flag("--memberships", flags->memberships,
                    "Compare organisations by where they are in themselves");
  flags->chart.AddTo(*command);
  flags->context.AddTo(*command);
  command->footer(
      "On a terminal it draws bars, elsewhere it prints the table of a day.\n"
      "Examples:\n"
      "  comity compare nato eu\n"
      "  comity compare nato eu --date 2003-01-01 --svg nato-eu.svg\n"
      "  comity compare HUN POL CZE --list\n"
      "  comity compare eu efta --only member,candidate --json");
  OnRun(*command, session, [flags, &session] { return Run(*flags, session); });
}

}  // namespace comity::cli
