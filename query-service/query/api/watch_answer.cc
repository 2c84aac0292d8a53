// WatchAnswer: questions as subscriptions.
#include <memory>
#include <utility>

#include "common/platform/error.h"
#include "common/platform/grpc/pull_stream.h"
#include "common/platform/status_macros.h"
#include "query/answer/find_members.h"
#include "query/answer/membership_answer.h"
#include "query/api/query_service.h"

namespace comity::query {

template <typename Request>
grpc::ServerWriteReactor<v1::WatchAnswerResponse>* QueryService::Watch(
    grpc::CallbackServerContext* context, const Request& request,
    typename AnswerSource<Request>::Field field) {
  using Stream = platform::PullStream<v1::WatchAnswerResponse>;
  return Stream::Start(
      platform::StreamContext{streams_, subscriptions_, clock_}, context, 0,
      [this, follower = AnswerFollower<Request>(request),
       field](AnswerHub::WakeUp wake_up)
          -> absl::StatusOr<std::unique_ptr<Stream::Source>> {
        COMITY_RETURN_IF_ERROR(follower.CheckForm());
        return std::make_unique<AnswerSource<Request>>(
            AnswerSourceParts{replica_, clock_, hub_}, follower, field,
            std::move(wake_up));
      });
}

grpc::ServerWriteReactor<v1::WatchAnswerResponse>* QueryService::WatchAnswer(
    grpc::CallbackServerContext* context,
    const v1::WatchAnswerRequest* request) {
  using Message = v1::WatchAnswerResponse;
  switch (request->question_case()) {
    case v1::WatchAnswerRequest::kCheckMembership:
      return Watch(context, request->check_membership(),
                   &Message::mutable_check_membership);
    case v1::WatchAnswerRequest::kListMembers:
      return Watch(context, request->list_members(),
                   &Message::mutable_list_members);
    case v1::WatchAnswerRequest::kListMemberships:
      return Watch(context, request->list_memberships(),
                   &Message::mutable_list_memberships);
    case v1::WatchAnswerRequest::kFindMembers:
      return Watch(context, request->find_members(),
                   &Message::mutable_find_members);
    case v1::WatchAnswerRequest::QUESTION_NOT_SET:
      break;
  }
  using Stream = platform::PullStream<Message>;
  return Stream::Start(
      platform::StreamContext{streams_, subscriptions_, clock_}, context, 0,
      [](const AnswerHub::WakeUp&)
          -> absl::StatusOr<std::unique_ptr<Stream::Source>> {
        platform::Violations violations;
        violations.Add(model::v1::REASON_FIELD_MISSING, "question",
                       "one of check_membership, list_members, "
                       "list_memberships and find_members is required");
        return violations.ToStatus();
      });
}

}  // namespace comity::query
