#include "query/answer/membership_answer.h"

#include <string>

#include "absl/strings/str_cat.h"

#include "common/model/edtf.h"
#include "common/model/limits.h"
#include "common/platform/error.h"
#include "common/platform/status_macros.h"

namespace comity::query {
namespace {

using platform::Violations;

void CheckPair(const v1::MembershipCheck& check, absl::string_view prefix,
               Violations& violations) {
  CheckName(check.organization(), kOrganizations, Presence::kRequired, prefix,
            "organization", violations);
  CheckName(check.member(), kMembers, Presence::kRequired, prefix, "member",
            violations);
  CheckDate(check.date(), absl::StrCat(prefix, "date"), violations);
}

absl::Status AnswerCheck(const ResolvedContext& context,
                         const v1::MembershipCheck& check, int index,
                         PairAnswerer& answerer, v1::MembershipAnswer& answer) {
  const std::string prefix = absl::StrCat("checks[", index, "].");
  Violations violations;
  CheckPair(check, prefix, violations);
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

}  // namespace

absl::Status AnswerPair(const ResolvedContext& context,
                        absl::string_view organization,
                        absl::string_view member, model::DayRange days,
                        absl::string_view prefix, PairAnswerer& answerer,
                        v1::MembershipAnswer& answer) {
  const Version* const version =
      context.reader.FindMembership(organization, member);
  // A membership's references resolve at every revision (R7): where it exists
  // there is no need to look for its ends.
  if (version == nullptr) {
    Violations violations;
    CheckExists(context.reader, organization, prefix, "organization",
                violations);
    CheckExists(context.reader, member, prefix, "member", violations);
    COMITY_RETURN_IF_ERROR(violations.ToStatus());
  }
  return answerer.Fill(organization, member, version, days, answer);
}

void Question<v1::CheckMembershipRequest>::CheckFields(
    const v1::CheckMembershipRequest& request, Violations& violations) {
  CheckName(request.organization(), kOrganizations, Presence::kRequired,
            "organization", violations);
  CheckName(request.member(), kMembers, Presence::kRequired, "member",
            violations);
  CheckStatuses(request.statuses(), violations);
}

absl::Status Question<v1::CheckMembershipRequest>::Compose(
    const v1::CheckMembershipRequest& request, const ResolvedContext& context,
    Response& response) {
  PairAnswerer answerer(context, StatusSet::MemberOr(request.statuses()));
  return AnswerPair(context, request.organization(), request.member(),
                    context.days, "", answerer, *response.mutable_answer());
}

void Question<v1::BatchCheckMembershipsRequest>::CheckFields(
    const v1::BatchCheckMembershipsRequest& request, Violations& violations) {
  CheckStatuses(request.statuses(), violations);
  const int64_t checks_max = model::LimitOf(model::v1::LIMIT_CHECKS_PER_BATCH);
  if (request.checks().empty()) {
    violations.Add(model::v1::REASON_FIELD_MISSING, "checks",
                   "at least one pair is required");
  } else if (request.checks_size() > checks_max) {
    violations.Add(
        model::v1::REASON_TOO_MANY_ITEMS, "checks",
        absl::StrCat(request.checks_size(), " are more than the limit of ",
                     checks_max, "; split the batch"));
  }
}

absl::Status Question<v1::BatchCheckMembershipsRequest>::Compose(
    const v1::BatchCheckMembershipsRequest& request,
    const ResolvedContext& context, Response& response) {
  response.mutable_results()->Reserve(request.checks_size());
  PairAnswerer answerer(context, StatusSet::MemberOr(request.statuses()));
  for (int i = 0; i < request.checks_size(); ++i) {
    v1::MembershipCheckResult& result = *response.add_results();
    const absl::Status status = AnswerCheck(context, request.checks(i), i,
                                            answerer, *result.mutable_answer());
    // Of the two, setting one unsets the other.
    if (!status.ok()) *result.mutable_error() = platform::ToRpcStatus(status);
  }
  return absl::OkStatus();
}

}  // namespace comity::query
