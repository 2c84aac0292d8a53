// What changed between two dates in the world, and between two revisions in the
// register. The two are never mixed: the first compares answers as of one
// revision, the second records of two.
#ifndef COMITY_QUERY_ANSWER_DIFF_H_
#define COMITY_QUERY_ANSWER_DIFF_H_

#include "absl/status/status.h"

#include "comity/query/v1/diff.pb.h"
#include "query/answer/question.h"

namespace comity::query {

// NOT_FOUND (RECORD_NOT_FOUND) when the organization or the member does not
// exist; OUT_OF_RANGE (REVISION_IN_FUTURE) when `to_revision` is beyond the
// revision read.
template <>
struct Question<v1::DiffMembershipsRequest> {
  using Response = v1::DiffMembershipsResponse;
  static void CheckFields(const v1::DiffMembershipsRequest& request,
                          platform::Violations& violations);
  static absl::Status Compose(const v1::DiffMembershipsRequest& request,
                              const ResolvedContext& context,
                              Response& response);
};

}  // namespace comity::query

#endif  // COMITY_QUERY_ANSWER_DIFF_H_
