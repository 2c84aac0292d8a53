// Joins the parts of a commit that exceeded a message of a stream.
#ifndef COMITY_CLI_CLIENT_COMMIT_JOINER_H_
#define COMITY_CLI_CLIENT_COMMIT_JOINER_H_

#include <optional>
#include <utility>

#include "comity/registry/v1/streams.pb.h"

namespace comity::cli {

// Not thread-safe.
class CommitJoiner {
 public:
  // The whole commit with its last part, nothing before. A part of another
  // commit than the one begun drops what was begun, as after a new stream.
  std::optional<registry::v1::Commit> Add(registry::v1::CommitPart part) {
    if (!pending_.has_value() ||
        pending_->revision() != part.commit().revision()) {
      pending_ = std::move(*part.mutable_commit());
    } else {
      for (auto& change : *part.mutable_commit()->mutable_changes()) {
        pending_->add_changes()->Swap(&change);
      }
    }
    if (part.more()) return std::nullopt;
    return std::exchange(pending_, std::nullopt);
  }

  // Forgets what was begun: a stream starts over with a first part.
  void Reset() { pending_.reset(); }

 private:
  std::optional<registry::v1::Commit> pending_;
};

}  // namespace comity::cli

#endif  // COMITY_CLI_CLIENT_COMMIT_JOINER_H_
