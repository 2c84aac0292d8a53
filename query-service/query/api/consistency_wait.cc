#include "query/api/consistency_wait.h"

#include <functional>
#include <utility>
#include <vector>

#include "absl/strings/str_cat.h"

#include "common/platform/error.h"

namespace comity::query {
namespace {

using platform::Error;

absl::Status Draining() {
  return Error(model::v1::REASON_SERVER_DRAINING,
               "the server is draining; ask another replica or come back");
}

}  // namespace

ConsistencyWait::ConsistencyWait(ConsistencyWaits& waits,
                                 std::shared_ptr<Replica> replica,
                                 ConsistencyNeed need, Done done)
    : waits_(waits),
      replica_(std::move(replica)),
      need_(std::move(need)),
      done_(std::move(done)) {}

void ConsistencyWait::ArmAlarm(absl::Time until) {
  platform::MutexLock lock(mutex_);
  if (ended_) return;
  // The alarm keeps what it calls until it is itself destroyed, which this
  // would then never let happen; so the reference is given up by the call.
  alarm_.Set(absl::ToChronoTime(until),
             [self = shared_from_this()](bool expired) mutable {
               const std::shared_ptr<ConsistencyWait> wait = std::move(self);
               if (expired) wait->OnAlarm();
             });
}

void ConsistencyWait::AskRegistry(RegistryFeed& feed, absl::Time until,
                                  absl::Time now) {
  feed.GetHead(until, [self = shared_from_this(), now](
                          absl::StatusOr<registry::v1::GetHeadResponse> head) {
    self->OnHead(now, std::move(head));
  });
}

void ConsistencyWait::OnHead(
    absl::Time asked, absl::StatusOr<registry::v1::GetHeadResponse> head) {
  const std::shared_ptr<const RegisterModel> model = replica_->Current();
  if (!head.ok()) {
    // Its text is the transport's; callers are told what it means for them.
    End(Error(model::v1::REASON_REGISTRY_UNREACHABLE,
              absl::StrCat(need_.field,
                           ": the registry does not answer; the replica is at "
                           "revision ",
                           model->head_revision())));
    return;
  }
  if (head->registry_id() != model->registry_id() ||
      head->epoch() != model->epoch()) {
    End(Error(model::v1::REASON_REPLICA_BEHIND,
              absl::StrCat(need_.field,
                           ": the registry was restored or replaced; the "
                           "replica is loading it anew")));
    return;
  }
  AwaitRevision(head->revision(), asked);
}

void ConsistencyWait::AwaitRevision(int64_t revision, absl::Time asked) {
  {
    platform::MutexLock lock(mutex_);
    if (ended_) return;
    revision_ = revision;
  }
  // Not under the lock: it may call back at once.
  const uint64_t waiter = replica_->WhenReached(
      revision, [self = shared_from_this(), asked] { self->End(asked); });
  {
    platform::MutexLock lock(mutex_);
    if (!ended_) {
      waiter_ = waiter;
      return;
    }
  }
  replica_->Cancel(waiter);
}

void ConsistencyWait::OnAlarm() {
  std::optional<int64_t> revision;
  {
    platform::MutexLock lock(mutex_);
    revision = revision_;
  }
  if (revision.has_value()) {
    End(Behind(*revision));
  } else {
    End(Error(
        model::v1::REASON_REGISTRY_UNREACHABLE,
        absl::StrCat(need_.field, ": the registry did not answer in time")));
  }
}

void ConsistencyWait::End(absl::StatusOr<absl::Time> outcome) {
  // Whoever calls may hold the last reference through what is cancelled here.
  const std::shared_ptr<ConsistencyWait> self = shared_from_this();
  Done done;
  std::optional<uint64_t> waiter;
  {
    platform::MutexLock lock(mutex_);
    if (ended_) return;
    ended_ = true;
    done = std::move(done_);
    waiter = std::exchange(waiter_, std::nullopt);
    alarm_.Cancel();
  }
  if (waiter.has_value()) replica_->Cancel(*waiter);
  waits_.Remove(this);
  // Last: the call, and with it the service, may be gone after it.
  done(std::move(outcome));
}

absl::Status ConsistencyWait::Behind(int64_t revision) const {
  const int64_t head = replica_->Current()->head_revision();
  return Error(model::v1::REASON_REPLICA_BEHIND,
               absl::StrCat(need_.field, ": revision ", revision,
                            " has not arrived in the time there was; the "
                            "replica is at ",
                            head))
      .Metadata("revision", absl::StrCat(head));
}

ConsistencyWaits::ConsistencyWaits(std::shared_ptr<Replica> replica,
                                   RegistryFeed& feed,
                                   const platform::Clock& clock,
                                   std::size_t waits_max)
    : replica_(std::move(replica)),
      feed_(feed),
      clock_(clock),
      waits_max_(waits_max) {}

std::shared_ptr<ConsistencyWait> ConsistencyWaits::Begin(
    ConsistencyNeed need, absl::Time until, ConsistencyWait::Done done) {
  const ConsistencyNeed::Kind kind = need.kind;
  const int64_t revision = need.revision;
  const auto wait = std::make_shared<ConsistencyWait>(
      *this, replica_, std::move(need), std::move(done));
  if (const absl::Status admitted = Admit(wait); !admitted.ok()) {
    wait->End(admitted);
    return wait;
  }
  wait->ArmAlarm(until);
  if (kind == ConsistencyNeed::Kind::kRevision) {
    wait->AwaitRevision(revision, absl::InfinitePast());
  } else {
    wait->AskRegistry(feed_, until, clock_.Now());
  }
  return wait;
}

absl::Status ConsistencyWaits::Admit(
    const std::shared_ptr<ConsistencyWait>& wait) {
  platform::MutexLock lock(mutex_);
  if (draining_) return Draining();
  if (under_way_.size() >= waits_max_) {
    return Error(model::v1::REASON_OVERLOADED,
                 absl::StrCat(waits_max_,
                              " calls wait for the replica already; try again "
                              "after a moment"))
        .RetryAfter(kRetryDelay);
  }
  under_way_.emplace(wait.get(), wait);
  return absl::OkStatus();
}

void ConsistencyWaits::Remove(const ConsistencyWait* wait) {
  platform::MutexLock lock(mutex_);
  under_way_.erase(wait);
}

void ConsistencyWaits::Drain() {
  std::vector<std::shared_ptr<ConsistencyWait>> waits;
  {
    platform::MutexLock lock(mutex_);
    draining_ = true;
    for (const auto& [wait, weak] : under_way_) {
      if (auto held = weak.lock()) waits.push_back(std::move(held));
    }
  }
  for (const auto& wait : waits) wait->End(Draining());
}

}  // namespace comity::query
