#include "query/feed/watch_follow.h"

#include <optional>
#include <utility>

#include "absl/strings/str_cat.h"

#include "common/platform/error.h"
#include "common/platform/status_macros.h"

namespace comity::query {

using platform::Error;
using registry::v1::Checkpoint;
using registry::v1::Commit;
using registry::v1::CommitPart;
using registry::v1::WatchResponse;

absl::Status WatchFollow::Add(WatchResponse message) {
  const bool opening = !std::exchange(opened_, true);
  switch (message.message_case()) {
    case WatchResponse::kPart:
      return AddPart(std::move(*message.mutable_part()));
    case WatchResponse::kCheckpoint:
      return AddCheckpoint(message.checkpoint(), opening);
    case WatchResponse::MESSAGE_NOT_SET:
      // What a later registry adds says nothing about commits.
      return absl::OkStatus();
  }
  return absl::OkStatus();
}

absl::Status WatchFollow::AddPart(CommitPart part) {
  COMITY_ASSIGN_OR_RETURN(std::optional<Commit> commit,
                          assembler_.Add(std::move(part)));
  if (!commit.has_value()) return absl::OkStatus();
  const int64_t revision = commit->revision();
  if (revision != model_.head_revision() + 1) {
    return absl::InternalError(absl::StrCat(
        "commit ", revision, " came after commit ", model_.head_revision()));
  }
  COMITY_RETURN_IF_ERROR(model_.Apply(*std::move(commit)));
  replica_.Advance(revision, /*newest=*/false, clock_.Now());
  return absl::OkStatus();
}

absl::Status WatchFollow::AddCheckpoint(const Checkpoint& checkpoint,
                                        bool opening) {
  if (checkpoint.registry_id() != model_.registry_id() ||
      checkpoint.epoch() != model_.epoch()) {
    return absl::FailedPreconditionError(
        absl::StrCat("the registry is now ", checkpoint.registry_id(),
                     ", epoch ", checkpoint.epoch()));
  }
  if (assembler_.pending() || checkpoint.revision() != model_.head_revision()) {
    return absl::InternalError(
        absl::StrCat("a checkpoint at revision ", checkpoint.revision(),
                     " came after commit ", model_.head_revision()));
  }
  if (checkpoint.digest() != model_.digest()) {
    return Error(
        model::v1::REASON_STORE_DAMAGED,
        absl::StrCat("the registry's digest at revision ",
                     checkpoint.revision(), " differs from the one computed"));
  }
  // The checkpoint that opens a stream says from where it goes on, not that
  // nothing newer exists.
  replica_.Advance(checkpoint.revision(), /*newest=*/!opening, clock_.Now());
  return absl::OkStatus();
}

}  // namespace comity::query
