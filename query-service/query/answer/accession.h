// How far a member is on its way into an organization.
//
// The steps are the events of the pair's dossier that bear no status; what
// they lead to is read from those that do.
#ifndef COMITY_QUERY_ANSWER_ACCESSION_H_
#define COMITY_QUERY_ANSWER_ACCESSION_H_

#include <string>

#include "absl/status/status.h"

#include "comity/query/v1/timeline.pb.h"
#include "query/answer/membership_answer.h"
#include "query/answer/question.h"
#include "query/answer/tools.h"

namespace comity::query {

// NOT_FOUND (RECORD_NOT_FOUND) when the organization or the member does not
// exist at the revision.
template <>
struct Question<v1::GetAccessionRequest> {
  using Response = v1::GetAccessionResponse;
  static void CheckFields(const v1::GetAccessionRequest& request,
                          platform::Violations& violations);
  static absl::Status Compose(const v1::GetAccessionRequest& request,
                              const ResolvedContext& context,
                              Response& response);
};

// Whether a membership tells of any step on the way, by whomever.
bool HasAccessionStep(const model::v1::Record& membership);

// The answer on one pair whose ends exist. `answerer` answers for any status.
absl::Status FillAccession(const std::string& organization,
                           const std::string& member, Tools& tools,
                           PairAnswerer& answerer, v1::AccessionAnswer& answer);

}  // namespace comity::query

#endif  // COMITY_QUERY_ANSWER_ACCESSION_H_
