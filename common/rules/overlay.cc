#include "common/rules/overlay.h"

#include <utility>

#include "common/platform/status_macros.h"

namespace comity::rules {

using model::v1::Record;

absl::StatusOr<const Record*> Overlay::Find(absl::string_view name) {
  if (const Draft* draft = drafts_.Find(name)) {
    return draft->deleted() ? nullptr : &*draft->after;
  }
  auto cached = stored_.find(name);
  if (cached == stored_.end()) {
    COMITY_ASSIGN_OR_RETURN(std::optional<Record> record, view_.Find(name));
    cached = stored_.emplace(std::string(name), std::move(record)).first;
  }
  return cached->second.has_value() ? &*cached->second : nullptr;
}

absl::StatusOr<const Record*> Overlay::FindWellFormed(absl::string_view name) {
  const Draft* draft = drafts_.Find(name);
  if (draft != nullptr && !draft->well_formed) return nullptr;
  return Find(name);
}

}  // namespace comity::rules
