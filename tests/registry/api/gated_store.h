// A store that stands still while its gate is closed, as one on a slow disk
// does: every call waits at the gate, and then goes to the store within.
//
// Thread safety: as a store's.
#ifndef TESTS_REGISTRY_API_GATED_STORE_H_
#define TESTS_REGISTRY_API_GATED_STORE_H_

#include <memory>
#include <optional>
#include <utility>
#include <vector>

#include "absl/base/thread_annotations.h"

#include "common/platform/mutex.h"
#include "registry/store/store.h"

namespace comity::registry {

class StoreGate {
 public:
  void Close() {
    platform::MutexLock lock(mutex_);
    closed_ = true;
  }
  void Open() {
    platform::MutexLock lock(mutex_);
    closed_ = false;
    changed_.SignalAll();
  }
  // Waits until the gate is open.
  void Pass() {
    platform::MutexLock lock(mutex_);
    ++waiting_;
    changed_.SignalAll();
    while (closed_) changed_.Wait(mutex_);
    --waiting_;
  }
  // Waits until so many calls stand at the closed gate.
  void AwaitWaiting(int count) {
    platform::MutexLock lock(mutex_);
    while (waiting_ < count) changed_.Wait(mutex_);
  }

 private:
  platform::Mutex mutex_;
  platform::CondVar changed_;
  bool closed_ ABSL_GUARDED_BY(mutex_) = false;
  int waiting_ ABSL_GUARDED_BY(mutex_) = 0;
};

class GatedStore final : public Store {
 public:
  explicit GatedStore(std::unique_ptr<Store> within)
      : within_(std::move(within)) {}

  StoreGate& gate() { return gate_; }

  absl::StatusOr<std::unique_ptr<Transaction>> Begin() override {
    gate_.Pass();
    return within_->Begin();
  }
  absl::StatusOr<Head> GetHead() override {
    gate_.Pass();
    return within_->GetHead();
  }
  absl::StatusOr<std::vector<v1::KindCount>> CountRecords() override {
    gate_.Pass();
    return within_->CountRecords();
  }
  absl::StatusOr<int64_t> RevisionAt(absl::Time time) override {
    gate_.Pass();
    return within_->RevisionAt(time);
  }
  absl::StatusOr<std::optional<model::v1::Record>> Get(
      absl::string_view name, int64_t revision) override {
    gate_.Pass();
    return within_->Get(name, revision);
  }
  absl::StatusOr<std::vector<model::v1::Record>> List(
      const ListQuery& query) override {
    gate_.Pass();
    return within_->List(query);
  }
  absl::StatusOr<std::vector<v1::RecordRevision>> ListVersions(
      absl::string_view name, int64_t before, size_t count_max) override {
    gate_.Pass();
    return within_->ListVersions(name, before, count_max);
  }
  absl::StatusOr<std::vector<v1::CommitSummary>> ListCommits(
      int64_t before, size_t count_max) override {
    gate_.Pass();
    return within_->ListCommits(before, count_max);
  }
  absl::StatusOr<std::optional<v1::CommitPart>> ReadLog(
      const LogPosition& from, size_t bytes_max) override {
    gate_.Pass();
    return within_->ReadLog(from, bytes_max);
  }

 private:
  const std::unique_ptr<Store> within_;
  StoreGate gate_;
};

}  // namespace comity::registry

#endif  // TESTS_REGISTRY_API_GATED_STORE_H_
