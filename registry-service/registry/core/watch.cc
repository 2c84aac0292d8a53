#include "registry/core/watch.h"

#include <algorithm>
#include <utility>

#include "common/model/limits.h"
#include "common/platform/status_macros.h"
#include "registry/core/log_access.h"
#include "registry/core/watch_state.h"

namespace comity::registry {
namespace {

std::size_t PartBytesMax() {
  return static_cast<std::size_t>(
             model::LimitOf(model::v1::LIMIT_STREAM_MESSAGE_BYTES)) -
         kMessageOverheadBytes;
}

// The changes of `commit` after the name `after`, as far as `bytes_max` allows,
// at least one: what Store::ReadLog does, from memory.
v1::CommitPart CutPart(const v1::Commit& commit, const std::string& after,
                       std::size_t bytes_max) {
  v1::CommitPart part;
  v1::Commit& header = *part.mutable_commit();
  header.set_revision(commit.revision());
  *header.mutable_commit_time() = commit.commit_time();
  header.set_author(commit.author());
  header.set_message(commit.message());
  header.set_request_id(commit.request_id());
  header.set_digest(commit.digest());
  auto change = std::upper_bound(
      commit.changes().begin(), commit.changes().end(), after,
      [](const std::string& name, const v1::RecordChange& candidate) {
        return name < candidate.name();
      });
  std::size_t bytes = 0;
  for (; change != commit.changes().end(); ++change) {
    bytes += change->ByteSizeLong() + kItemOverheadBytes;
    if (header.changes_size() > 0 && bytes > bytes_max) {
      part.set_more(true);
      break;
    }
    *header.add_changes() = *change;
  }
  return part;
}

// Takes out the changes that the watcher did not ask for.
void KeepPassing(const Selection& selection, v1::Commit& commit) {
  if (selection.everything()) return;
  auto& changes = *commit.mutable_changes();
  const auto end = std::remove_if(changes.begin(), changes.end(),
                                  [&](const v1::RecordChange& change) {
                                    return !selection.Passes(change.name());
                                  });
  changes.erase(end, changes.end());
}

}  // namespace

Watch::Watch(WatchHub& hub, std::shared_ptr<State> state, Selection selection,
             int64_t after_revision)
    : hub_(hub),
      state_(std::move(state)),
      selection_(std::move(selection)),
      revision_(after_revision) {}

Watch::~Watch() { hub_.Remove(state_.get()); }

absl::StatusOr<std::optional<v1::WatchResponse>> Watch::Next() {
  COMITY_RETURN_IF_ERROR(hub_.BeginNext(*state_));
  while (true) {
    COMITY_ASSIGN_OR_RETURN(std::optional<v1::WatchResponse> message,
                            Advance());
    if (hub_.EndNext(*state_, revision_, message.has_value())) return message;
  }
}

void Watch::Taken() {
  platform::MutexLock lock(hub_.mutex_);
  state_->untaken = false;
}

absl::Status Watch::end_status() const {
  platform::MutexLock lock(hub_.mutex_);
  return state_->end_status;
}

int64_t Watch::revision() const {
  platform::MutexLock lock(hub_.mutex_);
  return state_->revision;
}

absl::StatusOr<std::optional<v1::WatchResponse>> Watch::Advance() {
  if (checkpoint_ < 0) {
    COMITY_ASSIGN_OR_RETURN(
        digest_, DigestAt(hub_.store_, hub_.identity_.registry_id, revision_));
    return MakeCheckpoint();
  }
  const int64_t newest = hub_.revision();
  for (int scanned = 0; revision_ < newest; ++scanned) {
    if (scanned == hub_.options_.scan_commits_max) return MakeCheckpoint();
    COMITY_ASSIGN_OR_RETURN(std::optional<v1::CommitPart> part, NextPart());
    if (part.has_value()) {
      v1::WatchResponse response;
      *response.mutable_part() = *std::move(part);
      return response;
    }
  }
  if (checkpoint_ == revision_ && !hub_.CheckpointDue(*state_)) {
    return std::nullopt;
  }
  return MakeCheckpoint();
}

absl::StatusOr<std::optional<v1::CommitPart>> Watch::NextPart() {
  while (!commit_read_) {
    COMITY_ASSIGN_OR_RETURN(v1::CommitPart part, Read());
    // Within a commit no checkpoint is made, so this digest is not shown
    // before revision_ gets there.
    digest_ = part.commit().digest();
    if (!part.commit().changes().empty()) {
      after_ = part.commit().changes().rbegin()->name();
    }
    commit_read_ = !part.more();
    KeepPassing(selection_, *part.mutable_commit());
    if (part.commit().changes().empty()) continue;
    part.set_more(false);
    std::optional<v1::CommitPart> before =
        std::exchange(held_, std::move(part));
    if (before.has_value()) {
      before->set_more(true);
      return before;
    }
  }
  ++revision_;
  after_.clear();
  commit_read_ = false;
  return std::exchange(held_, std::nullopt);
}

absl::StatusOr<v1::CommitPart> Watch::Read() {
  const int64_t revision = revision_ + 1;
  if (const auto commit = hub_.FindInRing(revision); commit != nullptr) {
    return CutPart(*commit, after_, PartBytesMax());
  }
  return ReadPart(hub_.store_,
                  LogPosition{.revision = revision, .after = after_},
                  PartBytesMax());
}

v1::WatchResponse Watch::MakeCheckpoint() {
  checkpoint_ = revision_;
  v1::WatchResponse response;
  v1::Checkpoint& checkpoint = *response.mutable_checkpoint();
  checkpoint.set_registry_id(hub_.identity_.registry_id);
  checkpoint.set_epoch(hub_.identity_.epoch);
  checkpoint.set_revision(revision_);
  checkpoint.set_digest(digest_);
  return response;
}

}  // namespace comity::registry
