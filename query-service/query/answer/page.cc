#include "query/answer/page.h"

#include <algorithm>
#include <set>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_format.h"
#include "absl/strings/strip.h"

#include "common/model/edtf.h"
#include "common/model/limits.h"
#include "query/index/proto_time.h"

namespace comity::query {
namespace {

constexpr int32_t kPageSizeDefault = 100;

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

}  // namespace

v1::ReadContext ViewOf(const v1::ReadContext& context) {
  v1::ReadContext view;
  const auto take = [&view](const auto& from) {
    view.set_certainty(from.certainty());
    view.set_evidence_until(from.evidence_until());
    const std::set<std::string> sources(from.sources().begin(),
                                        from.sources().end());
    view.mutable_sources()->Assign(sources.begin(), sources.end());
    *view.mutable_hypotheses() = from.hypotheses();
  };
  if (context.has_basis()) {
    take(context.basis());
  } else {
    take(context);
  }
  return view;
}

void CheckPageFields(const v1::ReadContext& context, int32_t page_size,
                     const std::string& page_token,
                     const std::string& page_arguments,
                     platform::Violations& violations) {
  if (page_size < 0) {
    violations.Add(model::v1::REASON_FIELD_INVALID, "page_size",
                   absl::StrCat("must not be negative, was ", page_size));
  }
  if (page_token.empty()) return;
  const auto token = model::DecodePageToken(page_token, kPageTokenField);
  if (!token.ok()) {
    violations.Add(model::v1::REASON_PAGE_TOKEN_MALFORMED, kPageTokenField,
                   absl::StripPrefix(token.status().message(),
                                     absl::StrCat(kPageTokenField, ": ")));
  } else if (token->date().empty() || !model::Date::Parse(token->date()).ok() ||
             (token->has_fresh_at() && !IsValid(token->fresh_at()))) {
    violations.Add(model::v1::REASON_PAGE_TOKEN_MALFORMED, kPageTokenField,
                   "not a token of this service; start again without one");
  } else if (token->arguments() != page_arguments ||
             !IsSamePlace(context, *token)) {
    violations.Add(
        model::v1::REASON_PAGE_TOKEN_MISMATCH, kPageTokenField,
        "belongs to a call with other arguments; keep them while paging");
  }
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

int32_t PageSizeOf(int32_t page_size) {
  if (page_size == 0) return kPageSizeDefault;
  return static_cast<int32_t>(
      std::min<int64_t>(page_size, model::LimitOf(model::v1::LIMIT_PAGE_SIZE)));
}

std::string KeyOf(model::Day day) {
  return absl::StrFormat(
      "%07d", day.days_since_epoch() - model::kMinDay.days_since_epoch());
}

bool Page::Take(absl::string_view key) {
  if (taken_ == size_) {
    more_ = true;
    return false;
  }
  ++taken_;
  last_.assign(key.data(), key.size());
  return true;
}

std::string Page::NextToken(std::string page_arguments,
                            const v1::AnswerBasis& basis) const {
  model::v1::PageToken token;
  token.set_arguments(std::move(page_arguments));
  token.set_epoch(basis.epoch());
  token.set_revision(basis.revision());
  token.set_after(last_);
  token.set_date(basis.date());
  if (basis.has_fresh_at()) *token.mutable_fresh_at() = basis.fresh_at();
  return model::EncodeToken(token);
}

}  // namespace comity::query
