#include "registry/core/selection.h"

#include <algorithm>
#include <optional>

#include "absl/strings/ascii.h"
#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"

#include "common/model/errors.h"
#include "common/model/limits.h"
#include "common/platform/error.h"
#include "common/platform/status_macros.h"

namespace comity::registry {
namespace {

// Longer than any name: a collection, an id, a collection and an id.
constexpr std::size_t kNamePrefixBytesMax = 160;

constexpr absl::string_view kKindUnknown =
    "is not a kind of record; leave it out for all of them";

bool IsKind(model::v1::RecordKind kind) {
  return kind != model::v1::RECORD_KIND_UNSPECIFIED &&
         model::v1::RecordKind_IsValid(kind);
}

bool IsNamePrefix(absl::string_view prefix) {
  return !prefix.empty() && prefix.size() <= kNamePrefixBytesMax &&
         std::all_of(prefix.begin(), prefix.end(), [](unsigned char c) {
           return absl::ascii_isalnum(c) || c == '-' || c == '/';
         });
}

std::string NotNamePrefix(absl::string_view prefix) {
  return absl::StrCat(model::Quoted(prefix),
                      " is not the beginning of any name");
}

}  // namespace

absl::Status CheckKind(absl::string_view field, model::v1::RecordKind kind) {
  if (IsKind(kind)) return absl::OkStatus();
  platform::Violations violations;
  violations.Add(model::v1::REASON_FIELD_INVALID, field, kKindUnknown);
  return violations.ToStatus();
}

absl::Status CheckNamePrefix(absl::string_view field,
                             absl::string_view prefix) {
  if (IsNamePrefix(prefix)) return absl::OkStatus();
  platform::Violations violations;
  violations.Add(model::v1::REASON_NAME_MALFORMED, field,
                 NotNamePrefix(prefix));
  return violations.ToStatus();
}

absl::StatusOr<Selection> Selection::Of(const v1::WatchRequest& request) {
  platform::Violations violations;
  Selection selection;
  for (int i = 0; i < request.kinds_size(); ++i) {
    if (IsKind(request.kinds(i))) {
      selection.kinds_.Add(request.kinds(i));
    } else {
      violations.Add(model::v1::REASON_FIELD_INVALID,
                     absl::StrCat("kinds[", i, "]"), kKindUnknown);
    }
  }
  const int64_t prefixes_max = model::LimitOf(model::v1::LIMIT_NAME_PREFIXES);
  if (request.name_prefixes_size() > prefixes_max) {
    violations.Add(model::v1::REASON_TOO_MANY_ITEMS, "name_prefixes",
                   absl::StrCat(request.name_prefixes_size(),
                                " are more than the limit of ", prefixes_max));
    return violations.ToStatus();
  }
  for (int i = 0; i < request.name_prefixes_size(); ++i) {
    const std::string& prefix = request.name_prefixes(i);
    if (IsNamePrefix(prefix)) {
      selection.prefixes_.push_back(prefix);
    } else {
      violations.Add(model::v1::REASON_NAME_MALFORMED,
                     absl::StrCat("name_prefixes[", i, "]"),
                     NotNamePrefix(prefix));
    }
  }
  COMITY_RETURN_IF_ERROR(violations.ToStatus());
  return selection;
}

bool Selection::Passes(absl::string_view name) const {
  if (!kinds_.empty()) {
    const std::optional<model::Kind> kind = model::KindOf(name);
    if (!kind.has_value() || !kinds_.Has(*kind)) return false;
  }
  return prefixes_.empty() ||
         std::any_of(prefixes_.begin(), prefixes_.end(),
                     [name](const std::string& prefix) {
                       return absl::StartsWith(name, prefix);
                     });
}

}  // namespace comity::registry
