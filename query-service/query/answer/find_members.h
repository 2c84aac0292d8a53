// Who is in a set that an expression describes.
//
// Each atom becomes a set with one byte a member; the program of the expression
// runs over whole sets, so that the cost is that of the memberships of the
// organizations named, and of a few passes over some hundred bytes.
#ifndef COMITY_QUERY_ANSWER_FIND_MEMBERS_H_
#define COMITY_QUERY_ANSWER_FIND_MEMBERS_H_

#include "absl/status/status.h"

#include "comity/query/v1/find.pb.h"
#include "query/answer/question.h"

namespace comity::query {

// NOT_FOUND (RECORD_NOT_FOUND) for an organization or instrument named in the
// expression that does not exist.
template <>
struct Question<v1::FindMembersRequest> {
  using Response = v1::FindMembersResponse;
  static void CheckFields(const v1::FindMembersRequest& request,
                          platform::Violations& violations);
  static absl::Status Compose(const v1::FindMembersRequest& request,
                              const ResolvedContext& context,
                              Response& response);
};

}  // namespace comity::query

#endif  // COMITY_QUERY_ANSWER_FIND_MEMBERS_H_
