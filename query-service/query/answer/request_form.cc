#include "query/answer/request_form.h"

#include <algorithm>
#include <limits>
#include <set>
#include <string>
#include <utility>

#include "absl/strings/str_cat.h"
#include "absl/strings/strip.h"

#include "common/model/canonical.h"
#include "common/model/edtf.h"
#include "common/model/limits.h"
#include "common/model/resource_name.h"
#include "common/model/tokens.h"
#include "query/index/proto_time.h"

namespace comity::query {
namespace {

using model::v1::MembershipStatus;
using platform::Violations;

constexpr int32_t kPageSizeDefault = 100;
constexpr model::KindSet kOrganizations = {model::v1::RECORD_KIND_ORGANIZATION};
constexpr model::KindSet kMembers = {model::v1::RECORD_KIND_STATE,
                                     model::v1::RECORD_KIND_ORGANIZATION};

void CheckName(absl::string_view name, model::KindSet kinds,
               absl::string_view prefix, absl::string_view field,
               Violations& violations) {
  if (name.empty()) {
    violations.Add(model::v1::REASON_FIELD_MISSING, absl::StrCat(prefix, field),
                   kinds == kOrganizations
                       ? "a name is required, such as organizations/sco"
                       : "a name is required, such as states/IND");
    return;
  }
  const auto parsed = model::TryParseName(name);
  if (parsed.has_value() && kinds.Has(parsed->kind)) return;
  violations.Add(model::v1::REASON_NAME_MALFORMED, absl::StrCat(prefix, field),
                 model::ParseNameOf(name, kinds).status().message());
}

void CheckStatuses(const StatusSet::Statuses& statuses,
                   Violations& violations) {
  for (int i = 0; i < statuses.size(); ++i) {
    if (statuses[i] == model::v1::MEMBERSHIP_STATUS_UNSPECIFIED ||
        !model::v1::MembershipStatus_IsValid(statuses[i])) {
      violations.Add(model::v1::REASON_FIELD_INVALID,
                     absl::StrCat("statuses[", i, "]"),
                     absl::StrCat(statuses[i], " is not a status"));
    }
  }
}

// What of a context must stay the same from page to page: the view. Revision,
// date and freshness are the token's, so that a basis, which names them too,
// gives the same pages as the context that it came from (Q3).
v1::ReadContext ViewOf(const v1::ReadContext& context) {
  v1::ReadContext view;
  const auto take = [&view](const auto& from) {
    view.set_certainty(from.certainty());
    view.set_evidence_until(from.evidence_until());
    const std::set<std::string> sources(from.sources().begin(),
                                        from.sources().end());
    view.mutable_sources()->Assign(sources.begin(), sources.end());
  };
  if (context.has_basis()) {
    take(context.basis());
  } else {
    take(context);
  }
  return view;
}

// Whether date and revision, where the context names them, are the token's.
bool IsSamePlace(const v1::ReadContext& context,
                 const model::v1::PageToken& token) {
  const std::string& date =
      context.has_basis() ? context.basis().date() : context.date();
  const int64_t revision =
      context.has_basis() ? context.basis().revision() : context.at_revision();
  return (date.empty() || date == token.date()) &&
         (revision == 0 || revision == token.revision());
}

// What a list of any kind has: context, statuses, page size and token.
template <typename Request>
void CheckList(const Request& request, Violations& violations) {
  CheckForm(request.context(), violations);
  CheckStatuses(request.statuses(), violations);
  if (request.page_size() < 0) {
    violations.Add(
        model::v1::REASON_FIELD_INVALID, "page_size",
        absl::StrCat("must not be negative, was ", request.page_size()));
  }
  if (request.page_token().empty()) return;
  const auto token =
      model::DecodePageToken(request.page_token(), kPageTokenField);
  if (!token.ok()) {
    violations.Add(model::v1::REASON_PAGE_TOKEN_MALFORMED, kPageTokenField,
                   absl::StripPrefix(token.status().message(),
                                     absl::StrCat(kPageTokenField, ": ")));
  } else if (token->date().empty() || !model::Date::Parse(token->date()).ok() ||
             (token->has_fresh_at() && !IsValid(token->fresh_at()))) {
    violations.Add(model::v1::REASON_PAGE_TOKEN_MALFORMED, kPageTokenField,
                   "not a token of this service; start again without one");
  } else if (token->arguments() != PageArgumentsOf(request) ||
             !IsSamePlace(request.context(), *token)) {
    violations.Add(
        model::v1::REASON_PAGE_TOKEN_MISMATCH, kPageTokenField,
        "belongs to a call with other arguments; keep them while paging");
  }
}

template <typename Request>
std::string ArgumentsOf(Request request, absl::string_view method) {
  request.clear_page_size();
  request.clear_page_token();
  *request.mutable_context() = ViewOf(request.context());
  return model::PageArguments(method, model::SerializeCanonically(request));
}

}  // namespace

StatusSet::StatusSet(const Statuses& statuses) {
  for (const int status : statuses) bits_ |= 1u << status;
}

StatusSet StatusSet::MemberOr(const Statuses& statuses) {
  StatusSet set(statuses);
  if (statuses.empty()) set.bits_ = 1u << model::v1::MEMBERSHIP_STATUS_MEMBER;
  return set;
}

StatusSet StatusSet::AnyOr(const Statuses& statuses) {
  StatusSet set(statuses);
  if (statuses.empty()) set.bits_ = std::numeric_limits<uint32_t>::max();
  return set;
}

void CheckForm(const v1::CheckMembershipRequest& request,
               Violations& violations) {
  CheckForm(request.context(), violations);
  CheckName(request.organization(), kOrganizations, "", "organization",
            violations);
  CheckName(request.member(), kMembers, "", "member", violations);
  CheckStatuses(request.statuses(), violations);
}

void CheckForm(const v1::BatchCheckMembershipsRequest& request,
               Violations& violations) {
  CheckForm(request.context(), violations);
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

void CheckForm(const v1::MembershipCheck& check, absl::string_view prefix,
               Violations& violations) {
  CheckName(check.organization(), kOrganizations, prefix, "organization",
            violations);
  CheckName(check.member(), kMembers, prefix, "member", violations);
  if (const auto date = model::Date::Parse(check.date()); !date.ok()) {
    violations.Add(model::v1::REASON_DATE_MALFORMED,
                   absl::StrCat(prefix, "date"), date.status().message());
  }
}

void CheckForm(const v1::ListMembersRequest& request, Violations& violations) {
  CheckName(request.organization(), kOrganizations, "", "organization",
            violations);
  CheckList(request, violations);
}

void CheckForm(const v1::ListMembershipsRequest& request,
               Violations& violations) {
  CheckName(request.member(), kMembers, "", "member", violations);
  CheckList(request, violations);
}

int32_t PageSizeOf(int32_t page_size) {
  if (page_size == 0) return kPageSizeDefault;
  return static_cast<int32_t>(
      std::min<int64_t>(page_size, model::LimitOf(model::v1::LIMIT_PAGE_SIZE)));
}

std::string PageArgumentsOf(const v1::ListMembersRequest& request) {
  return ArgumentsOf(request, "comity.query.v1.QueryService/ListMembers");
}

std::string PageArgumentsOf(const v1::ListMembershipsRequest& request) {
  return ArgumentsOf(request, "comity.query.v1.QueryService/ListMemberships");
}

std::optional<model::v1::PageToken> PageTokenOf(const std::string& page_token) {
  if (page_token.empty()) return std::nullopt;
  return model::DecodePageToken(page_token, kPageTokenField).value();
}

PagePosition PositionOf(const model::v1::PageToken& token) {
  PagePosition position;
  position.epoch = token.epoch();
  position.revision = token.revision();
  position.date = token.date();
  if (token.has_fresh_at()) position.fresh_at = token.fresh_at();
  return position;
}

}  // namespace comity::query
