// The parts that profiles are put together from.
#ifndef COMITY_QUERY_ANSWER_PROFILE_SECTIONS_H_
#define COMITY_QUERY_ANSWER_PROFILE_SECTIONS_H_

#include <functional>
#include <map>
#include <string>
#include <vector>

#include "absl/status/status.h"

#include "comity/query/v1/profile.pb.h"
#include "query/answer/candidates.h"
#include "query/answer/lists.h"
#include "query/answer/membership_answer.h"

namespace comity::query {

// For one profile, on one thread. Fills its lists and notes in `cut` those that
// did not fit. A failure is kept until status() is asked.
class ProfileSections {
 public:
  using Cut = google::protobuf::RepeatedPtrField<std::string>;
  template <typename Row>
  using Rows = google::protobuf::RepeatedPtrField<Row>;

  // All outlive this.
  ProfileSections(const ResolvedContext& context, Cut& cut)
      : context_(context), tools_(context), cut_(cut) {}

  const absl::Status& status() const { return status_; }
  Tools& tools() { return tools_; }

  void Members(const std::string& organization,
               Rows<v1::MembershipAnswer>& rows);
  void Memberships(const std::string& member, Rows<v1::MembershipAnswer>& rows);
  // Who is on the way into an organization, or where a member is.
  void Accessions(const std::string& subject, MembershipEnd end,
                  Rows<v1::AccessionAnswer>& rows);
  void Institutions(const std::string& parent,
                    Rows<v1::InstitutionDescription>& rows);
  void Instruments(const std::string& organization,
                   Rows<v1::InstrumentDescription>& rows);
  void Parties(const std::string& party, Rows<v1::PartyDescription>& rows);
  // Those of all the requests, each office once.
  void Offices(const std::vector<v1::ListOfficeHoldersRequest>& requests,
               Rows<v1::OfficeHolderDescription>& rows);
  // Those of all the requests, each once, ascending by name.
  void Proposals(const std::vector<v1::ListProposalsRequest>& requests,
                 Rows<v1::ProposalDescription>& rows);
  void Positions(const std::vector<v1::ListPositionsRequest>& requests,
                 Rows<v1::PositionDescription>& rows);

  // A state or organization, its institutions and offices: who acts for it.
  std::vector<std::string> ActorsOf(const std::string& name);

 private:
  // One page of a list; notes in `cut_` when there is more.
  template <typename Request>
  typename Question<Request>::Response FirstPage(Request request,
                                                 const char* section);
  void NoteCut(const char* section);

  const ResolvedContext& context_;
  Tools tools_;
  Cut& cut_;
  absl::Status status_;
};

}  // namespace comity::query

#endif  // COMITY_QUERY_ANSWER_PROFILE_SECTIONS_H_
