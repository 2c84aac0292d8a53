// Watching the log: every commit after a revision, in order, each once, whole,
// and on as commits come (R6).
//
// A Watch is pulled: whoever holds it asks for the next message when the last
// one has left. So what is buffered for a watcher is one message, and a slow
// one costs nothing but the commits it still has to read from the store.
//
//   COMITY_ASSIGN_OR_RETURN(auto watch, hub.Open(request, [] { wake up }));
//   while (true) {
//     COMITY_ASSIGN_OR_RETURN(auto message, watch->Next());
//     if (!message.has_value()) { wait for the wake-up; continue; }
//     send *message;
//   }
#ifndef COMITY_REGISTRY_CORE_WATCH_H_
#define COMITY_REGISTRY_CORE_WATCH_H_

#include <cstddef>
#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "absl/base/thread_annotations.h"
#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "absl/time/time.h"

#include "comity/registry/v1/registry_service.pb.h"
#include "common/platform/clock.h"
#include "common/platform/mutex.h"
#include "registry/core/commit_ring.h"
#include "registry/core/options.h"
#include "registry/core/selection.h"
#include "registry/store/store.h"

namespace comity::registry {

class WatchHub;

// One watcher's way through the log.
//
// Thread safety: Next from one thread at a time; the rest from any thread.
//
// Invariants:
//   1. Commits come in the order of revisions, none twice, none left out that
//      passes the filter.
//   2. Of a commit all passing changes come, in one part or in consecutive
//      ones, all but the last of which say `more`.
//   3. A checkpoint at n comes only when every passing commit up to n has, and
//      never within a commit.
//   4. Once ended, it stays so.
class Watch {
 public:
  ~Watch();
  Watch(const Watch&) = delete;
  Watch& operator=(const Watch&) = delete;

  // The next message, or nothing when the watcher is up to date and needs no
  // checkpoint; the wake-up then tells when to call again. May block on the
  // store. The first message is a checkpoint at the revision that the watch
  // goes on from; then commits; then a checkpoint at each catching up.
  //
  // Errors end the watch: CONSUMER_TOO_SLOW, or what the store says.
  absl::StatusOr<std::optional<v1::WatchResponse>> Next();

  // Tells that the consumer took the last message; Next says so too. A watch
  // whose message stays untaken may be cut.
  void Taken();

  // OK, or why the watch ended although nobody called Next. Its metadata
  // `revision` says what to resume after.
  absl::Status end_status() const;

  // The last revision of which Next returned everything.
  int64_t revision() const;

 private:
  friend class WatchHub;
  struct State;

  Watch(WatchHub& hub, std::shared_ptr<State> state, Selection selection,
        int64_t after_revision);

  absl::StatusOr<std::optional<v1::WatchResponse>> Advance();
  // The next passing part of commit revision_ + 1; nothing when there is none,
  // and then that commit is behind us.
  absl::StatusOr<std::optional<v1::CommitPart>> NextPart();
  // The next part of commit revision_ + 1, from memory or from the store.
  absl::StatusOr<v1::CommitPart> Read();
  v1::WatchResponse MakeCheckpoint();

  WatchHub& hub_;
  const std::shared_ptr<State> state_;
  const Selection selection_;

  // Only Next uses these.
  // Everything up to here was returned or kept back by the filter.
  int64_t revision_;
  // The chain's digest at revision_; empty before the first message.
  std::string digest_;
  // The last checkpoint returned; -1: none.
  int64_t checkpoint_ = -1;

  // Of commit revision_ + 1: the last name read, whether all was read, and the
  // last passing part. That is held until the next one is found, since only
  // then it is known whether `more` follows.
  std::string after_;
  bool commit_read_ = false;
  std::optional<v1::CommitPart> held_;
};

// Where commits are published to, and watches begin.
//
// Thread safety: all methods may be called by any thread. Wake-ups are called
// without a lock held, by the thread that publishes or ticks: they must be
// quick, and may call anything here but Publish and Tick.
class WatchHub {
 public:
  // Called when Next has become worth calling, or the watch has ended. May
  // also be called without cause. After the Watch is destroyed one more call
  // that had begun before may still arrive.
  using WakeUp = std::function<void()>;

  // Reads the head from the store; may block. Both outlive the hub, and the hub
  // outlives its watches.
  static absl::StatusOr<std::unique_ptr<WatchHub>> Create(
      Store& store, const platform::Clock& clock, WatchOptions options = {});

  ~WatchHub();
  WatchHub(const WatchHub&) = delete;
  WatchHub& operator=(const WatchHub&) = delete;

  // Tells of a commit that the store has made durable.
  // REQUIRES: called in the order of revisions.
  void Publish(std::shared_ptr<const v1::Commit> commit);

  // Begins a watch; may block on the store. Errors: as the contract lists
  // for Watch; OVERLOADED when there are `watches_max`.
  absl::StatusOr<std::unique_ptr<Watch>> Open(const v1::WatchRequest& request,
                                              WakeUp wake_up);

  // To be called regularly: wakes watches that owe a checkpoint, and cuts those
  // that stay behind.
  void Tick();

  // The newest revision published.
  int64_t revision() const;
  std::size_t watch_count() const;

 private:
  friend class Watch;

  WatchHub(Store& store, const platform::Clock& clock, WatchOptions options,
           const Head& head);

  // Marks a watch as being pulled; the error that ended it, if one did.
  absl::Status BeginNext(Watch::State& state);
  // Notes what Next came to. False when nothing came, but something was
  // published meanwhile: Next must look again. Otherwise, when nothing came,
  // the next event will wake the watch.
  bool EndNext(Watch::State& state, int64_t revision, bool message);
  bool CheckpointDue(const Watch::State& state) const;
  std::shared_ptr<const v1::Commit> FindInRing(int64_t revision) const;
  void Remove(const Watch::State* state);

  Store& store_;
  const platform::Clock& clock_;
  const WatchOptions options_;
  // For registry id and epoch, which do not change while the store is open.
  const Head identity_;

  mutable platform::Mutex mutex_;
  CommitRing ring_ ABSL_GUARDED_BY(mutex_);
  int64_t revision_ ABSL_GUARDED_BY(mutex_);
  std::vector<std::shared_ptr<Watch::State>> watches_ ABSL_GUARDED_BY(mutex_);
};

}  // namespace comity::registry

#endif  // COMITY_REGISTRY_CORE_WATCH_H_
