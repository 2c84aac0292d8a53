#include "cli/ask/profile.h"

#include <memory>
#include <vector>

#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "cli/ask/evidence.h"
#include "cli/ask/paragraph.h"
#include "cli/ask/profile_sections.h"
#include "cli/ask/terms.h"
#include "cli/client/call.h"
#include "cli/command/context_flags.h"
#include "cli/command/party_names.h"

#include "common/model/resource_name.h"
#include "common/platform/status_macros.h"

namespace comity::cli {
namespace {

using query::v1::QueryService;
using query::v1::ReadContext;

struct Flags {
  std::string name;
  bool sources = false;
  ContextFlags context;
};

template <typename Request, typename Response>
absl::Status Show(grpc::Status (QueryService::Stub::*method)(
                      grpc::ClientContext*, const Request&, Response*),
                  const Request& request, bool sources, Session& session) {
  COMITY_ASSIGN_OR_RETURN(const auto response,
                          Call(session.query(), method, request));
  if (session.json()) {
    session.PrintJson(response);
  } else {
    session.Print(DescribeProfile(session.terminal(), sources, response));
  }
  return absl::OkStatus();
}

absl::Status ShowRecord(const std::string& name, const ReadContext& context,
                        bool sources, Session& session) {
  COMITY_ASSIGN_OR_RETURN(const auto parsed, model::ParseName(name));
  switch (parsed.kind) {
    case model::v1::RECORD_KIND_STATE: {
      query::v1::GetStateProfileRequest request;
      *request.mutable_context() = context;
      request.set_state(name);
      return Show(&QueryService::Stub::GetStateProfile, request, sources,
                  session);
    }
    case model::v1::RECORD_KIND_ORGANIZATION: {
      query::v1::GetOrganizationProfileRequest request;
      *request.mutable_context() = context;
      request.set_organization(name);
      return Show(&QueryService::Stub::GetOrganizationProfile, request, sources,
                  session);
    }
    case model::v1::RECORD_KIND_INSTITUTION: {
      query::v1::GetInstitutionProfileRequest request;
      *request.mutable_context() = context;
      request.set_institution(name);
      return Show(&QueryService::Stub::GetInstitutionProfile, request, sources,
                  session);
    }
    default:
      return absl::InvalidArgumentError(absl::StrCat(
          "'", name, "' is ", model::KindPhrase(parsed.kind),
          "; a state, an organization or an institution has a profile"));
  }
}

// An id is first taken for what it is elsewhere, and if there is no such
// record, for a name: `rats` is an institution's.
absl::Status Run(const Flags& flags, Session& session) {
  COMITY_ASSIGN_OR_RETURN(const auto context, flags.context.Context());
  const std::string by_id = MemberName(flags.name);
  if (!by_id.empty()) {
    const auto status = ShowRecord(by_id, context, flags.sources, session);
    if (!absl::IsNotFound(status) || absl::StrContains(flags.name, '/')) {
      return status;
    }
  }
  COMITY_ASSIGN_OR_RETURN(const auto name,
                          ResolveName(flags.name, context,
                                      {model::v1::RECORD_KIND_STATE,
                                       model::v1::RECORD_KIND_ORGANIZATION,
                                       model::v1::RECORD_KIND_INSTITUTION},
                                      session));
  return ShowRecord(name, context, flags.sources, session);
}

// What all three end with.
template <typename Profile>
std::string Ending(const Terminal& terminal, bool sources,
                   const Profile& profile) {
  return absl::StrCat(
      PositionSection(terminal, profile.positions()),
      SourceSection(terminal, sources, profile.sources()),
      Paragraph(terminal, "cut, ask for the lists: ", Style::kCaution,
                absl::StrJoin(profile.cut(), ", ")),
      "\n", RevisionLine(terminal, profile.basis()));
}

std::string InstitutionLines(
    const Terminal& terminal,
    const query::v1::InstitutionDescription& institution) {
  std::string out =
      absl::StrCat("exists: ",
                   Paint(terminal, StyleOf(institution.existence()),
                         Words(institution.existence())),
                   "; at work: ",
                   Paint(terminal, StyleOf(institution.operating()),
                         Words(institution.operating())),
                   "\n");
  const auto add_event = [&](bool has_event, const auto& event) {
    if (has_event) absl::StrAppend(&out, EvidenceLine(terminal, 2, "", event));
  };
  add_event(institution.has_established(), institution.established());
  add_event(institution.has_opened(), institution.opened());
  add_event(institution.has_closed(), institution.closed());
  add_event(institution.has_parent_ended(), institution.parent_ended());
  for (const auto& seat : institution.seats()) {
    absl::StrAppend(&out, "seat: ", SeatText(seat), ", ",
                    SpanText(seat.holding()), "\n");
  }
  if (!institution.has_staffing()) return out;
  const auto& staffing = institution.staffing();
  const std::string states = absl::StrJoin(
      staffing.states(), ", ", [](std::string* text, const auto& state) {
        if (state.verdict() != query::v1::VERDICT_YES) {
          absl::StrAppend(text, Words(state.verdict()), " ");
        }
        *text += ShortId(state.state());
      });
  return absl::StrCat(
      out, Paragraph(terminal,
                     staffing.all_members() ? "staffed by all members: "
                                            : "staffed by: ",
                     Style::kPlain, states));
}

}  // namespace

void AddProfile(CLI::App& app, Session& session) {
  auto flags = std::make_shared<Flags>();
  auto* command = app.add_subcommand(
      "profile",
      "All there is about a state, an organization or an institution");
  command
      ->add_option("name", flags->name,
                   "GBR, nato, a name in words, or a whole name such as "
                   "organizations/sco/institutions/rats")
      ->required();
  command->add_flag("--sources", flags->sources,
                    "List the sources that it cites");
  flags->context.AddTo(*command);
  command->footer(
      "Examples:\n"
      "  comity profile sco --date 2013\n"
      "  comity profile 'Regional Anti-Terrorist Structure' --sources");
  OnRun(*command, session, [flags, &session] { return Run(*flags, session); });
}

std::string DescribeProfile(const Terminal& terminal, bool sources,
                            const query::v1::GetStateProfileResponse& profile) {
  const auto& state = profile.state();
  std::vector<std::string> codes;
  for (const auto& code : state.codes()) codes.push_back(code.value());
  return absl::StrCat(
      TitleLines(terminal, state.state(), state.labels()),
      "type: ", Words(state.type()), ", ", AskedText(profile.basis()), "\n",
      Paragraph(terminal, "codes: ", Style::kPlain, absl::StrJoin(codes, ", ")),
      ExistenceLine(terminal, state.existence()),
      MembershipSection(terminal, "memberships", RowsBy::kOrganization,
                        profile.memberships()),
      AccessionSection(terminal, RowsBy::kOrganization,
                       profile.pending_accessions()),
      InstitutionSection(terminal, profile.institutions()),
      OfficeSection(terminal, profile.offices()),
      PartySection(terminal, profile.instruments()),
      ProposalSection(terminal, profile.proposals()),
      Ending(terminal, sources, profile));
}

std::string DescribeProfile(
    const Terminal& terminal, bool sources,
    const query::v1::GetOrganizationProfileResponse& profile) {
  const auto& organization = profile.organization();
  std::vector<std::string> purposes, principles;
  for (const auto& purpose : organization.purposes()) {
    purposes.push_back(HoldingText(purpose.holding().at_some_time(),
                                   purpose.holding().throughout(),
                                   ShortId(purpose.topic())));
  }
  for (const auto& principle : organization.principles()) {
    principles.push_back(LabelText(principle.labels()));
  }
  return absl::StrCat(
      TitleLines(terminal, organization.organization(), organization.labels()),
      "type: ", Words(organization.type()), ", ", AskedText(profile.basis()),
      "\n", ExistenceLine(terminal, organization.existence()),
      Paragraph(terminal, "purposes: ", Style::kPlain,
                absl::StrJoin(purposes, ", ")),
      Paragraph(terminal, "principles: ", Style::kPlain,
                absl::StrJoin(principles, "; ")),
      MembershipSection(terminal, "members", RowsBy::kMember,
                        profile.members()),
      MembershipSection(terminal, "its own memberships", RowsBy::kOrganization,
                        profile.memberships()),
      AccessionSection(terminal, RowsBy::kMember, profile.pending_accessions()),
      InstitutionSection(terminal, profile.institutions()),
      OfficeSection(terminal, profile.offices()),
      InstrumentSection(terminal, profile.instruments()),
      ProposalSection(terminal, profile.proposals()),
      Ending(terminal, sources, profile));
}

std::string DescribeProfile(
    const Terminal& terminal, bool sources,
    const query::v1::GetInstitutionProfileResponse& profile) {
  const auto& institution = profile.institution();
  return absl::StrCat(
      TitleLines(terminal, institution.institution(), institution.labels()),
      "type: ", Words(institution.type()), " of ", institution.parent(), ", ",
      AskedText(profile.basis()), "\n", InstitutionLines(terminal, institution),
      MandateSection(terminal, institution.mandates()),
      OfficeSection(terminal, profile.offices()),
      ProposalSection(terminal, profile.proposals()),
      Ending(terminal, sources, profile));
}

}  // namespace comity::cli
