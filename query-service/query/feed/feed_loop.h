// Keeps a replica up to date: loads the register, then follows it, and starts
// over whenever it cannot be sure to hold just what the registry holds.
//
//   load ----------> follow ------------> load
//    ^ | broken: resume   ^ | broken: reconnect
//    '-'                  '-'
//
// What leads to a new load: a missing or doubled commit, a digest that differs
// (counted), another registry or epoch, a registry that never heard of our
// revision. What leads to reconnecting: everything else.
//
// The model before goes on answering until the new one is whole. Each of its
// commits was verified against the chain when it came in, so it is right as of
// its revision, and every answer names that and the epoch.
#ifndef COMITY_QUERY_FEED_FEED_LOOP_H_
#define COMITY_QUERY_FEED_FEED_LOOP_H_

#include <atomic>
#include <functional>
#include <memory>
#include <thread>

#include "absl/status/status.h"

#include "common/platform/clock.h"
#include "query/feed/backoff.h"
#include "query/feed/options.h"
#include "query/feed/pause.h"
#include "query/feed/registry_feed.h"
#include "query/index/register_model.h"
#include "query/index/replica.h"

namespace comity::query {

// Thread safety: Start, Run and Stop by the owner; RequestStop by any thread.
//
// Invariants:
//   1. The replica's model is only ever written by the loop's one thread.
//   2. Between a load and the watch after it no commit is missed or doubled.
class FeedLoop {
 public:
  // What the loop works with. All outlive it.
  struct Parts {
    RegistryFeed& feed;
    Replica& replica;
    const platform::Clock& clock;
    Pause& pause;
    // Numbers in [0, 1), for the jitter.
    std::function<double()> random;
    // Called on the loop's thread after each load that was published.
    std::function<void()> on_published;
  };

  FeedLoop(Parts parts, FeedOptions options);
  // As Stop.
  ~FeedLoop();

  FeedLoop(const FeedLoop&) = delete;
  FeedLoop& operator=(const FeedLoop&) = delete;

  // Runs on a thread of its own. REQUIRES: called once, and not with Run.
  void Start();

  // Runs on this thread until RequestStop.
  void Run();

  // Makes Run return soon, wherever it waits.
  void RequestStop();

  // RequestStop, and waits for the thread. A second call has no effect.
  void Stop();

 private:
  // Loads and publishes, over as many streams as it takes. An error says why
  // what was loaded is of no use; CANCELLED when stopped.
  absl::Status Load();

  // Follows the model published last. Returns why it must be loaded anew;
  // CANCELLED when stopped.
  absl::Status Follow();

  void Publish(std::shared_ptr<RegisterModel> model, absl::Time asked,
               absl::Duration load_time);
  void SetState(v1::FeedState state);
  // The registry does not talk to us: says so and waits.
  void WaitToReconnect(const absl::Status& why);

  Parts parts_;
  Backoff reconnect_;
  Backoff reload_;
  std::atomic<bool> stopping_ = false;
  // The model published last, to write to. The loop's thread only.
  std::shared_ptr<RegisterModel> model_;
  std::thread thread_;
};

}  // namespace comity::query

#endif  // COMITY_QUERY_FEED_FEED_LOOP_H_
