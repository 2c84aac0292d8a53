#include "query/index/replica.h"

#include <algorithm>
#include <utility>
#include <vector>

namespace comity::query {

std::shared_ptr<const RegisterModel> Replica::Current() const {
  platform::MutexLock lock(mutex_);
  return model_;
}

void Replica::Publish(std::shared_ptr<const RegisterModel> model) {
  const int64_t revision = model->head_revision();
  {
    platform::MutexLock lock(mutex_);
    model_.swap(model);
  }
  // What was published before goes here, after the lock: it may be large.
  model.reset();
  WakeUpTo(revision);
}

void Replica::Advance(int64_t revision, bool newest, absl::Time now) {
  if (newest) {
    platform::MutexLock lock(mutex_);
    fresh_at_ = std::max(fresh_at_, now);
  }
  WakeUpTo(revision);
}

void Replica::WakeUpTo(int64_t revision) {
  // Called outside the lock: a callback may come back for the model.
  std::vector<Callback> due;
  {
    platform::MutexLock lock(mutex_);
    if (model_ == nullptr) return;
    for (auto waiter = waiters_.begin(); waiter != waiters_.end();) {
      if (waiter->second.revision <= revision) {
        due.push_back(std::move(waiter->second.callback));
        waiter = waiters_.erase(waiter);
      } else {
        ++waiter;
      }
    }
  }
  for (const Callback& callback : due) callback();
}

Replica::Published Replica::published() const {
  platform::MutexLock lock(mutex_);
  return {model_, fresh_at_};
}

absl::Time Replica::fresh_at() const {
  platform::MutexLock lock(mutex_);
  return fresh_at_;
}

uint64_t Replica::WhenReached(int64_t revision, Callback callback) {
  uint64_t id = 0;
  {
    platform::MutexLock lock(mutex_);
    id = next_waiter_++;
    if (model_ == nullptr || model_->head_revision() < revision) {
      waiters_.emplace(id, Waiter{revision, std::move(callback)});
      return id;
    }
  }
  callback();
  return id;
}

bool Replica::Cancel(uint64_t id) {
  platform::MutexLock lock(mutex_);
  return waiters_.erase(id) > 0;
}

ReplicaStats Replica::stats() const {
  platform::MutexLock lock(mutex_);
  return stats_;
}

void Replica::UpdateStats(const std::function<void(ReplicaStats&)>& update) {
  platform::MutexLock lock(mutex_);
  update(stats_);
}

}  // namespace comity::query
