#include "query/feed/commit_assembler.h"

#include <utility>

#include "absl/strings/str_cat.h"

namespace comity::query {

absl::StatusOr<std::optional<registry::v1::Commit>> CommitAssembler::Add(
    registry::v1::CommitPart part) {
  if (!pending_.has_value()) {
    pending_ = std::move(*part.mutable_commit());
  } else if (pending_->revision() != part.commit().revision()) {
    return absl::InternalError(absl::StrCat(
        "a part of commit ", part.commit().revision(),
        " came before the last part of commit ", pending_->revision()));
  } else {
    for (registry::v1::RecordChange& change :
         *part.mutable_commit()->mutable_changes()) {
      *pending_->add_changes() = std::move(change);
    }
  }
  if (part.more()) return std::optional<registry::v1::Commit>();
  return std::exchange(pending_, std::nullopt);
}

}  // namespace comity::query
