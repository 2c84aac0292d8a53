// An answer that is asked for again and again: what to send next.
//
// Two things can change an answer: a day comes, or a commit does. They are told
// apart by taking one step at a time: first the new day as of the revision
// before, then the new revision on that day. Each answer is composed as the
// question's own RPC would; it is sent when it differs from the one before in
// more than its basis.
#ifndef COMITY_QUERY_ANSWER_ANSWER_FOLLOWER_H_
#define COMITY_QUERY_ANSWER_ANSWER_FOLLOWER_H_

#include <memory>
#include <optional>
#include <string>
#include <utility>

#include "absl/status/status.h"
#include "absl/status/statusor.h"

#include "comity/query/v1/watch.pb.h"
#include "common/model/canonical.h"
#include "common/model/limits.h"
#include "common/platform/status_macros.h"
#include "query/answer/question.h"
#include "query/index/proto_time.h"

namespace comity::query {

// FIELD_INVALID for what makes no sense in a subscription: an answer that can
// never change, a freshness that only a call can wait for, a later page.
void CheckFollowable(const v1::ReadContext& context,
                     const std::string& page_token,
                     platform::Violations& violations);

// For one subscriber; not thread-safe. Holds the request and a digest of the
// last answer, never an answer.
template <typename Request>
class AnswerFollower {
 public:
  using Response = typename Question<Request>::Response;

  struct Change {
    v1::AnswerCause cause;
    Response response;
  };

  explicit AnswerFollower(Request request)
      : request_(std::move(request)),
        dated_(!request_.context().date().empty()) {}

  // The form of the request, judged before Next is called.
  absl::Status CheckForm() const {
    platform::Violations violations;
    std::string page_token;
    if constexpr (IsPaged<Request>) page_token = request_.page_token();
    CheckFollowable(request_.context(), page_token, violations);
    COMITY_RETURN_IF_ERROR(violations.ToStatus());
    return query::CheckForm(request_);
  }

  // The next answer that differs from the last one given; nothing when there is
  // none as of the snapshot, or the first may not be given yet since the model
  // lacks the token's revision. After an answer it may be called again at once.
  // REQUIRES: CheckForm is OK; snapshot.model is set.
  absl::StatusOr<std::optional<Change>> Next(const Snapshot& snapshot) {
    const model::Day today = model::Today(snapshot.now);
    const int64_t head = snapshot.model->head_revision();
    if (model_ == nullptr) {
      const ConsistencyNeed need = NeedOfWellFormed(request_.context());
      COMITY_RETURN_IF_ERROR(CheckSameRegister(need, *snapshot.model));
      if (!IsMet(need, *snapshot.model, snapshot.fresh_at)) {
        return std::optional<Change>();
      }
      model_ = snapshot.model;
      revision_ = head;
      day_ = today;
      return Step(v1::ANSWER_CAUSE_INITIAL, snapshot);
    }
    if (!dated_ && today != day_) {
      day_ = today;
      auto change = Step(v1::ANSWER_CAUSE_TOOK_EFFECT, snapshot);
      if (!change.ok() || change->has_value()) return change;
    }
    if (model_ != snapshot.model || revision_ != head) {
      model_ = snapshot.model;
      revision_ = head;
      return Step(v1::ANSWER_CAUSE_CORRECTED, snapshot);
    }
    return std::optional<Change>();
  }

 private:
  // The answer as of the revision and day reached, if it is another one.
  absl::StatusOr<std::optional<Change>> Step(v1::AnswerCause cause,
                                             const Snapshot& snapshot) {
    Request request = request_;
    v1::ReadContext& context = *request.mutable_context();
    if (revision_ > 0) {
      context.set_at_revision(revision_);
    } else {
      context.clear_consistency();
    }
    if (!dated_) context.set_date(day_.ToString());
    if constexpr (IsPaged<Request>) {
      if (request.page_size() == 0) {
        request.set_page_size(
            static_cast<int32_t>(model::LimitOf(model::v1::LIMIT_PAGE_SIZE)));
      }
    }
    COMITY_ASSIGN_OR_RETURN(
        Response response,
        AnswerWellFormed(request, {model_, snapshot.fresh_at, snapshot.now}));
    if (snapshot.fresh_at != absl::InfinitePast()) {
      *response.mutable_basis()->mutable_fresh_at() =
          TimestampOf(snapshot.fresh_at);
    }
    std::string digest = DigestOf(response);
    if (cause != v1::ANSWER_CAUSE_INITIAL && digest == last_) {
      return std::optional<Change>();
    }
    last_ = std::move(digest);
    return std::optional<Change>(Change{cause, std::move(response)});
  }

  // Equal for answers that say the same: without the basis, and without where
  // the next page begins, which names the revision.
  static std::string DigestOf(Response response) {
    response.clear_basis();
    if constexpr (IsPaged<Request>) {
      if (!response.next_page_token().empty()) {
        response.set_next_page_token("more");
      }
    }
    return model::PageArguments(Response::descriptor()->full_name(),
                                model::SerializeCanonically(response));
  }

  const Request request_;
  const bool dated_;
  // What the last answer was read from; null before the first.
  std::shared_ptr<const RegisterModel> model_;
  int64_t revision_ = 0;
  model::Day day_;
  std::string last_;
};

}  // namespace comity::query

#endif  // COMITY_QUERY_ANSWER_ANSWER_FOLLOWER_H_
