// Wakes subscriptions when their answer may have changed, and ends those whose
// subscriber does not keep up. Knows neither questions nor gRPC.
//
// A subscription is woken when a revision arrives, and by Tick when a day has
// come or another model was published. Between two answers it holds nothing: a
// subscriber that is slow gets the newest answer next, not all of them.
#ifndef COMITY_QUERY_API_ANSWER_HUB_H_
#define COMITY_QUERY_API_ANSWER_HUB_H_

#include <cstdint>
#include <functional>
#include <memory>

#include "absl/status/status.h"
#include "absl/time/time.h"

#include "common/platform/clock.h"
#include "query/index/replica.h"

namespace comity::query {

// Thread-safe.
class AnswerHub {
 public:
  // Must be quick and may be called by any thread; the subscription may be gone
  // when it comes.
  using WakeUp = std::function<void()>;

  // One subscriber. Its methods are called by one thread at a time, end_status
  // by any. Destroy before the hub.
  class Subscription {
   public:
    ~Subscription();
    Subscription(const Subscription&) = delete;
    Subscription& operator=(const Subscription&) = delete;

    // It is about to look whether there is anything new: what comes from now on
    // wakes it.
    void Look();
    // It sends an answer, which is under way until Taken.
    void Sent();
    void Taken();

    // CONSUMER_TOO_SLOW once it was cut.
    absl::Status end_status() const;

   private:
    friend class AnswerHub;
    struct State;
    class Impl;
    Subscription(std::shared_ptr<Impl> hub, std::shared_ptr<State> state);

    const std::shared_ptr<Impl> hub_;
    const std::shared_ptr<State> state_;
  };

  // `clock` outlives this. An answer may be under way for `stall_max`.
  AnswerHub(std::shared_ptr<Replica> replica, const platform::Clock& clock,
            absl::Duration stall_max);
  // Wakes nobody any more.
  ~AnswerHub();

  std::unique_ptr<Subscription> Open(WakeUp wake_up);

  // To be called regularly, every second or so.
  void Tick();

 private:
  using Impl = Subscription::Impl;
  const std::shared_ptr<Impl> impl_;
};

}  // namespace comity::query

#endif  // COMITY_QUERY_API_ANSWER_HUB_H_
