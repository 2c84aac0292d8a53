// Where sources part: about days, about whether something happened at all, and
// about what a member was.
//
// Standing tells the first two. The register ranks the events of a dossier, and
// one that it does not accept is a claim against those that it does, or against
// their absence. For the third each source's own view of a membership is folded
// by itself, and the folds are laid side by side, day by day.
#ifndef COMITY_QUERY_ANSWER_DISAGREEMENTS_H_
#define COMITY_QUERY_ANSWER_DISAGREEMENTS_H_

#include "absl/status/status.h"

#include "comity/query/v1/disagreement.pb.h"
#include "query/answer/question.h"

namespace comity::query {

// NOT_FOUND (RECORD_NOT_FOUND) when the subject does not exist.
template <>
struct Question<v1::ListDisagreementsRequest> {
  using Response = v1::ListDisagreementsResponse;
  static void CheckFields(const v1::ListDisagreementsRequest& request,
                          platform::Violations& violations);
  static absl::Status Compose(const v1::ListDisagreementsRequest& request,
                              const ResolvedContext& context,
                              Response& response);
};

}  // namespace comity::query

#endif  // COMITY_QUERY_ANSWER_DISAGREEMENTS_H_
