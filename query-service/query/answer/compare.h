// How much organizations have in common, or members.
//
// A row has one verdict for each thing compared; the overlaps are counts over
// all rows. The candidates for rows are, as for the lists of members, those
// whose dossier with one of the things compared the register has.
#ifndef COMITY_QUERY_ANSWER_COMPARE_H_
#define COMITY_QUERY_ANSWER_COMPARE_H_

#include "absl/status/status.h"

#include "comity/query/v1/find.pb.h"
#include "query/answer/question.h"

namespace comity::query {

// NOT_FOUND (RECORD_NOT_FOUND) for what is compared and does not exist.
template <>
struct Question<v1::CompareOrganizationsRequest> {
  using Response = v1::CompareOrganizationsResponse;
  static void CheckFields(const v1::CompareOrganizationsRequest& request,
                          platform::Violations& violations);
  static absl::Status Compose(const v1::CompareOrganizationsRequest& request,
                              const ResolvedContext& context,
                              Response& response);
};

}  // namespace comity::query

#endif  // COMITY_QUERY_ANSWER_COMPARE_H_
