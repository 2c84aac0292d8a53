#include <algorithm>
#include <utility>

#include "absl/strings/str_cat.h"

#include "common/platform/error.h"
#include "common/platform/status_macros.h"
#include "registry/core/log_access.h"
#include "registry/core/watch.h"
#include "registry/core/watch_state.h"

namespace comity::registry {
namespace {

constexpr absl::Duration kOverloadRetryDelay = absl::Seconds(1);

absl::Status TooSlow(int64_t behind, int64_t revision) {
  return platform::Error(
             model::v1::REASON_CONSUMER_TOO_SLOW,
             absl::StrCat("the watch was cut ", behind,
                          " commits behind; resume after revision ", revision))
      .Metadata("revision", absl::StrCat(revision));
}

}  // namespace

absl::StatusOr<std::unique_ptr<WatchHub>> WatchHub::Create(
    Store& store, const platform::Clock& clock, WatchOptions options) {
  COMITY_ASSIGN_OR_RETURN(const Head head, store.GetHead());
  return std::unique_ptr<WatchHub>(new WatchHub(store, clock, options, head));
}

WatchHub::WatchHub(Store& store, const platform::Clock& clock,
                   WatchOptions options, const Head& head)
    : store_(store),
      clock_(clock),
      options_(options),
      identity_(head),
      ring_(options.ring_commits_max, options.ring_bytes_max),
      revision_(head.revision) {}

WatchHub::~WatchHub() = default;

void WatchHub::Publish(std::shared_ptr<const v1::Commit> commit) {
  std::vector<std::shared_ptr<Watch::State>> woken;
  {
    platform::MutexLock lock(mutex_);
    revision_ = commit->revision();
    ring_.Add(std::move(commit));
    for (const std::shared_ptr<Watch::State>& state : watches_) {
      if (!state->waiting) continue;
      state->waiting = false;
      woken.push_back(state);
    }
  }
  for (const auto& state : woken) state->wake_up();
}

absl::StatusOr<std::unique_ptr<Watch>> WatchHub::Open(
    const v1::WatchRequest& request, WakeUp wake_up) {
  if (request.after_revision() < 0) {
    return FieldInvalid(
        "after_revision",
        absl::StrCat("must not be negative, was ", request.after_revision()));
  }
  COMITY_ASSIGN_OR_RETURN(Selection selection, Selection::Of(request));
  if (!request.epoch().empty()) {
    COMITY_RETURN_IF_ERROR(CheckEpoch("epoch", request.epoch(), identity_));
  }
  if (request.after_revision() > revision()) {
    // A commit can be read as soon as it is durable, which is a little before
    // it is published here; whoever has read it may watch on from it.
    COMITY_ASSIGN_OR_RETURN(const Head head, store_.GetHead());
    if (request.after_revision() > head.revision) {
      return RevisionInFuture("after_revision", request.after_revision(),
                              head.revision);
    }
  }
  auto state = std::make_shared<Watch::State>(std::move(wake_up));
  state->revision = request.after_revision();
  state->last_message = clock_.MonotonicNow();
  {
    platform::MutexLock lock(mutex_);
    if (watches_.size() >= options_.watches_max) {
      return platform::Error(model::v1::REASON_OVERLOADED,
                             absl::StrCat("there are ", watches_.size(),
                                          " watches, as many as may be"))
          .RetryAfter(kOverloadRetryDelay);
    }
    watches_.push_back(state);
  }
  return std::unique_ptr<Watch>(new Watch(
      *this, std::move(state), std::move(selection), request.after_revision()));
}

void WatchHub::Tick() {
  const absl::Time now = clock_.MonotonicNow();
  std::vector<std::shared_ptr<Watch::State>> woken;
  {
    platform::MutexLock lock(mutex_);
    for (const std::shared_ptr<Watch::State>& state : watches_) {
      if (!state->end_status.ok()) continue;
      const absl::Duration quiet = now - state->last_message;
      const int64_t behind = revision_ - state->revision;
      if (state->waiting && quiet >= options_.checkpoint_interval) {
        state->waiting = false;
        woken.push_back(state);
      } else if (state->untaken && quiet >= options_.stall_max &&
                 behind > options_.lag_max) {
        state->end_status = TooSlow(behind, state->revision);
        woken.push_back(state);
      }
    }
  }
  for (const auto& state : woken) state->wake_up();
}

int64_t WatchHub::revision() const {
  platform::MutexLock lock(mutex_);
  return revision_;
}

std::size_t WatchHub::watch_count() const {
  platform::MutexLock lock(mutex_);
  return watches_.size();
}

absl::Status WatchHub::BeginNext(Watch::State& state) {
  platform::MutexLock lock(mutex_);
  state.untaken = false;
  state.waiting = false;
  return state.end_status;
}

bool WatchHub::EndNext(Watch::State& state, int64_t revision, bool message) {
  const absl::Time now = clock_.MonotonicNow();
  platform::MutexLock lock(mutex_);
  state.revision = revision;
  if (message) {
    state.last_message = now;
    state.untaken = true;
    return true;
  }
  // The watch may be ahead: see Open.
  state.waiting = revision_ <= revision;
  return state.waiting;
}

bool WatchHub::CheckpointDue(const Watch::State& state) const {
  const absl::Time now = clock_.MonotonicNow();
  platform::MutexLock lock(mutex_);
  return now - state.last_message >= options_.checkpoint_interval;
}

std::shared_ptr<const v1::Commit> WatchHub::FindInRing(int64_t revision) const {
  platform::MutexLock lock(mutex_);
  return ring_.Find(revision);
}

void WatchHub::Remove(const Watch::State* state) {
  platform::MutexLock lock(mutex_);
  const auto found = std::find_if(
      watches_.begin(), watches_.end(),
      [state](const auto& candidate) { return candidate.get() == state; });
  if (found != watches_.end()) watches_.erase(found);
}

}  // namespace comity::registry
