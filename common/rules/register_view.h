// What the commit rules need to see of the register.
//
// The rules judge a commit against the register as it stands just before it.
// They reach it through this interface alone, so they run over any store and,
// in tests, over a map.
#ifndef COMITY_COMMON_RULES_REGISTER_VIEW_H_
#define COMITY_COMMON_RULES_REGISTER_VIEW_H_

#include <optional>
#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"

#include "comity/model/v1/record.pb.h"
#include "comity/model/v1/state.pb.h"

namespace comity::rules {

// The register at the newest revision, seen from inside a write: nothing
// changes it while the rules look. Not thread-safe. A failure of the store is
// the only error of each method; absence is a value.
class RegisterView {
 public:
  virtual ~RegisterView() = default;

  // The record, with its output-only revision set, or nothing.
  virtual absl::StatusOr<std::optional<model::v1::Record>> Find(
      absl::string_view name) = 0;

  // Names of records that refer to `name` in any marked field, ascending, at
  // most `limit`. Parenthood is not a reference.
  virtual absl::StatusOr<std::vector<std::string>> Referrers(
      absl::string_view name, size_t limit) = 0;

  // Names of records below `name` (those that begin with it and a slash),
  // ascending, at most `limit`.
  virtual absl::StatusOr<std::vector<std::string>> Children(
      absl::string_view name, size_t limit) = 0;

  // Names of states that bear the code at any time.
  virtual absl::StatusOr<std::vector<std::string>> CodeHolders(
      model::v1::CodeSystem system, absl::string_view value) = 0;
};

}  // namespace comity::rules

#endif  // COMITY_COMMON_RULES_REGISTER_VIEW_H_
