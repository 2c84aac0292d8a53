#include "query/answer/profiles.h"

#include <string>
#include <vector>

#include "common/platform/status_macros.h"
#include "query/answer/cited_sources.h"
#include "query/answer/fields.h"
#include "query/answer/institution_view.h"
#include "query/answer/profile_sections.h"
#include "query/answer/record_views.h"

namespace comity::query {
namespace {

using platform::Violations;

absl::Status CheckSubject(const ResolvedContext& context,
                          const std::string& name, absl::string_view field) {
  Violations violations;
  CheckExists(context.reader, name, field, violations);
  return violations.ToStatus();
}

v1::ListOfficeHoldersRequest HoldersOfParent(const std::string& parent) {
  v1::ListOfficeHoldersRequest request;
  request.set_parent(parent);
  return request;
}

v1::ListOfficeHoldersRequest HoldersFromState(const std::string& state) {
  v1::ListOfficeHoldersRequest request;
  request.set_state(state);
  return request;
}

v1::ListPositionsRequest PositionsOf(const std::string& holder) {
  v1::ListPositionsRequest request;
  request.add_holders(holder);
  return request;
}

v1::ListPositionsRequest PositionsOn(const std::string& target) {
  v1::ListPositionsRequest request;
  request.set_target(target);
  return request;
}

v1::ListProposalsRequest ProposalsBy(const std::string& proposer) {
  v1::ListProposalsRequest request;
  request.set_proposer(proposer);
  return request;
}

v1::ListProposalsRequest ProposalsAbout(const std::string& subject) {
  v1::ListProposalsRequest request;
  request.set_subject(subject);
  return request;
}

// An addressee is a state, an organization or an institution, never an office.
bool CanBeAddressed(const std::string& name) {
  return !model::IsNameOf(model::v1::RECORD_KIND_OFFICE, name);
}

v1::ListProposalsRequest ProposalsTo(const std::string& addressee) {
  v1::ListProposalsRequest request;
  request.set_addressee(addressee);
  return request;
}

// Names the sources of all that the sections hold.
template <typename Response>
absl::Status Finish(const ProfileSections& sections,
                    const ResolvedContext& context, Response& response) {
  COMITY_RETURN_IF_ERROR(sections.status());
  google::protobuf::RepeatedPtrField<v1::CitedSource> sources;
  AddCitedSources(response, context.reader, sources);
  response.mutable_sources()->Swap(&sources);
  return absl::OkStatus();
}

}  // namespace

void Question<v1::GetStateProfileRequest>::CheckFields(
    const v1::GetStateProfileRequest& request, Violations& violations) {
  CheckName(request.state(), kStates, Presence::kRequired, "state", violations);
}

absl::Status Question<v1::GetStateProfileRequest>::Compose(
    const v1::GetStateProfileRequest& request, const ResolvedContext& context,
    Response& response) {
  const std::string& state = request.state();
  COMITY_RETURN_IF_ERROR(CheckSubject(context, state, "state"));
  ProfileSections sections(context, *response.mutable_cut());
  DescribeState(*context.reader.Find(state), sections.tools(),
                *response.mutable_state());
  sections.Memberships(state, *response.mutable_memberships());
  sections.Accessions(state, MembershipEnd::kOrganization,
                      *response.mutable_pending_accessions());
  sections.Institutions(state, *response.mutable_institutions());
  sections.Offices({HoldersFromState(state), HoldersOfParent(state)},
                   *response.mutable_offices());
  sections.Parties(state, *response.mutable_instruments());
  std::vector<v1::ListProposalsRequest> proposals;
  std::vector<v1::ListPositionsRequest> positions;
  for (const std::string& actor : sections.ActorsOf(state)) {
    proposals.push_back(ProposalsBy(actor));
    positions.push_back(PositionsOf(actor));
  }
  sections.Proposals(proposals, *response.mutable_proposals());
  sections.Positions(positions, *response.mutable_positions());
  return Finish(sections, context, response);
}

void Question<v1::GetOrganizationProfileRequest>::CheckFields(
    const v1::GetOrganizationProfileRequest& request, Violations& violations) {
  CheckName(request.organization(), kOrganizations, Presence::kRequired,
            "organization", violations);
}

absl::Status Question<v1::GetOrganizationProfileRequest>::Compose(
    const v1::GetOrganizationProfileRequest& request,
    const ResolvedContext& context, Response& response) {
  const std::string& organization = request.organization();
  COMITY_RETURN_IF_ERROR(CheckSubject(context, organization, "organization"));
  ProfileSections sections(context, *response.mutable_cut());
  DescribeOrganization(*context.reader.Find(organization), sections.tools(),
                       *response.mutable_organization());
  sections.Members(organization, *response.mutable_members());
  sections.Memberships(organization, *response.mutable_memberships());
  sections.Accessions(organization, MembershipEnd::kMember,
                      *response.mutable_pending_accessions());
  sections.Institutions(organization, *response.mutable_institutions());
  sections.Offices({HoldersOfParent(organization)},
                   *response.mutable_offices());
  sections.Instruments(organization, *response.mutable_instruments());
  std::vector<v1::ListProposalsRequest> proposals;
  std::vector<v1::ListPositionsRequest> positions = {PositionsOf(organization)};
  for (const std::string& part : sections.ActorsOf(organization)) {
    proposals.push_back(ProposalsAbout(part));
    if (CanBeAddressed(part)) proposals.push_back(ProposalsTo(part));
    positions.push_back(PositionsOn(part));
  }
  sections.Proposals(proposals, *response.mutable_proposals());
  sections.Positions(positions, *response.mutable_positions());
  return Finish(sections, context, response);
}

void Question<v1::GetInstitutionProfileRequest>::CheckFields(
    const v1::GetInstitutionProfileRequest& request, Violations& violations) {
  CheckName(request.institution(), {model::v1::RECORD_KIND_INSTITUTION},
            Presence::kRequired, "institution", violations);
}

absl::Status Question<v1::GetInstitutionProfileRequest>::Compose(
    const v1::GetInstitutionProfileRequest& request,
    const ResolvedContext& context, Response& response) {
  const std::string& institution = request.institution();
  COMITY_RETURN_IF_ERROR(CheckSubject(context, institution, "institution"));
  ProfileSections sections(context, *response.mutable_cut());
  COMITY_RETURN_IF_ERROR(DescribeInstitution(*context.reader.Find(institution),
                                             sections.tools(),
                                             *response.mutable_institution()));
  v1::ListOfficeHoldersRequest offices;
  offices.set_institution(institution);
  sections.Offices({offices}, *response.mutable_offices());
  sections.Proposals({ProposalsTo(institution), ProposalsAbout(institution),
                      ProposalsBy(institution)},
                     *response.mutable_proposals());
  sections.Positions({PositionsOn(institution), PositionsOf(institution)},
                     *response.mutable_positions());
  return Finish(sections, context, response);
}

}  // namespace comity::query
