#include "query/api/answer_hub.h"

#include <optional>
#include <set>
#include <utility>
#include <vector>

#include "absl/strings/str_cat.h"

#include "common/model/day.h"
#include "common/platform/error.h"
#include "common/platform/mutex.h"

namespace comity::query {

struct AnswerHub::Subscription::State {
  explicit State(WakeUp wake_up_in) : wake_up(std::move(wake_up_in)) {}

  const WakeUp wake_up;
  // The rest is guarded by the hub's mutex. Whether what comes wakes it.
  bool looking = false;
  // Since when an answer is under way.
  std::optional<absl::Time> sent;
  absl::Status end_status;
};

// Shared with what the replica calls back, which may come late.
class AnswerHub::Subscription::Impl
    : public std::enable_shared_from_this<AnswerHub::Subscription::Impl> {
 public:
  Impl(std::shared_ptr<Replica> replica, const platform::Clock& clock,
       absl::Duration stall_max)
      : replica_(std::move(replica)), clock_(clock), stall_max_(stall_max) {}

  void Add(std::shared_ptr<State> state) {
    bool first = false;
    {
      platform::MutexLock lock(mutex_);
      states_.insert(std::move(state));
      first = !std::exchange(following_, true);
    }
    if (first) Follow();
  }

  void Remove(const std::shared_ptr<State>& state) {
    platform::MutexLock lock(mutex_);
    states_.erase(state);
  }

  void Stop() {
    platform::MutexLock lock(mutex_);
    stopped_ = true;
    states_.clear();
  }

  template <typename Change>
  void Update(State& state, const Change& change) const {
    platform::MutexLock lock(mutex_);
    change(state);
  }

  absl::Time MonotonicNow() const { return clock_.MonotonicNow(); }

  void Tick() {
    const absl::Time now = clock_.MonotonicNow();
    const model::Day today = model::Today(clock_.Now());
    const RegisterModel* const model = replica_->published().model.get();
    bool wake_all = false;
    std::vector<std::shared_ptr<State>> cut;
    {
      platform::MutexLock lock(mutex_);
      wake_all = today != today_ || model != model_;
      today_ = today;
      model_ = model;
      for (const std::shared_ptr<State>& state : states_) {
        if (!state->sent.has_value() || now - *state->sent < stall_max_ ||
            !state->end_status.ok()) {
          continue;
        }
        state->end_status =
            platform::Error(model::v1::REASON_CONSUMER_TOO_SLOW,
                            absl::StrCat("an answer was not taken in ",
                                         absl::FormatDuration(stall_max_),
                                         "; ask again when you can keep up"));
        cut.push_back(state);
      }
    }
    for (const std::shared_ptr<State>& state : cut) state->wake_up();
    if (wake_all) WakeAll();
  }

 private:
  // Wakes all when the next revision arrives, and follows on.
  void Follow() {
    const std::shared_ptr<const RegisterModel> model =
        replica_->published().model;
    const int64_t next = model == nullptr ? 1 : model->head_revision() + 1;
    replica_->WhenReached(next, [weak = weak_from_this()] {
      const std::shared_ptr<Impl> self = weak.lock();
      if (self == nullptr) return;
      self->WakeAll();
      {
        platform::MutexLock lock(self->mutex_);
        if (self->stopped_) return;
      }
      self->Follow();
    });
  }

  void WakeAll() {
    std::vector<std::shared_ptr<State>> woken;
    {
      platform::MutexLock lock(mutex_);
      for (const std::shared_ptr<State>& state : states_) {
        if (std::exchange(state->looking, false)) woken.push_back(state);
      }
    }
    for (const std::shared_ptr<State>& state : woken) state->wake_up();
  }

  const std::shared_ptr<Replica> replica_;
  const platform::Clock& clock_;
  const absl::Duration stall_max_;

  mutable platform::Mutex mutex_;
  std::set<std::shared_ptr<State>> states_ ABSL_GUARDED_BY(mutex_);
  bool following_ ABSL_GUARDED_BY(mutex_) = false;
  bool stopped_ ABSL_GUARDED_BY(mutex_) = false;
  // What the last tick saw.
  model::Day today_ ABSL_GUARDED_BY(mutex_);
  const RegisterModel* model_ ABSL_GUARDED_BY(mutex_) = nullptr;
};

AnswerHub::Subscription::Subscription(std::shared_ptr<Impl> hub,
                                      std::shared_ptr<State> state)
    : hub_(std::move(hub)), state_(std::move(state)) {}

AnswerHub::Subscription::~Subscription() { hub_->Remove(state_); }

void AnswerHub::Subscription::Look() {
  hub_->Update(*state_, [](State& state) { state.looking = true; });
}

void AnswerHub::Subscription::Sent() {
  const absl::Time now = hub_->MonotonicNow();
  hub_->Update(*state_, [now](State& state) {
    state.looking = false;
    state.sent = now;
  });
}

void AnswerHub::Subscription::Taken() {
  hub_->Update(*state_, [](State& state) { state.sent.reset(); });
}

absl::Status AnswerHub::Subscription::end_status() const {
  absl::Status status;
  hub_->Update(*state_,
               [&status](const State& state) { status = state.end_status; });
  return status;
}

AnswerHub::AnswerHub(std::shared_ptr<Replica> replica,
                     const platform::Clock& clock, absl::Duration stall_max)
    : impl_(std::make_shared<Impl>(std::move(replica), clock, stall_max)) {}

AnswerHub::~AnswerHub() { impl_->Stop(); }

std::unique_ptr<AnswerHub::Subscription> AnswerHub::Open(WakeUp wake_up) {
  auto state = std::make_shared<Subscription::State>(std::move(wake_up));
  impl_->Add(state);
  return std::unique_ptr<Subscription>(
      new Subscription(impl_, std::move(state)));
}

void AnswerHub::Tick() { impl_->Tick(); }

}  // namespace comity::query
