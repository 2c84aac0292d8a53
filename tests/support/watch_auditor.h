// Looks over everything that a watch says, and finds what breaks the promise
// R6: order, no double, no gap, whole commits, and a chain that closes.
//
//   WatchAuditor auditor({.after_revision = n, .digest = digest_at_n});
//   for (...) EXPECT_OK(auditor.See(message));
//   EXPECT_EQ(auditor.revision(), head);
//
// Thread safety: one thread at a time.
#ifndef TESTS_SUPPORT_WATCH_AUDITOR_H_
#define TESTS_SUPPORT_WATCH_AUDITOR_H_

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <utility>

#include "absl/status/status.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/string_view.h"

#include "comity/model/v1/record.pb.h"
#include "comity/registry/v1/registry_service.pb.h"
#include "common/model/canonical.h"
#include "common/model/chain.h"

namespace comity::test_support {

class WatchAuditor {
 public:
  struct Options {
    // Where the watch began, and the chain's digest there. Without a digest the
    // first checkpoint's is believed.
    int64_t after_revision = 0;
    std::string digest;
    // A filtered watch skips commits, so gaps and the chain are not looked at.
    bool filtered = false;
  };

  explicit WatchAuditor(Options options)
      : filtered_(options.filtered),
        revision_(options.after_revision),
        checkpoint_(options.after_revision),
        digest_(std::move(options.digest)) {}

  // Looks at the next message; an error says which promise it breaks.
  absl::Status See(const registry::v1::WatchResponse& message) {
    switch (message.message_case()) {
      case registry::v1::WatchResponse::kPart:
        return SeePart(message.part());
      case registry::v1::WatchResponse::kCheckpoint:
        return SeeCheckpoint(message.checkpoint());
      case registry::v1::WatchResponse::MESSAGE_NOT_SET:
        return Broken("an empty message");
    }
    return Broken("an unknown message");
  }

  // Up to where nothing is missing, by commits and checkpoints.
  int64_t revision() const { return revision_; }
  // The chain's digest there, as computed here.
  const std::string& digest() const { return digest_; }
  // Of the last checkpoint; where the watch began if there was none.
  int64_t checkpoint() const { return checkpoint_; }
  int64_t commit_count() const { return commit_count_; }
  int64_t part_count() const { return part_count_; }
  int64_t checkpoint_count() const { return checkpoint_count_; }
  // Whether a commit has begun whose last part is still to come.
  bool within_commit() const { return open_.has_value(); }
  // The newest change of each record seen.
  const std::map<std::string, registry::v1::RecordChange>& changes() const {
    return changes_;
  }

 private:
  static absl::Status Broken(absl::string_view what) {
    return absl::FailedPreconditionError(absl::StrCat("R6 is broken: ", what));
  }

  absl::Status SeePart(const registry::v1::CommitPart& part) {
    ++part_count_;
    registry::v1::Commit header = part.commit();
    header.clear_changes();
    if (part.commit().changes().empty()) return Broken("a part of no changes");
    if (!open_.has_value()) {
      const int64_t expected = revision_ + 1;
      if (header.revision() < expected) {
        return Broken(absl::StrCat(header.revision(), " came twice"));
      }
      if (!filtered_ && header.revision() > expected) {
        return Broken(
            absl::StrCat("a gap from ", expected, " to ", header.revision()));
      }
      const auto time = std::pair(header.commit_time().seconds(),
                                  header.commit_time().nanos());
      if (time <= time_) return Broken("commit times do not rise (R3)");
      time_ = time;
      open_ = header;
      hasher_.emplace(digest_.empty() ? std::string(32, '\0') : digest_,
                      header);
      last_name_.clear();
    } else if (model::SerializeCanonically(*open_) !=
               model::SerializeCanonically(header)) {
      return Broken(absl::StrCat("commit ", open_->revision(),
                                 " is broken off by another header"));
    }
    for (const registry::v1::RecordChange& change : part.commit().changes()) {
      if (change.name() <= last_name_) {
        return Broken(absl::StrCat("changes out of order at ", change.name()));
      }
      last_name_ = change.name();
      hasher_->AddChange(change);
      changes_[change.name()] = change;
    }
    return part.more() ? absl::OkStatus() : CloseCommit();
  }

  absl::Status CloseCommit() {
    const std::string digest = hasher_->Finish();
    if (!filtered_ && digest != open_->digest()) {
      return Broken(absl::StrCat("the chain does not close at ",
                                 open_->revision(), " (R8)"));
    }
    revision_ = open_->revision();
    digest_ = open_->digest();
    open_.reset();
    hasher_.reset();
    ++commit_count_;
    return absl::OkStatus();
  }

  absl::Status SeeCheckpoint(const registry::v1::Checkpoint& checkpoint) {
    ++checkpoint_count_;
    if (open_.has_value()) return Broken("a checkpoint within a commit");
    if (checkpoint.revision() < revision_) {
      return Broken(absl::StrCat("a checkpoint at ", checkpoint.revision(),
                                 " after commit ", revision_));
    }
    if (!filtered_ && checkpoint.revision() > revision_) {
      return Broken(absl::StrCat("a checkpoint at ", checkpoint.revision(),
                                 " before the commits after ", revision_));
    }
    const bool known = !digest_.empty() && checkpoint.revision() == revision_;
    if (known && checkpoint.digest() != digest_) {
      return Broken("a checkpoint's digest is not the chain's (R8)");
    }
    revision_ = checkpoint.revision();
    checkpoint_ = checkpoint.revision();
    digest_ = checkpoint.digest();
    return absl::OkStatus();
  }

  const bool filtered_;
  int64_t revision_;
  int64_t checkpoint_;
  std::string digest_;
  std::pair<int64_t, int32_t> time_ = {0, 0};
  // The header of the commit whose parts are coming.
  std::optional<registry::v1::Commit> open_;
  std::optional<model::ChainHasher> hasher_;
  std::string last_name_;
  std::map<std::string, registry::v1::RecordChange> changes_;
  int64_t commit_count_ = 0;
  int64_t part_count_ = 0;
  int64_t checkpoint_count_ = 0;
};

}  // namespace comity::test_support

#endif  // TESTS_SUPPORT_WATCH_AUDITOR_H_
