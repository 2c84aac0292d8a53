// The point where the feed hands over what it knows and answers pick it up.
#ifndef COMITY_QUERY_INDEX_REPLICA_H_
#define COMITY_QUERY_INDEX_REPLICA_H_

#include <cstdint>
#include <functional>
#include <map>
#include <memory>
#include <string>

#include "absl/time/time.h"

#include "comity/query/v1/query_service.pb.h"
#include "common/platform/mutex.h"
#include "query/index/register_model.h"

namespace comity::query {

// How the replica fares, for GetReplica.
struct ReplicaStats {
  v1::FeedState state = v1::FEED_STATE_LOADING;
  int64_t digest_mismatches = 0;
  int64_t loads = 0;
  absl::Duration load_time = absl::ZeroDuration();
};

// One writer (the feed), any number of readers. Thread-safe.
//
// Invariants:
//   1. Current() is null until the first full load was published (Q4).
//   2. fresh_at() never falls: it is when the published revision was last
//      known to be the registry's newest.
//   3. A waiter is called once: when its revision is there, or by Cancel.
class Replica {
 public:
  using Callback = std::function<void()>;

  // The model to answer from. Its head_revision() may rise while it is held.
  std::shared_ptr<const RegisterModel> Current() const;

  // The model, null before the first load, and its freshness, read together:
  // the model has all that was known of the registry at that time.
  struct Published {
    std::shared_ptr<const RegisterModel> model;
    absl::Time fresh_at;
  };
  Published published() const;

  // Publishes a newly loaded model in place of the one before.
  void Publish(std::shared_ptr<const RegisterModel> model);

  // Tells that the published model has reached `revision` and wakes who waits
  // for it. `newest` says that the registry had nothing newer at `now`.
  void Advance(int64_t revision, bool newest, absl::Time now);

  absl::Time fresh_at() const;

  // Calls `callback` once the current model's head is at or past `revision`;
  // at once, on this thread, when it already is. Otherwise on the feed's
  // thread, which it must not hold up. Returns an id for Cancel.
  uint64_t WhenReached(int64_t revision, Callback callback);

  // Takes a waiter back. True when it will not be called any more; false when
  // it was called, or is being called.
  bool Cancel(uint64_t id);

  ReplicaStats stats() const;
  void UpdateStats(const std::function<void(ReplicaStats&)>& update);

 private:
  struct Waiter {
    int64_t revision;
    Callback callback;
  };

  // Calls the waiters for revisions up to this one.
  void WakeUpTo(int64_t revision);

  mutable platform::Mutex mutex_;
  std::shared_ptr<const RegisterModel> model_ ABSL_GUARDED_BY(mutex_);
  absl::Time fresh_at_ ABSL_GUARDED_BY(mutex_) = absl::InfinitePast();
  ReplicaStats stats_ ABSL_GUARDED_BY(mutex_);
  std::map<uint64_t, Waiter> waiters_ ABSL_GUARDED_BY(mutex_);
  uint64_t next_waiter_ ABSL_GUARDED_BY(mutex_) = 1;
};

}  // namespace comity::query

#endif  // COMITY_QUERY_INDEX_REPLICA_H_
