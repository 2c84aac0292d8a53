// Which records a list or a watch is about: kinds and beginnings of names.
//
// Thread safety: pure functions, and a value that does not change.
#ifndef COMITY_REGISTRY_CORE_SELECTION_H_
#define COMITY_REGISTRY_CORE_SELECTION_H_

#include <cstddef>
#include <string>
#include <vector>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"

#include "comity/model/v1/kind.pb.h"
#include "comity/registry/v1/registry_service.pb.h"
#include "common/model/resource_name.h"

namespace comity::registry {

// FIELD_INVALID unless `kind` is one of the ten.
absl::Status CheckKind(absl::string_view field, model::v1::RecordKind kind);

// NAME_MALFORMED unless some name could start with `prefix`, as far as its
// length and characters tell.
absl::Status CheckNamePrefix(absl::string_view field, absl::string_view prefix);

// The filter of a watch.
class Selection {
 public:
  // Selects everything.
  Selection() = default;

  // Reports all that is wrong with the filter's fields: FIELD_INVALID,
  // NAME_MALFORMED, TOO_MANY_ITEMS.
  static absl::StatusOr<Selection> Of(const v1::WatchRequest& request);

  // Whether a record of this name passes.
  bool Passes(absl::string_view name) const;

  bool everything() const { return kinds_.empty() && prefixes_.empty(); }

 private:
  model::KindSet kinds_;               // empty: all
  std::vector<std::string> prefixes_;  // empty: all
};

}  // namespace comity::registry

#endif  // COMITY_REGISTRY_CORE_SELECTION_H_
