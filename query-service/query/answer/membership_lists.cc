// The lists among the answers about memberships.
#include <algorithm>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "absl/strings/str_cat.h"

#include "common/model/resource_name.h"
#include "common/model/tokens.h"
#include "common/platform/error.h"
#include "common/platform/status_macros.h"
#include "query/answer/membership_answer.h"
#include "query/answer/pair_answer.h"
#include "query/answer/request_form.h"

namespace comity::query {
namespace {

using platform::Violations;

// A pair that may be on a list; the views point into the index.
struct Candidate {
  absl::string_view key;  // the end that the list runs over
  absl::string_view organization;
  absl::string_view member;
  const Version* version = nullptr;
};

// What differs between the two lists.
struct ListSubject {
  const char* field;       // of the request
  absl::string_view name;  // the end asked about
  bool is_organization;    // whether its members are asked for
};

ListSubject SubjectOf(const v1::ListMembersRequest& request) {
  return {"organization", request.organization(), true};
}
ListSubject SubjectOf(const v1::ListMembershipsRequest& request) {
  return {"member", request.member(), false};
}

// The pairs whose membership exists at the revision, with keys after `after`,
// in ascending order of keys.
absl::StatusOr<std::vector<Candidate>> CandidatesOf(
    const ResolvedContext& context, const ListSubject& subject,
    absl::string_view after) {
  const RecordHistory* const history = context.model->Find(subject.name);
  if (history == nullptr || history->RecordAt(context.revision) == nullptr) {
    Violations violations;
    violations.Add(
        model::v1::REASON_RECORD_NOT_FOUND, subject.field,
        absl::StrCat("'", subject.name, "' does not exist at revision ",
                     context.revision));
    return violations.ToStatus();
  }
  std::vector<Candidate> candidates;
  const MembershipLink* link =
      subject.is_organization ? history->members() : history->memberships();
  for (; link != nullptr; link = link->next) {
    const Version* const version = link->history->At(context.revision);
    if (version == nullptr || version->record == nullptr) continue;
    Candidate candidate;
    candidate.version = version;
    candidate.organization = model::ParentOf(link->history->name());
    candidate.member = version->record->membership().member();
    // At this revision it may name another member of the same id.
    if (!subject.is_organization && candidate.member != subject.name) continue;
    candidate.key =
        subject.is_organization ? candidate.member : candidate.organization;
    if (candidate.key > after) candidates.push_back(candidate);
  }
  std::sort(
      candidates.begin(), candidates.end(),
      [](const Candidate& a, const Candidate& b) { return a.key < b.key; });
  return candidates;
}

// Whether a list shows the answer: what is certainly not so is left out, and
// with STRICT what is not certainly so; what nothing can be said of is not.
bool IsListed(const v1::MembershipAnswer& answer) {
  if (answer.verdict() == v1::VERDICT_UNKNOWN) return true;
  return answer.has_holds() ? answer.holds()
                            : answer.verdict() != v1::VERDICT_NO;
}

absl::StatusOr<ResolvedContext> ResolveList(
    const v1::ReadContext& context,
    const std::optional<model::v1::PageToken>& token,
    std::shared_ptr<const RegisterModel> model, absl::Time fresh_at,
    absl::Time now) {
  if (token.has_value()) {
    return ResolvePage(context, PositionOf(*token), std::move(model));
  }
  return Resolve(context, std::move(model), fresh_at, now);
}

template <typename Request>
std::string NextPageToken(const Request& request, const v1::AnswerBasis& basis,
                          absl::string_view after) {
  model::v1::PageToken token;
  token.set_arguments(PageArgumentsOf(request));
  token.set_epoch(basis.epoch());
  token.set_revision(basis.revision());
  token.set_after(after.data(), after.size());
  token.set_date(basis.date());
  if (basis.has_fresh_at()) *token.mutable_fresh_at() = basis.fresh_at();
  return model::EncodeToken(token);
}

// Fills `answers` with one page of the list and gives what else the response
// needs: basis and token.
template <typename Request, typename Response>
absl::StatusOr<Response> AnswerList(
    const Request& request, std::shared_ptr<const RegisterModel> model,
    absl::Time fresh_at, absl::Time now,
    google::protobuf::RepeatedPtrField<v1::MembershipAnswer>* (
        Response::*answers_of)()) {
  Violations violations;
  CheckForm(request, violations);
  COMITY_RETURN_IF_ERROR(violations.ToStatus());
  const std::optional<model::v1::PageToken> token =
      PageTokenOf(request.page_token());
  COMITY_ASSIGN_OR_RETURN(
      ResolvedContext context,
      ResolveList(request.context(), token, std::move(model), fresh_at, now));
  COMITY_ASSIGN_OR_RETURN(
      const std::vector<Candidate> candidates,
      CandidatesOf(context, SubjectOf(request),
                   token.has_value() ? token->after() : ""));

  Response response;
  auto& answers = *(response.*answers_of)();
  PairAnswerer answerer(context, StatusSet::AnyOr(request.statuses()));
  const int32_t page_size = PageSizeOf(request.page_size());
  absl::string_view last;
  for (const Candidate& candidate : candidates) {
    v1::MembershipAnswer answer;
    COMITY_RETURN_IF_ERROR(answerer.Fill(candidate.organization,
                                         candidate.member, candidate.version,
                                         context.days, answer));
    if (!IsListed(answer)) continue;
    if (answers.size() == page_size) {
      // One more than fits: there is a next page.
      response.set_next_page_token(NextPageToken(request, context.basis, last));
      break;
    }
    *answers.Add() = std::move(answer);
    last = candidate.key;
  }
  *response.mutable_basis() = std::move(context.basis);
  return response;
}

template <typename Request>
absl::StatusOr<ConsistencyNeed> NeedOfList(const Request& request) {
  Violations violations;
  CheckForm(request, violations);
  COMITY_RETURN_IF_ERROR(violations.ToStatus());
  if (request.page_token().empty()) return NeedOf(request.context());
  return NeedOf(PositionOf(*PageTokenOf(request.page_token())));
}

}  // namespace

absl::StatusOr<ConsistencyNeed> NeedOf(const v1::ListMembersRequest& request) {
  return NeedOfList(request);
}

absl::StatusOr<ConsistencyNeed> NeedOf(
    const v1::ListMembershipsRequest& request) {
  return NeedOfList(request);
}

absl::StatusOr<v1::ListMembersResponse> Answer(
    const v1::ListMembersRequest& request,
    std::shared_ptr<const RegisterModel> model, absl::Time fresh_at,
    absl::Time now) {
  return AnswerList(request, std::move(model), fresh_at, now,
                    &v1::ListMembersResponse::mutable_members);
}

absl::StatusOr<v1::ListMembershipsResponse> Answer(
    const v1::ListMembershipsRequest& request,
    std::shared_ptr<const RegisterModel> model, absl::Time fresh_at,
    absl::Time now) {
  return AnswerList(request, std::move(model), fresh_at, now,
                    &v1::ListMembershipsResponse::mutable_memberships);
}

}  // namespace comity::query
