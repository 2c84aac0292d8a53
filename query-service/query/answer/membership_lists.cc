// The lists among the answers about memberships.
#include <algorithm>
#include <utility>
#include <vector>

#include "absl/strings/str_cat.h"

#include "common/model/resource_name.h"
#include "common/platform/error.h"
#include "common/platform/status_macros.h"
#include "query/answer/membership_answer.h"

namespace comity::query {
namespace {

using platform::Violations;

// A pair that may be on a list; the views point into the index.
struct Candidate {
  absl::string_view key;  // the end that the list runs over
  const Version* version = nullptr;
};

// The pairs whose membership exists, in ascending order of keys.
std::vector<Candidate> CandidatesOf(
    const ResolvedContext& context, absl::string_view subject,
    MembershipEnd end, absl::FunctionRef<bool(absl::string_view)> passed) {
  std::vector<Candidate> candidates;
  candidates.reserve(256);  // most lists; growing costs more than the room
  const auto add = [&](const Version& version) {
    const absl::string_view key =
        end == MembershipEnd::kMember
            ? absl::string_view(version.record->membership().member())
            : model::ParentOf(version.record->name());
    if (!passed(key)) candidates.push_back({key, &version});
  };
  if (end == MembershipEnd::kMember) {
    context.reader.ForEachMember(subject, add);
  } else {
    context.reader.ForEachMembership(subject, add);
  }
  std::sort(
      candidates.begin(), candidates.end(),
      [](const Candidate& a, const Candidate& b) { return a.key < b.key; });
  return candidates;
}

template <typename Request, typename Response>
absl::Status ComposeList(
    const Request& request, absl::string_view subject, const char* field,
    MembershipEnd end, const ResolvedContext& context,
    google::protobuf::RepeatedPtrField<v1::MembershipAnswer>& answers,
    Response& response) {
  Violations violations;
  CheckExists(context.reader, subject, field, violations);
  COMITY_RETURN_IF_ERROR(violations.ToStatus());
  Page page(request);
  PairAnswerer answerer(context, StatusSet::AnyOr(request.statuses()));
  COMITY_RETURN_IF_ERROR(ForEachListed(
      context, subject, end, answerer,
      [&page](absl::string_view key) { return page.Passed(key); },
      [&](absl::string_view key, v1::MembershipAnswer&& answer) {
        if (!page.Take(key)) return false;
        *answers.Add() = std::move(answer);
        return true;
      }));
  page.Finish(request, context, response);
  return absl::OkStatus();
}

}  // namespace

absl::Status ForEachListed(
    const ResolvedContext& context, absl::string_view subject,
    MembershipEnd end, PairAnswerer& answerer,
    absl::FunctionRef<bool(absl::string_view key)> passed,
    absl::FunctionRef<bool(absl::string_view key, v1::MembershipAnswer&&)>
        visitor) {
  for (const Candidate& candidate :
       CandidatesOf(context, subject, end, passed)) {
    const model::v1::Record& record = *candidate.version->record;
    v1::MembershipAnswer answer;
    COMITY_RETURN_IF_ERROR(answerer.Fill(
        model::ParentOf(record.name()), record.membership().member(),
        candidate.version, context.days, answer));
    if (!IsShown(answer.verdict(), context.mode())) continue;
    if (!visitor(candidate.key, std::move(answer))) break;
  }
  return absl::OkStatus();
}

void Question<v1::ListMembersRequest>::CheckFields(
    const v1::ListMembersRequest& request, Violations& violations) {
  CheckName(request.organization(), kOrganizations, Presence::kRequired,
            "organization", violations);
  CheckStatuses(request.statuses(), violations);
}

absl::Status Question<v1::ListMembersRequest>::Compose(
    const v1::ListMembersRequest& request, const ResolvedContext& context,
    Response& response) {
  return ComposeList(request, request.organization(), "organization",
                     MembershipEnd::kMember, context,
                     *response.mutable_members(), response);
}

void Question<v1::ListMembershipsRequest>::CheckFields(
    const v1::ListMembershipsRequest& request, Violations& violations) {
  CheckName(request.member(), kMembers, Presence::kRequired, "member",
            violations);
  CheckStatuses(request.statuses(), violations);
}

absl::Status Question<v1::ListMembershipsRequest>::Compose(
    const v1::ListMembershipsRequest& request, const ResolvedContext& context,
    Response& response) {
  return ComposeList(request, request.member(), "member",
                     MembershipEnd::kOrganization, context,
                     *response.mutable_memberships(), response);
}

}  // namespace comity::query
