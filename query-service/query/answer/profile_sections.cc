#include "query/answer/profile_sections.h"

#include <algorithm>
#include <set>
#include <tuple>
#include <utility>

#include "common/model/limits.h"
#include "common/model/resource_name.h"
#include "query/answer/accession.h"
#include "query/answer/record_views.h"

namespace comity::query {
namespace {

int ListMax() {
  return static_cast<int>(model::LimitOf(model::v1::LIMIT_PROFILE_LIST));
}

// Takes rows over, each key once, in ascending order of keys, as many as may
// be; whether all fitted.
template <typename Row, typename Key>
bool Merge(std::map<Key, Row>& by_key,
           google::protobuf::RepeatedPtrField<Row>& rows) {
  for (auto& [key, row] : by_key) {
    if (rows.size() == ListMax()) return false;
    *rows.Add() = std::move(row);
  }
  return true;
}

}  // namespace

template <typename Request>
typename Question<Request>::Response ProfileSections::FirstPage(
    Request request, const char* section) {
  typename Question<Request>::Response response;
  if (!status_.ok()) return response;
  request.set_page_size(ListMax());
  status_ = Question<Request>::Compose(request, context_, response);
  if (!response.next_page_token().empty()) NoteCut(section);
  return response;
}

void ProfileSections::NoteCut(const char* section) {
  if (std::find(cut_.begin(), cut_.end(), section) == cut_.end()) {
    *cut_.Add() = section;
  }
}

void ProfileSections::Members(const std::string& organization,
                              Rows<v1::MembershipAnswer>& rows) {
  v1::ListMembersRequest request;
  request.set_organization(organization);
  FirstPage(std::move(request), "members").mutable_members()->Swap(&rows);
}

void ProfileSections::Memberships(const std::string& member,
                                  Rows<v1::MembershipAnswer>& rows) {
  v1::ListMembershipsRequest request;
  request.set_member(member);
  FirstPage(std::move(request), "memberships")
      .mutable_memberships()
      ->Swap(&rows);
}

void ProfileSections::Accessions(const std::string& subject, MembershipEnd end,
                                 Rows<v1::AccessionAnswer>& rows) {
  if (!status_.ok()) return;
  std::set<std::pair<std::string, std::string>> pairs;
  const auto add = [&](const Version& version) {
    if (!HasAccessionStep(*version.record)) return;
    pairs.emplace(std::string(model::ParentOf(version.record->name())),
                  version.record->membership().member());
  };
  if (end == MembershipEnd::kMember) {
    context_.reader.ForEachMember(subject, add);
  } else {
    context_.reader.ForEachMembership(subject, add);
  }
  PairAnswerer answerer(context_, StatusSet::Any());
  for (const auto& [organization, member] : pairs) {
    v1::AccessionAnswer answer;
    status_ = FillAccession(organization, member, tools_, answerer, answer);
    if (!status_.ok()) return;
    if (!IsShown(answer.pending(), context_.mode())) continue;
    if (rows.size() == ListMax()) return NoteCut("pending_accessions");
    *rows.Add() = std::move(answer);
  }
}

void ProfileSections::Institutions(const std::string& parent,
                                   Rows<v1::InstitutionDescription>& rows) {
  v1::ListInstitutionsRequest request;
  request.set_parent(parent);
  FirstPage(std::move(request), "institutions")
      .mutable_institutions()
      ->Swap(&rows);
}

void ProfileSections::Instruments(const std::string& organization,
                                  Rows<v1::InstrumentDescription>& rows) {
  Candidates candidates;
  AddCandidates(tools_, model::v1::RECORD_KIND_INSTRUMENT, {organization},
                candidates);
  for (const auto& [name, record] : candidates) {
    if (record->instrument().organization() != organization) continue;
    if (rows.size() == ListMax()) return NoteCut("instruments");
    DescribeInstrument(*record, tools_, *rows.Add());
  }
}

void ProfileSections::Parties(const std::string& party,
                              Rows<v1::PartyDescription>& rows) {
  v1::ListInstrumentPartiesRequest request;
  request.set_party(party);
  FirstPage(std::move(request), "instruments").mutable_parties()->Swap(&rows);
}

void ProfileSections::Offices(
    const std::vector<v1::ListOfficeHoldersRequest>& requests,
    Rows<v1::OfficeHolderDescription>& rows) {
  // Of one office, in the order in which they came; a holder found in two ways
  // is there once.
  std::map<std::tuple<std::string, std::string>, v1::OfficeHolderDescription>
      by_key;
  for (const v1::ListOfficeHoldersRequest& request : requests) {
    auto page = FirstPage(request, "offices");
    for (v1::OfficeHolderDescription& row : *page.mutable_holders()) {
      const std::string bytes = row.SerializeAsString();
      by_key.emplace(
          std::make_tuple(row.office(),
                          row.holding().since().date().earliest() + bytes),
          std::move(row));
    }
  }
  if (!Merge(by_key, rows)) NoteCut("offices");
}

void ProfileSections::Proposals(
    const std::vector<v1::ListProposalsRequest>& requests,
    Rows<v1::ProposalDescription>& rows) {
  std::map<std::string, v1::ProposalDescription> by_name;
  for (const v1::ListProposalsRequest& request : requests) {
    auto page = FirstPage(request, "proposals");
    for (v1::ProposalDescription& row : *page.mutable_proposals()) {
      std::string name = row.proposal();
      by_name.emplace(std::move(name), std::move(row));
    }
  }
  if (!Merge(by_name, rows)) NoteCut("proposals");
}

void ProfileSections::Positions(
    const std::vector<v1::ListPositionsRequest>& requests,
    Rows<v1::PositionDescription>& rows) {
  std::map<std::string, v1::PositionDescription> by_name;
  for (const v1::ListPositionsRequest& request : requests) {
    auto page = FirstPage(request, "positions");
    for (v1::PositionDescription& row : *page.mutable_positions()) {
      std::string name = row.position();
      by_name.emplace(std::move(name), std::move(row));
    }
  }
  if (!Merge(by_name, rows)) NoteCut("positions");
}

std::vector<std::string> ProfileSections::ActorsOf(const std::string& name) {
  std::set<std::string> children;
  context_.reader.ForEachChild(name, [&](const Version& version) {
    children.insert(version.record->name());
  });
  std::vector<std::string> actors = {name};
  actors.insert(actors.end(), children.begin(), children.end());
  return actors;
}

}  // namespace comity::query
