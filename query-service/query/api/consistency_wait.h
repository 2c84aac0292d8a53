// Waiting until the replica is as fresh as a call needs it, without a thread.
//
//   asking the registry --head--> awaiting a revision --reached--> ended: OK
//            |                            |
//            | no answer                  | time is up
//            v                            v
//   REGISTRY_UNREACHABLE           REPLICA_BEHIND
//
// A need that names its revision starts in the second state. A wait also ends
// when the server drains or its caller leaves.
#ifndef COMITY_QUERY_API_CONSISTENCY_WAIT_H_
#define COMITY_QUERY_API_CONSISTENCY_WAIT_H_

#include <cstdint>
#include <map>
#include <memory>
#include <optional>

#include <grpcpp/alarm.h>

#include "absl/base/thread_annotations.h"
#include "absl/functional/any_invocable.h"
#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "absl/time/time.h"

#include "common/platform/clock.h"
#include "common/platform/mutex.h"
#include "query/answer/context.h"
#include "query/api/options.h"
#include "query/feed/registry_feed.h"
#include "query/index/replica.h"

namespace comity::query {

class ConsistencyWaits;

// One wait. Thread-safe.
//
// Invariants:
//   1. `done` is called exactly once.
//   2. With OK only when the replica's model was at or past the revision (Q2).
class ConsistencyWait : public std::enable_shared_from_this<ConsistencyWait> {
 public:
  // Told how the wait ended: when the registry was asked, which the replica now
  // is at least as fresh as (InfinitePast when it was not asked), or why it is
  // in vain. Called on any thread, the feed's own too, so it must be short.
  using Done = absl::AnyInvocable<void(absl::StatusOr<absl::Time>)>;

  // By ConsistencyWaits only.
  ConsistencyWait(ConsistencyWaits& waits, std::shared_ptr<Replica> replica,
                  ConsistencyNeed need, Done done);

  // Ends the wait with this error, unless it has ended.
  void Abandon(const absl::Status& why) { End(why); }

 private:
  friend class ConsistencyWaits;

  void ArmAlarm(absl::Time until);
  void AskRegistry(RegistryFeed& feed, absl::Time until, absl::Time now);
  void OnHead(absl::Time asked,
              absl::StatusOr<registry::v1::GetHeadResponse> head);
  void AwaitRevision(int64_t revision, absl::Time asked);
  void OnAlarm();
  void End(absl::StatusOr<absl::Time> outcome);

  // REPLICA_BEHIND, saying by how much.
  absl::Status Behind(int64_t revision) const;

  ConsistencyWaits& waits_;  // Not touched once ended.
  const std::shared_ptr<Replica> replica_;
  const ConsistencyNeed need_;

  platform::Mutex mutex_;
  grpc::Alarm alarm_ ABSL_GUARDED_BY(mutex_);
  bool ended_ ABSL_GUARDED_BY(mutex_) = false;
  Done done_ ABSL_GUARDED_BY(mutex_);
  // What is awaited; unset while the registry is asked.
  std::optional<int64_t> revision_ ABSL_GUARDED_BY(mutex_);
  std::optional<uint64_t> waiter_ ABSL_GUARDED_BY(mutex_);
};

// All waits under way. Thread-safe. Outlives the calls that wait.
class ConsistencyWaits {
 public:
  // `feed` and `clock` outlive this.
  ConsistencyWaits(std::shared_ptr<Replica> replica, RegistryFeed& feed,
                   const platform::Clock& clock, std::size_t waits_max);

  // Waits for a need that is not met, until the time given, by the machine's
  // clock. Fails at once, through `done`, with SERVER_DRAINING after Drain and
  // with OVERLOADED when too many wait.
  std::shared_ptr<ConsistencyWait> Begin(ConsistencyNeed need, absl::Time until,
                                         ConsistencyWait::Done done);

  // Ends all waits with SERVER_DRAINING, and later ones as they begin.
  void Drain();

 private:
  friend class ConsistencyWait;

  absl::Status Admit(const std::shared_ptr<ConsistencyWait>& wait);
  void Remove(const ConsistencyWait* wait);

  const std::shared_ptr<Replica> replica_;
  RegistryFeed& feed_;
  const platform::Clock& clock_;
  const std::size_t waits_max_;

  platform::Mutex mutex_;
  bool draining_ ABSL_GUARDED_BY(mutex_) = false;
  std::map<const ConsistencyWait*, std::weak_ptr<ConsistencyWait>> under_way_
      ABSL_GUARDED_BY(mutex_);
};

}  // namespace comity::query

#endif  // COMITY_QUERY_API_CONSISTENCY_WAIT_H_
