#include "cli/ask/members.h"

#include <memory>
#include <utility>
#include <vector>

#include "absl/strings/str_cat.h"
#include "cli/ask/evidence.h"
#include "cli/ask/membership_rows.h"
#include "cli/ask/pages.h"
#include "cli/ask/terms.h"
#include "cli/command/context_flags.h"
#include "cli/command/party_names.h"

namespace comity::cli {
namespace {

using query::v1::QueryService;

struct Flags {
  std::string name;
  std::vector<std::string> statuses;
  bool why = false;
  int64_t limit = 0;
  ContextFlags context;
};

CLI::App* AddList(CLI::App& app, const std::string& name,
                  const std::string& description, Flags& flags) {
  auto* command = app.add_subcommand(name, description);
  command
      ->add_option("--status", flags.statuses,
                   "Only who held one of these: member, associate, observer, "
                   "dialogue-partner, candidate, guest, suspended")
      ->option_text("STATUS,...")
      ->allow_extra_args(false)
      ->delimiter(',')
      ->check(CLI::IsMember(EnumWordList<model::v1::MembershipStatus>()));
  command->add_flag("--why", flags.why,
                    "Each with the events it rests on and who says so");
  AddLimit(*command, flags.limit);
  flags.context.AddTo(*command);
  return command;
}

absl::Status RunMembers(const Flags& flags, Session& session) {
  query::v1::ListMembersRequest request;
  COMITY_ASSIGN_OR_RETURN(*request.mutable_context(), flags.context.Context());
  COMITY_ASSIGN_OR_RETURN(
      *request.mutable_organization(),
      ResolveOrganization(flags.name, request.context(), session));
  for (const auto& status : flags.statuses) {
    request.add_statuses(EnumOfWord<model::v1::MembershipStatus>(status));
  }
  COMITY_ASSIGN_OR_RETURN(
      const auto response,
      AllPages(session.query(), &QueryService::Stub::ListMembers, request,
               flags.limit,
               [](const auto& pages) { return pages.members_size(); }));
  if (session.json()) {
    session.PrintJson(response);
  } else {
    session.Print(DescribeMembers(session.terminal(), request.organization(),
                                  flags.why, response));
  }
  return absl::OkStatus();
}

absl::Status RunMemberships(const Flags& flags, Session& session) {
  query::v1::ListMembershipsRequest request;
  COMITY_ASSIGN_OR_RETURN(*request.mutable_context(), flags.context.Context());
  COMITY_ASSIGN_OR_RETURN(
      *request.mutable_member(),
      ResolveMember(flags.name, request.context(), session));
  for (const auto& status : flags.statuses) {
    request.add_statuses(EnumOfWord<model::v1::MembershipStatus>(status));
  }
  COMITY_ASSIGN_OR_RETURN(
      const auto response,
      AllPages(session.query(), &QueryService::Stub::ListMemberships, request,
               flags.limit,
               [](const auto& pages) { return pages.memberships_size(); }));
  if (session.json()) {
    session.PrintJson(response);
  } else {
    session.Print(DescribeMemberships(session.terminal(), request.member(),
                                      flags.why, response));
  }
  return absl::OkStatus();
}

template <typename Response>
std::string Describe(const Terminal& terminal, const std::string& subject,
                     RowsBy by, bool why, const MembershipAnswers& answers,
                     const Response& response) {
  std::string out = absl::StrCat(Paint(terminal, Style::kStrong, subject), " ",
                                 AskedText(response.basis()), ": ");
  if (!response.next_page_token().empty()) {
    absl::StrAppend(&out, "of the first ", answers.size(), ": ");
  }
  absl::StrAppend(&out, CountStatuses(by, answers), "\n\n");
  if (!answers.empty()) {
    absl::StrAppend(&out,
                    why ? MembershipEvidence(terminal, by, answers)
                        : MembershipTable(terminal, by, answers),
                    "\n");
  }
  return absl::StrCat(out, CutLine(terminal, response),
                      RevisionLine(terminal, response.basis()));
}

}  // namespace

void AddMembers(CLI::App& app, Session& session) {
  auto flags = std::make_shared<Flags>();
  auto* command =
      AddList(app, "members", "Who was in an organization?", *flags);
  command->add_option("organization", flags->name, "nato, or a name in words")
      ->required();
  command->footer(
      "Examples:\n"
      "  comity members sco --date 2016-06-23\n"
      "  comity members sco --status member,observer --why");
  OnRun(*command, session,
        [flags, &session] { return RunMembers(*flags, session); });
}

void AddMemberships(CLI::App& app, Session& session) {
  auto flags = std::make_shared<Flags>();
  auto* command = AddList(app, "memberships",
                          "Where was a state or organization in?", *flags);
  command->add_option("member", flags->name, "GBR, eu, or a name in words")
      ->required();
  command->footer(
      "Examples:\n"
      "  comity memberships IND\n"
      "  comity memberships 'United Kingdom' --date 2015 --json");
  OnRun(*command, session,
        [flags, &session] { return RunMemberships(*flags, session); });
}

std::string DescribeMembers(const Terminal& terminal,
                            const std::string& organization, bool why,
                            const query::v1::ListMembersResponse& response) {
  return Describe(terminal, organization, RowsBy::kMember, why,
                  response.members(), response);
}

std::string DescribeMemberships(
    const Terminal& terminal, const std::string& member, bool why,
    const query::v1::ListMembershipsResponse& response) {
  return Describe(terminal, member, RowsBy::kOrganization, why,
                  response.memberships(), response);
}

}  // namespace comity::cli
