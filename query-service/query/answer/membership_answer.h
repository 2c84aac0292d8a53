// Answers about memberships: was X in Y, who was in Y, where was X in.
//
// The idea in three sentences. A pair's story is a timeline, compiled in the
// index for the canonical view and folded on the fly for any other; the date
// asked picks the events of it that may be the newest on one of its days. What
// these events yield decides the verdict, and the stretches of equal status
// among them are the rows, each explained by the events it lies between. Where
// the timeline is empty, what the view can know decides between NO and UNKNOWN.
//
// Thread safety: pure functions.
#ifndef COMITY_QUERY_ANSWER_MEMBERSHIP_ANSWER_H_
#define COMITY_QUERY_ANSWER_MEMBERSHIP_ANSWER_H_

#include "absl/functional/function_ref.h"
#include "absl/status/status.h"

#include "comity/query/v1/check.pb.h"
#include "query/answer/fields.h"
#include "query/answer/pair_answer.h"
#include "query/answer/question.h"

namespace comity::query {

// NOT_FOUND (RECORD_NOT_FOUND) when the organization or the member does not
// exist at the revision.
template <>
struct Question<v1::CheckMembershipRequest> {
  using Response = v1::CheckMembershipResponse;
  static void CheckFields(const v1::CheckMembershipRequest& request,
                          platform::Violations& violations);
  static absl::Status Compose(const v1::CheckMembershipRequest& request,
                              const ResolvedContext& context,
                              Response& response);
};

// What is wrong with one pair of a batch is that item's own error.
template <>
struct Question<v1::BatchCheckMembershipsRequest> {
  using Response = v1::BatchCheckMembershipsResponse;
  static void CheckFields(const v1::BatchCheckMembershipsRequest& request,
                          platform::Violations& violations);
  static absl::Status Compose(const v1::BatchCheckMembershipsRequest& request,
                              const ResolvedContext& context,
                              Response& response);
};

template <>
struct Question<v1::ListMembersRequest> {
  using Response = v1::ListMembersResponse;
  static void CheckFields(const v1::ListMembersRequest& request,
                          platform::Violations& violations);
  static absl::Status Compose(const v1::ListMembersRequest& request,
                              const ResolvedContext& context,
                              Response& response);
};

template <>
struct Question<v1::ListMembershipsRequest> {
  using Response = v1::ListMembershipsResponse;
  static void CheckFields(const v1::ListMembershipsRequest& request,
                          platform::Violations& violations);
  static absl::Status Compose(const v1::ListMembershipsRequest& request,
                              const ResolvedContext& context,
                              Response& response);
};

// For other answers that have memberships in them.

// Answers one pair, at `days`, under the field names with `prefix`.
absl::Status AnswerPair(const ResolvedContext& context,
                        absl::string_view organization,
                        absl::string_view member, model::DayRange days,
                        absl::string_view prefix, PairAnswerer& answerer,
                        v1::MembershipAnswer& answer);

// Which end of a membership a list runs over.
enum class MembershipEnd { kMember, kOrganization };

// Visits the answers that a list of the members of `subject` (an organization),
// or of its memberships, shows, in ascending order of the names at `end`, which
// is the other end. `passed` says of a name that it need not be answered;
// `visitor` returns false to stop.
absl::Status ForEachListed(
    const ResolvedContext& context, absl::string_view subject,
    MembershipEnd end, PairAnswerer& answerer,
    absl::FunctionRef<bool(absl::string_view key)> passed,
    absl::FunctionRef<bool(absl::string_view key, v1::MembershipAnswer&&)>
        visitor);

}  // namespace comity::query

#endif  // COMITY_QUERY_ANSWER_MEMBERSHIP_ANSWER_H_
