// Joins the parts of a commit that exceeded a message.
#ifndef COMITY_QUERY_FEED_COMMIT_ASSEMBLER_H_
#define COMITY_QUERY_FEED_COMMIT_ASSEMBLER_H_

#include <optional>

#include "absl/status/statusor.h"

#include "comity/registry/v1/commit.pb.h"
#include "comity/registry/v1/registry_service.pb.h"

namespace comity::query {

// Thread-compatible.
//
// Invariant: a commit leaves whole or not at all; what is pending belongs to
// one revision.
class CommitAssembler {
 public:
  // Takes the next part. Gives the commit with its last part, nothing before.
  // INTERNAL when a part of another revision comes in between.
  absl::StatusOr<std::optional<registry::v1::Commit>> Add(
      registry::v1::CommitPart part);

  // Whether some but not all parts of a commit are there.
  bool pending() const { return pending_.has_value(); }

 private:
  std::optional<registry::v1::Commit> pending_;
};

}  // namespace comity::query

#endif  // COMITY_QUERY_FEED_COMMIT_ASSEMBLER_H_
