// All events that touch a record, in order: a merge of the events of the
// records that have to do with it.
//
// Which those are the index tells: the record itself, those below it, its
// memberships from either end, and those that name it anywhere. Whether an
// event of them touches it is then judged one by one.
#ifndef COMITY_QUERY_ANSWER_TIMELINE_H_
#define COMITY_QUERY_ANSWER_TIMELINE_H_

#include "absl/status/status.h"

#include "comity/query/v1/timeline.pb.h"
#include "query/answer/question.h"

namespace comity::query {

// NOT_FOUND (RECORD_NOT_FOUND) when the subject does not exist.
template <>
struct Question<v1::GetTimelineRequest> {
  using Response = v1::GetTimelineResponse;
  static void CheckFields(const v1::GetTimelineRequest& request,
                          platform::Violations& violations);
  static absl::Status Compose(const v1::GetTimelineRequest& request,
                              const ResolvedContext& context,
                              Response& response);
};

}  // namespace comity::query

#endif  // COMITY_QUERY_ANSWER_TIMELINE_H_
