#include "registry/server/store_spec.h"

#include <string>

#include "absl/status/status.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/strip.h"

#include "registry/store/sqlite_store.h"

namespace comity::registry {

absl::StatusOr<std::unique_ptr<Store>> OpenStore(absl::string_view spec,
                                                 int readers) {
  absl::string_view path = spec;
  if (!absl::ConsumePrefix(&path, "sqlite:") || path.empty()) {
    return absl::InvalidArgumentError(
        absl::StrCat("the store '", spec,
                     "' is of no known form; write sqlite:PATH, such as "
                     "sqlite:./comity-data/registry.db"));
  }
  return OpenSqliteStore(
      SqliteOptions{.path = std::string(path), .reader_connections = readers});
}

}  // namespace comity::registry
