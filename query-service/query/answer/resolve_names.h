// Names and codes to records, as of a date; the rules are resolve/'s.
#ifndef COMITY_QUERY_ANSWER_RESOLVE_NAMES_H_
#define COMITY_QUERY_ANSWER_RESOLVE_NAMES_H_

#include "absl/status/status.h"

#include "comity/query/v1/names.pb.h"
#include "query/answer/question.h"

namespace comity::query {

template <>
struct Question<v1::ResolveNamesRequest> {
  using Response = v1::ResolveNamesResponse;
  static void CheckFields(const v1::ResolveNamesRequest& request,
                          platform::Violations& violations);
  static absl::Status Compose(const v1::ResolveNamesRequest& request,
                              const ResolvedContext& context,
                              Response& response);
};

}  // namespace comity::query

#endif  // COMITY_QUERY_ANSWER_RESOLVE_NAMES_H_
