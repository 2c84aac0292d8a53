// What a subscription's stream is fed from: a follower of the answer, woken by
// the hub.
#ifndef COMITY_QUERY_API_ANSWER_SOURCE_H_
#define COMITY_QUERY_API_ANSWER_SOURCE_H_

#include <memory>
#include <optional>
#include <utility>

#include "comity/query/v1/watch.pb.h"
#include "common/platform/clock.h"
#include "common/platform/error.h"
#include "common/platform/grpc/pull_stream.h"
#include "query/answer/answer_follower.h"
#include "query/api/answer_hub.h"
#include "query/index/replica.h"

namespace comity::query {

// What all sources share; outlives them.
struct AnswerSourceParts {
  std::shared_ptr<Replica> replica;
  const platform::Clock& clock;
  AnswerHub& hub;
};

// Thread safety: as StreamSource says.
template <typename Request>
class AnswerSource final
    : public platform::StreamSource<v1::WatchAnswerResponse> {
 public:
  using Response = typename Question<Request>::Response;
  // The field of the message that holds this question's answer.
  using Field = Response* (v1::WatchAnswerResponse::*)();

  // REQUIRES: the form of the request was checked by the follower.
  AnswerSource(AnswerSourceParts parts, AnswerFollower<Request> follower,
               Field field, AnswerHub::WakeUp wake_up)
      : parts_(std::move(parts)),
        follower_(std::move(follower)),
        field_(field),
        subscription_(parts_.hub.Open(std::move(wake_up))) {}

  absl::StatusOr<std::optional<v1::WatchAnswerResponse>> Next() override {
    // First this, so that what comes while it looks wakes it again.
    subscription_->Look();
    COMITY_RETURN_IF_ERROR(subscription_->end_status());
    const auto [model, fresh_at] = parts_.replica->published();
    if (model == nullptr) {
      return platform::Error(model::v1::REASON_LOADING,
                             "the replica has not finished its first load");
    }
    revision_ = model->head_revision();
    COMITY_ASSIGN_OR_RETURN(
        auto change, follower_.Next({model, fresh_at, parts_.clock.Now()}));
    if (!change.has_value()) return std::optional<v1::WatchAnswerResponse>();
    v1::WatchAnswerResponse message;
    message.set_cause(change->cause);
    *(message.*field_)() = std::move(change->response);
    subscription_->Sent();
    return std::optional<v1::WatchAnswerResponse>(std::move(message));
  }

  bool live() const override { return true; }
  void Taken() override { subscription_->Taken(); }
  absl::Status end_status() const override {
    return subscription_->end_status();
  }
  int64_t revision() const override { return revision_; }

 private:
  const AnswerSourceParts parts_;
  AnswerFollower<Request> follower_;
  const Field field_;
  int64_t revision_ = 0;
  const std::unique_ptr<AnswerHub::Subscription> subscription_;
};

}  // namespace comity::query

#endif  // COMITY_QUERY_API_ANSWER_SOURCE_H_
