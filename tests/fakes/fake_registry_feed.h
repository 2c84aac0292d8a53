// A registry that plays a script, and the log of commits to write one from.
//
//   RegistryLog log;
//   log.Append({StateNamed("states/IND")});
//   FakeRegistryFeed feed;
//   feed.OnExport({log.Chunk(1, 1)});
//   feed.OnWatch({log.CheckpointAt(1)}, absl::UnavailableError("gone"));
//   feed.WhenOver([&] { loop.RequestStop(); });
#ifndef COMITY_TESTS_FAKES_FAKE_REGISTRY_FEED_H_
#define COMITY_TESTS_FAKES_FAKE_REGISTRY_FEED_H_

#include <cstdint>
#include <deque>
#include <functional>
#include <string>
#include <utility>
#include <vector>

#include "absl/base/thread_annotations.h"
#include "absl/strings/str_cat.h"

#include "common/model/chain.h"
#include "common/platform/mutex.h"
#include "query/feed/registry_feed.h"

namespace comity::query {

// The commits of one registry, each with its true digest. Thread-compatible.
class RegistryLog {
 public:
  static constexpr int64_t kFirstCommitSeconds = 1767225600;  // 2026-01-01

  explicit RegistryLog(std::string registry_id = "registry-a",
                       std::string epoch = "epoch-1")
      : registry_id_(std::move(registry_id)), epoch_(std::move(epoch)) {}

  const std::string& registry_id() const { return registry_id_; }
  const std::string& epoch() const { return epoch_; }
  int64_t head() const { return static_cast<int64_t>(commits_.size()); }

  // Commits records, given in ascending order of names; a second after the
  // commit before.
  const registry::v1::Commit& Append(
      const std::vector<model::v1::Record>& records) {
    registry::v1::Commit commit;
    commit.set_revision(head() + 1);
    commit.mutable_commit_time()->set_seconds(kFirstCommitSeconds + head());
    commit.set_author("anonymous");
    for (const model::v1::Record& record : records) {
      registry::v1::RecordChange* change = commit.add_changes();
      change->set_name(record.name());
      *change->mutable_record() = record;
    }
    commit.set_digest(model::CommitDigest(DigestAt(head()), commit));
    return commits_.emplace_back(std::move(commit));
  }

  // REQUIRES: 1 <= revision <= head().
  const registry::v1::Commit& At(int64_t revision) const {
    return commits_.at(static_cast<std::size_t>(revision - 1));
  }
  std::string DigestAt(int64_t revision) const {
    return revision == 0 ? model::GenesisDigest(registry_id_)
                         : At(revision).digest();
  }

  // An export's chunk with the commits from `first` to `last`, as of the head;
  // the export's last one when it reaches that.
  registry::v1::ExportRecordsResponse Chunk(int64_t first, int64_t last) const {
    registry::v1::ExportRecordsResponse chunk = EmptyChunk();
    for (int64_t revision = first; revision <= last; ++revision) {
      *chunk.add_parts()->mutable_commit() = At(revision);
    }
    chunk.set_resume_token(absl::StrCat("after-", last));
    if (last == head()) MarkLast(chunk);
    return chunk;
  }
  // The same without commits, and not the last.
  registry::v1::ExportRecordsResponse EmptyChunk() const {
    registry::v1::ExportRecordsResponse chunk;
    chunk.set_registry_id(registry_id_);
    chunk.set_epoch(epoch_);
    chunk.set_revision(head());
    return chunk;
  }
  void MarkLast(registry::v1::ExportRecordsResponse& chunk) const {
    chunk.set_last(true);
    chunk.set_digest(DigestAt(head()));
  }

  registry::v1::WatchResponse CommitAt(int64_t revision) const {
    registry::v1::WatchResponse message;
    *message.mutable_part()->mutable_commit() = At(revision);
    return message;
  }
  registry::v1::WatchResponse CheckpointAt(int64_t revision) const {
    registry::v1::WatchResponse message;
    registry::v1::Checkpoint& checkpoint = *message.mutable_checkpoint();
    checkpoint.set_registry_id(registry_id_);
    checkpoint.set_epoch(epoch_);
    checkpoint.set_revision(revision);
    checkpoint.set_digest(DigestAt(revision));
    return message;
  }
  registry::v1::GetHeadResponse Head() const {
    registry::v1::GetHeadResponse response;
    response.set_registry_id(registry_id_);
    response.set_epoch(epoch_);
    response.set_revision(head());
    response.set_digest(DigestAt(head()));
    return response;
  }

 private:
  const std::string registry_id_;
  const std::string epoch_;
  std::deque<registry::v1::Commit> commits_;
};

// A commit in as many parts as it has changes.
inline std::vector<registry::v1::CommitPart> PartsOf(
    const registry::v1::Commit& commit) {
  std::vector<registry::v1::CommitPart> parts;
  for (int i = 0; i < commit.changes_size(); ++i) {
    registry::v1::CommitPart& part = parts.emplace_back();
    *part.mutable_commit() = commit;
    part.mutable_commit()->clear_changes();
    *part.mutable_commit()->add_changes() = commit.changes(i);
    part.set_more(i + 1 < commit.changes_size());
  }
  return parts;
}

// Thread-safe. Streams play their scripts in the order given; when those of one
// kind are used up, the play is over and the stream ends with CANCELLED.
class FakeRegistryFeed final : public RegistryFeed {
 public:
  // One call of ExportHistory or Watch.
  struct Call {
    std::string resume_token;
    int64_t after_revision = 0;
    std::string epoch;
    bool is_export = false;
  };

  void OnExport(std::vector<registry::v1::ExportRecordsResponse> chunks,
                absl::Status end = absl::OkStatus()) {
    platform::MutexLock lock(mutex_);
    exports_.push_back({std::move(chunks), std::move(end)});
  }
  void OnWatch(std::vector<registry::v1::WatchResponse> messages,
               absl::Status end = absl::UnavailableError("cut")) {
    platform::MutexLock lock(mutex_);
    watches_.push_back({std::move(messages), std::move(end)});
  }
  // What is called when the play is over, on the thread of the stream.
  void WhenOver(std::function<void()> over) { over_ = std::move(over); }

  // Answers GetHead so, at once, from now on; before, only AnswerHeads does.
  void SetHead(absl::StatusOr<registry::v1::GetHeadResponse> head) {
    platform::MutexLock lock(mutex_);
    head_ = std::move(head);
    answers_head_ = true;
  }

  // Answers the calls of GetHead that were not answered yet.
  void AnswerHeads(const registry::v1::GetHeadResponse& head) {
    std::vector<HeadCallback> waiting;
    {
      platform::MutexLock lock(mutex_);
      waiting.swap(unanswered_);
    }
    for (const HeadCallback& callback : waiting) callback(head);
  }

  std::vector<Call> calls() const {
    platform::MutexLock lock(mutex_);
    return calls_;
  }
  int head_calls() const {
    platform::MutexLock lock(mutex_);
    return head_calls_;
  }

  absl::Status ExportHistory(const std::string& resume_token,
                             ExportSink sink) override {
    return Play(exports_, {.resume_token = resume_token, .is_export = true},
                sink);
  }
  absl::Status Watch(int64_t after_revision, const std::string& epoch,
                     WatchSink sink) override {
    return Play(watches_, {.after_revision = after_revision, .epoch = epoch},
                sink);
  }
  void GetHead(absl::Time /*deadline*/, HeadCallback callback) override {
    absl::StatusOr<registry::v1::GetHeadResponse> head;
    {
      platform::MutexLock lock(mutex_);
      ++head_calls_;
      if (!answers_head_) {
        unanswered_.push_back(std::move(callback));
        return;
      }
      head = head_;
    }
    callback(std::move(head));
  }
  void Cancel() override {
    platform::MutexLock lock(mutex_);
    cancelled_ = true;
  }

 private:
  template <typename Message>
  struct Script {
    std::vector<Message> messages;
    absl::Status end;
  };

  template <typename Message, typename Sink>
  absl::Status Play(std::deque<Script<Message>>& scripts, Call call,
                    Sink sink) {
    Script<Message> script;
    bool over = false;
    {
      platform::MutexLock lock(mutex_);
      if (cancelled_) return absl::CancelledError("stopped");
      calls_.push_back(std::move(call));
      over = scripts.empty();
      if (!over) {
        script = std::move(scripts.front());
        scripts.pop_front();
      }
    }
    if (over) {
      if (over_) over_();
      return absl::CancelledError("the play is over");
    }
    for (Message& message : script.messages) {
      const absl::Status taken = sink(std::move(message));
      if (!taken.ok()) return taken;
    }
    return script.end;
  }

  std::function<void()> over_;

  mutable platform::Mutex mutex_;
  std::deque<Script<registry::v1::ExportRecordsResponse>> exports_;
  std::deque<Script<registry::v1::WatchResponse>> watches_;
  bool cancelled_ ABSL_GUARDED_BY(mutex_) = false;
  std::vector<Call> calls_ ABSL_GUARDED_BY(mutex_);
  bool answers_head_ ABSL_GUARDED_BY(mutex_) = false;
  absl::StatusOr<registry::v1::GetHeadResponse> head_ ABSL_GUARDED_BY(mutex_);
  std::vector<HeadCallback> unanswered_ ABSL_GUARDED_BY(mutex_);
  int head_calls_ ABSL_GUARDED_BY(mutex_) = 0;
};

}  // namespace comity::query

#endif  // COMITY_TESTS_FAKES_FAKE_REGISTRY_FEED_H_
