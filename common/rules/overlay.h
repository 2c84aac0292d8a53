// The register as it will be after the commit: drafts over what is stored.
//
// Not thread-safe: it caches what it read.
#ifndef COMITY_COMMON_RULES_OVERLAY_H_
#define COMITY_COMMON_RULES_OVERLAY_H_

#include <optional>
#include <string>
#include <vector>

#include "absl/container/node_hash_map.h"
#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"

#include "comity/model/v1/record.pb.h"
#include "common/rules/draft.h"
#include "common/rules/register_view.h"

namespace comity::rules {

class Overlay {
 public:
  // REQUIRES: both outlive it, and the drafts stay as they are.
  Overlay(RegisterView& view, const Drafts& drafts)
      : view_(view), drafts_(drafts) {}

  // The record as it will be, or null. Lives as long as the overlay.
  absl::StatusOr<const model::v1::Record*> Find(absl::string_view name);

  // As Find, but null also for a draft whose form is not in order: rules that
  // read its dates must not rest on it.
  absl::StatusOr<const model::v1::Record*> FindWellFormed(
      absl::string_view name);

  const Drafts& drafts() const { return drafts_; }
  RegisterView& view() { return view_; }

 private:
  RegisterView& view_;
  const Drafts& drafts_;
  absl::node_hash_map<std::string, std::optional<model::v1::Record>> stored_;
};

}  // namespace comity::rules

#endif  // COMITY_COMMON_RULES_OVERLAY_H_
