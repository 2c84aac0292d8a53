// The two errors that a store gives (store.h), worded once.
//
// Thread safety: pure functions.
#ifndef COMITY_REGISTRY_STORE_STORE_ERRORS_H_
#define COMITY_REGISTRY_STORE_STORE_ERRORS_H_

#include "absl/status/status.h"
#include "absl/strings/string_view.h"

namespace comity::registry {

// UNAVAILABLE (STORE_UNAVAILABLE): reads or writes do not work now.
absl::Status StoreUnavailable(absl::string_view what);

// DATA_LOSS (STORE_DAMAGED): the content contradicts itself. `what` says where;
// what an operator should do is added.
absl::Status StoreDamaged(absl::string_view what);

// INTERNAL (INTERNAL): the caller broke what an interface requires of it.
absl::Status StoreMisused(absl::string_view what);

}  // namespace comity::registry

#endif  // COMITY_REGISTRY_STORE_STORE_ERRORS_H_
