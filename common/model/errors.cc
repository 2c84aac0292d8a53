#include "common/model/errors.h"

#include "absl/strings/escaping.h"
#include "absl/strings/str_cat.h"

#include "common/platform/error.h"

namespace comity::model {

std::string Quoted(absl::string_view text) {
  constexpr size_t kMaxQuotedBytes = 80;
  const bool cut = text.size() > kMaxQuotedBytes;
  return absl::StrCat("'", absl::CHexEscape(text.substr(0, kMaxQuotedBytes)),
                      cut ? "...'" : "'");
}

absl::Status QuotedError(v1::Reason reason, absl::string_view text,
                         absl::string_view what) {
  return ReasonError(reason, absl::StrCat(Quoted(text), " ", what));
}

absl::Status ReasonError(v1::Reason reason, absl::string_view message) {
  return platform::Error(reason, message);
}

}  // namespace comity::model
