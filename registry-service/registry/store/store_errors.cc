#include "registry/store/store_errors.h"

#include "absl/strings/str_cat.h"

#include "common/platform/error.h"

namespace comity::registry {

absl::Status StoreUnavailable(absl::string_view what) {
  return platform::Error(model::v1::REASON_STORE_UNAVAILABLE, what);
}

absl::Status StoreDamaged(absl::string_view what) {
  return platform::Error(
      model::v1::REASON_STORE_DAMAGED,
      absl::StrCat(what,
                   ": stop the registry, keep a copy of its database with the "
                   "-wal file beside it, and restore a backup"));
}

absl::Status StoreMisused(absl::string_view what) {
  return platform::Error(model::v1::REASON_INTERNAL, what);
}

}  // namespace comity::registry
