#include "registry/core/paging.h"

#include <algorithm>

#include "absl/strings/numbers.h"
#include "absl/strings/str_cat.h"

#include "common/model/limits.h"
#include "common/model/tokens.h"
#include "common/platform/error.h"
#include "common/platform/status_macros.h"
#include "registry/core/log_access.h"

namespace comity::registry {

absl::StatusOr<std::size_t> PageSize(int32_t asked) {
  if (asked < 0) {
    return FieldInvalid("page_size",
                        absl::StrCat("must not be negative, was ", asked));
  }
  if (asked == 0) return kPageSizeDefault;
  return static_cast<std::size_t>(
      std::min<int64_t>(asked, model::LimitOf(model::v1::LIMIT_PAGE_SIZE)));
}

absl::StatusOr<model::v1::PageToken> OpenPageToken(absl::string_view field,
                                                   absl::string_view text,
                                                   const std::string& arguments,
                                                   const Head& head) {
  COMITY_ASSIGN_OR_RETURN(model::v1::PageToken token,
                          model::DecodePageToken(text, field));
  if (token.arguments() != arguments) return PageTokenMismatch(field);
  COMITY_RETURN_IF_ERROR(CheckEpoch(field, token.epoch(), head));
  if (token.revision() > head.revision) {
    return RevisionInFuture(field, token.revision(), head.revision);
  }
  return token;
}

std::string MakePageToken(const std::string& arguments, const Head& head,
                          int64_t revision, absl::string_view after) {
  model::v1::PageToken token;
  token.set_arguments(arguments);
  token.set_epoch(head.epoch);
  token.set_revision(revision);
  token.set_after(std::string(after));
  return model::EncodeToken(token);
}

absl::StatusOr<int64_t> RevisionAfter(absl::string_view field,
                                      absl::string_view after) {
  int64_t revision = 0;
  if (!absl::SimpleAtoi(after, &revision) || revision < 1) {
    return PageTokenMalformed(field);
  }
  return revision;
}

absl::Status PageTokenMalformed(absl::string_view field) {
  constexpr absl::string_view kDescription =
      "not a token of this service; start again without one";
  return platform::Error(model::v1::REASON_PAGE_TOKEN_MALFORMED,
                         absl::StrCat(field, ": ", kDescription))
      .Field(field, kDescription);
}

absl::Status PageTokenMismatch(absl::string_view field) {
  constexpr absl::string_view kDescription =
      "belongs to a call with other arguments; keep them while paging";
  return platform::Error(model::v1::REASON_PAGE_TOKEN_MISMATCH,
                         absl::StrCat(field, ": ", kDescription))
      .Field(field, kDescription);
}

}  // namespace comity::registry
