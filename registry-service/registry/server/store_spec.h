// Which store an operator asked for.
#ifndef COMITY_REGISTRY_SERVER_STORE_SPEC_H_
#define COMITY_REGISTRY_SERVER_STORE_SPEC_H_

#include <memory>

#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"

#include "registry/store/store.h"

namespace comity::registry {

// Opens the store that `spec` names, such as
// "sqlite:./comity-data/registry.db", for `readers` reads at a time.
// INVALID_ARGUMENT, with a sentence that says which forms there are, unless it
// is one of them; else as the store fails.
absl::StatusOr<std::unique_ptr<Store>> OpenStore(absl::string_view spec,
                                                 int readers);

}  // namespace comity::registry

#endif  // COMITY_REGISTRY_SERVER_STORE_SPEC_H_
