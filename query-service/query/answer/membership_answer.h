// Answers about memberships: was X in Y, who was in Y, where was X in.
//
// The idea in three sentences. A pair's story is a timeline, compiled in the
// index for the canonical view and folded on the fly for any other; the date
// asked picks the events of it that may be the newest on one of its days. What
// these events yield decides the verdict, and the stretches of equal status
// among them are the rows, each explained by the events it lies between. Where
// the timeline is empty, what the view can know decides between NO and UNKNOWN.
//
// For each request: NeedOf judges its form and says what to wait for; Answer
// resolves its context and gives the response.
//
// Thread safety: pure functions.
#ifndef COMITY_QUERY_ANSWER_MEMBERSHIP_ANSWER_H_
#define COMITY_QUERY_ANSWER_MEMBERSHIP_ANSWER_H_

#include <memory>

#include "absl/status/statusor.h"
#include "absl/time/time.h"

#include "comity/query/v1/query_service.pb.h"
#include "query/answer/context.h"
#include "query/index/register_model.h"

namespace comity::query {

// All that is malformed in a request, reported at once; else what must be so
// before it is answered. A page token fixes the revision, so for a later page
// the need is that.
absl::StatusOr<ConsistencyNeed> NeedOf(
    const v1::CheckMembershipRequest& request);
absl::StatusOr<ConsistencyNeed> NeedOf(
    const v1::BatchCheckMembershipsRequest& request);
absl::StatusOr<ConsistencyNeed> NeedOf(const v1::ListMembersRequest& request);
absl::StatusOr<ConsistencyNeed> NeedOf(
    const v1::ListMembershipsRequest& request);

// The response, read at one revision (Q1). Fails as NeedOf, as Resolve, and
// NOT_FOUND (RECORD_NOT_FOUND) when an organization or member asked about does
// not exist at the revision; in a batch that is the item's own error.
// `fresh_at` and `now` are as for Resolve.
absl::StatusOr<v1::CheckMembershipResponse> Answer(
    const v1::CheckMembershipRequest& request,
    std::shared_ptr<const RegisterModel> model, absl::Time fresh_at,
    absl::Time now);
absl::StatusOr<v1::BatchCheckMembershipsResponse> Answer(
    const v1::BatchCheckMembershipsRequest& request,
    std::shared_ptr<const RegisterModel> model, absl::Time fresh_at,
    absl::Time now);
absl::StatusOr<v1::ListMembersResponse> Answer(
    const v1::ListMembersRequest& request,
    std::shared_ptr<const RegisterModel> model, absl::Time fresh_at,
    absl::Time now);
absl::StatusOr<v1::ListMembershipsResponse> Answer(
    const v1::ListMembershipsRequest& request,
    std::shared_ptr<const RegisterModel> model, absl::Time fresh_at,
    absl::Time now);

}  // namespace comity::query

#endif  // COMITY_QUERY_ANSWER_MEMBERSHIP_ANSWER_H_
