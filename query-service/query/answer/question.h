// What all questions have in common: how they are judged, prepared and
// answered. A question is added by specialising Question for its request; all
// else, from the form of its context to its basis and the tokens of its pages,
// is done here once.
//
//   COMITY_ASSIGN_OR_RETURN(ConsistencyNeed need, NeedOf(request));
//   ... the API waits until the replica meets it ...
//   Answer(request, {model, fresh_at, now});
//
// Thread safety: pure functions; the clock is the caller's.
#ifndef COMITY_QUERY_ANSWER_QUESTION_H_
#define COMITY_QUERY_ANSWER_QUESTION_H_

#include <memory>
#include <optional>
#include <utility>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "absl/time/time.h"

#include "common/platform/error.h"
#include "common/platform/status_macros.h"
#include "query/answer/context.h"
#include "query/answer/page.h"

namespace comity::query {

// One specialisation a request, with
//   using Response = ...;
//   // Adds what is malformed in the request's own fields: all but context,
//   // page size and page token.
//   static void CheckFields(const Request&, platform::Violations&);
//   // Fills the response, which is empty, all but its basis. The form was
//   found
//   // good. Errors name fields of the request.
//   static absl::Status Compose(const Request&, const ResolvedContext&,
//                               Response&);
template <typename Request>
struct Question;

// From what an answer is given: what the replica has, read together, and which
// moment "now" is.
struct Snapshot {
  std::shared_ptr<const RegisterModel> model;
  absl::Time fresh_at = absl::InfinitePast();
  absl::Time now;
};

// All that is malformed in a request, reported at once.
template <typename Request>
absl::Status CheckForm(const Request& request) {
  platform::Violations violations;
  CheckForm(request.context(), violations);
  Question<Request>::CheckFields(request, violations);
  if constexpr (IsPaged<Request>) CheckPage(request, violations);
  return violations.ToStatus();
}

// What must be so before a request whose form is good can be answered. A page
// token fixes the revision, so for a later page the need is that.
template <typename Request>
absl::StatusOr<ConsistencyNeed> NeedOf(const Request& request) {
  COMITY_RETURN_IF_ERROR(CheckForm(request));
  if constexpr (IsPaged<Request>) {
    const auto token = PageTokenOf(request.page_token());
    if (token.has_value()) return NeedOf(PositionOf(*token));
  }
  return NeedOfWellFormed(request.context());
}

// As of when and by whose word a request whose form is good is answered.
template <typename Request>
absl::StatusOr<ResolvedContext> ResolveFor(const Request& request,
                                           const Snapshot& snapshot) {
  if constexpr (IsPaged<Request>) {
    const auto token = PageTokenOf(request.page_token());
    if (token.has_value()) {
      return ResolvePage(request.context(), PositionOf(*token), snapshot.model);
    }
  }
  return Resolve(request.context(), snapshot.model, snapshot.fresh_at,
                 snapshot.now);
}

// The response to a request that NeedOf found good, read at one revision (Q1).
// Fails as Resolve and as the question does.
template <typename Request>
absl::StatusOr<typename Question<Request>::Response> AnswerWellFormed(
    const Request& request, const Snapshot& snapshot) {
  COMITY_ASSIGN_OR_RETURN(ResolvedContext context,
                          ResolveFor(request, snapshot));
  typename Question<Request>::Response response;
  COMITY_RETURN_IF_ERROR(
      Question<Request>::Compose(request, context, response));
  *response.mutable_basis() = std::move(context.basis);
  return response;
}

// The same for any request; fails as NeedOf too.
template <typename Request>
absl::StatusOr<typename Question<Request>::Response> Answer(
    const Request& request, const Snapshot& snapshot) {
  COMITY_RETURN_IF_ERROR(CheckForm(request));
  return AnswerWellFormed(request, snapshot);
}

}  // namespace comity::query

#endif  // COMITY_QUERY_ANSWER_QUESTION_H_
