#include "query/answer/membership_answer.h"

#include <utility>

#include "absl/strings/str_cat.h"

#include "common/model/edtf.h"
#include "common/platform/error.h"
#include "common/platform/status_macros.h"
#include "query/answer/pair_answer.h"
#include "query/answer/request_form.h"

namespace comity::query {
namespace {

using platform::Violations;

// Notes what of the pair does not exist, under the request's field names.
void CheckExists(const ResolvedContext& context, absl::string_view name,
                 absl::string_view prefix, absl::string_view field,
                 Violations& violations) {
  const RecordHistory* const history = context.model->Find(name);
  if (history != nullptr && history->RecordAt(context.revision) != nullptr) {
    return;
  }
  violations.Add(model::v1::REASON_RECORD_NOT_FOUND,
                 absl::StrCat(prefix, field),
                 absl::StrCat("'", name, "' does not exist at revision ",
                              context.revision));
}

// The pair's membership at the context's revision, or null.
const Version* FindPair(const ResolvedContext& context,
                        absl::string_view organization,
                        absl::string_view member) {
  const RecordHistory* const history =
      context.model->FindMembership(organization, member);
  if (history == nullptr) return nullptr;
  const Version* const version = history->At(context.revision);
  // A later version may name another member of the same id.
  const bool exists = version != nullptr && version->record != nullptr &&
                      version->record->membership().member() == member;
  return exists ? version : nullptr;
}

// Answers one pair whose form is good.
absl::Status AnswerPair(const ResolvedContext& context,
                        absl::string_view organization,
                        absl::string_view member, model::DayRange days,
                        absl::string_view prefix, PairAnswerer& answerer,
                        v1::MembershipAnswer& answer) {
  const Version* const version = FindPair(context, organization, member);
  // A membership's references resolve at every revision (R7): where it exists
  // there is no need to look for its ends.
  if (version == nullptr) {
    Violations violations;
    CheckExists(context, organization, prefix, "organization", violations);
    CheckExists(context, member, prefix, "member", violations);
    COMITY_RETURN_IF_ERROR(violations.ToStatus());
  }
  return answerer.Fill(organization, member, version, days, answer);
}

absl::Status AnswerCheck(const ResolvedContext& context,
                         const v1::MembershipCheck& check, int index,
                         PairAnswerer& answerer, v1::MembershipAnswer& answer) {
  const std::string prefix = absl::StrCat("checks[", index, "].");
  Violations violations;
  CheckForm(check, prefix, violations);
  COMITY_RETURN_IF_ERROR(violations.ToStatus());
  model::DayRange days = context.days;
  if (!check.date().empty()) {
    COMITY_ASSIGN_OR_RETURN(const model::Date date,
                            model::Date::Parse(check.date()));
    days = date.bounds();
  }
  return AnswerPair(context, check.organization(), check.member(), days, prefix,
                    answerer, answer);
}

template <typename Request>
absl::StatusOr<ConsistencyNeed> NeedOfRequest(const Request& request) {
  Violations violations;
  CheckForm(request, violations);
  COMITY_RETURN_IF_ERROR(violations.ToStatus());
  return NeedOf(request.context());
}

}  // namespace

absl::StatusOr<ConsistencyNeed> NeedOf(
    const v1::CheckMembershipRequest& request) {
  return NeedOfRequest(request);
}

absl::StatusOr<ConsistencyNeed> NeedOf(
    const v1::BatchCheckMembershipsRequest& request) {
  return NeedOfRequest(request);
}

absl::StatusOr<v1::CheckMembershipResponse> Answer(
    const v1::CheckMembershipRequest& request,
    std::shared_ptr<const RegisterModel> model, absl::Time fresh_at,
    absl::Time now) {
  Violations violations;
  CheckForm(request, violations);
  COMITY_RETURN_IF_ERROR(violations.ToStatus());
  COMITY_ASSIGN_OR_RETURN(
      ResolvedContext context,
      Resolve(request.context(), std::move(model), fresh_at, now));
  v1::CheckMembershipResponse response;
  PairAnswerer answerer(context, StatusSet::MemberOr(request.statuses()));
  COMITY_RETURN_IF_ERROR(AnswerPair(context, request.organization(),
                                    request.member(), context.days, "",
                                    answerer, *response.mutable_answer()));
  *response.mutable_basis() = std::move(context.basis);
  return response;
}

absl::StatusOr<v1::BatchCheckMembershipsResponse> Answer(
    const v1::BatchCheckMembershipsRequest& request,
    std::shared_ptr<const RegisterModel> model, absl::Time fresh_at,
    absl::Time now) {
  Violations violations;
  CheckForm(request, violations);
  COMITY_RETURN_IF_ERROR(violations.ToStatus());
  COMITY_ASSIGN_OR_RETURN(
      ResolvedContext context,
      Resolve(request.context(), std::move(model), fresh_at, now));
  v1::BatchCheckMembershipsResponse response;
  response.mutable_results()->Reserve(request.checks_size());
  PairAnswerer answerer(context, StatusSet::MemberOr(request.statuses()));
  for (int i = 0; i < request.checks_size(); ++i) {
    v1::MembershipCheckResult& result = *response.add_results();
    const absl::Status status = AnswerCheck(context, request.checks(i), i,
                                            answerer, *result.mutable_answer());
    // Of the two, setting one unsets the other.
    if (!status.ok()) *result.mutable_error() = platform::ToRpcStatus(status);
  }
  *response.mutable_basis() = std::move(context.basis);
  return response;
}

}  // namespace comity::query
