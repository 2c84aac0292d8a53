#include "query/feed/feed_loop.h"

#include <utility>

#include "common/platform/error.h"
#include "common/platform/log.h"
#include "query/feed/history_load.h"
#include "query/feed/watch_follow.h"

namespace comity::query {
namespace {

using platform::Log;
using platform::LogLevel;

// Whether the registry says that what we hold, or the token we resume with, is
// not of its history.
bool DisownsUs(const absl::Status& status) {
  switch (platform::ReasonOf(status)) {
    case model::v1::REASON_REGISTRY_MISMATCH:
    case model::v1::REASON_EPOCH_MISMATCH:
    case model::v1::REASON_REVISION_IN_FUTURE:
    case model::v1::REASON_REVISION_GONE:
    case model::v1::REASON_PAGE_TOKEN_MALFORMED:
    case model::v1::REASON_PAGE_TOKEN_MISMATCH:
      return true;
    default:
      return false;
  }
}

absl::Status Stopped() { return absl::CancelledError("the feed was stopped"); }

}  // namespace

FeedLoop::FeedLoop(Parts parts, FeedOptions options)
    : parts_(std::move(parts)),
      reconnect_(options.reconnect, parts_.random),
      reload_(options.reload, parts_.random) {}

FeedLoop::~FeedLoop() { Stop(); }

void FeedLoop::Start() {
  thread_ = std::thread([this] { Run(); });
}

void FeedLoop::RequestStop() {
  stopping_ = true;
  parts_.feed.Cancel();
  parts_.pause.Interrupt();
}

void FeedLoop::Stop() {
  RequestStop();
  if (thread_.joinable()) thread_.join();
}

void FeedLoop::Run() {
  while (!stopping_) {
    absl::Status why = Load();
    if (why.ok()) why = Follow();
    if (stopping_) return;
    const bool damaged = why.code() == absl::StatusCode::kDataLoss;
    if (damaged) {
      parts_.replica.UpdateStats(
          [](ReplicaStats& stats) { ++stats.digest_mismatches; });
    }
    Log(damaged ? LogLevel::kError : LogLevel::kWarning,
        damaged ? "digest differs, loading anew" : "loading anew",
        {{"why", why.message()}});
    SetState(v1::FEED_STATE_LOADING);
    parts_.pause.For(reload_.Next());
  }
}

absl::Status FeedLoop::Load() {
  SetState(v1::FEED_STATE_LOADING);
  const absl::Time started = parts_.clock.MonotonicNow();
  // The export is of a revision that was the newest at this time or later.
  const absl::Time asked = parts_.clock.Now();
  HistoryLoad load;
  while (!load.complete()) {
    if (stopping_) return Stopped();
    absl::Status useless;
    const absl::Status ended = parts_.feed.ExportHistory(
        load.resume_token(),
        [&](registry::v1::ExportRecordsResponse chunk) -> absl::Status {
          if (stopping_) return Stopped();
          reconnect_.Reset();
          SetState(v1::FEED_STATE_LOADING);
          useless = load.Add(std::move(chunk));
          return useless;
        });
    if (!useless.ok()) return useless;
    if (load.complete()) break;
    if (DisownsUs(ended)) return ended;
    WaitToReconnect(ended);
  }
  Publish(load.TakeModel(), asked, parts_.clock.MonotonicNow() - started);
  return absl::OkStatus();
}

void FeedLoop::Publish(std::shared_ptr<RegisterModel> model, absl::Time asked,
                       absl::Duration load_time) {
  model_ = std::move(model);
  parts_.replica.Publish(model_);
  parts_.replica.UpdateStats([&](ReplicaStats& stats) {
    ++stats.loads;
    stats.load_time = load_time;
    stats.state = v1::FEED_STATE_FOLLOWING;
  });
  parts_.replica.Advance(model_->head_revision(), /*newest=*/true, asked);
  Log(LogLevel::kInfo, "register loaded",
      {{"registry_id", model_->registry_id()},
       {"epoch", model_->epoch()},
       {"revision", model_->head_revision()},
       {"records", model_->RecordCountAt(model_->head_revision())},
       {"load_ms", absl::ToInt64Milliseconds(load_time)}});
  if (parts_.on_published) parts_.on_published();
}

absl::Status FeedLoop::Follow() {
  while (!stopping_) {
    WatchFollow follow(*model_, parts_.replica, parts_.clock);
    absl::Status astray;
    bool following = false;
    const absl::Status ended = parts_.feed.Watch(
        model_->head_revision(), model_->epoch(),
        [&](registry::v1::WatchResponse message) -> absl::Status {
          if (stopping_) return Stopped();
          astray = follow.Add(std::move(message));
          if (astray.ok()) {
            reconnect_.Reset();
            reload_.Reset();
            SetState(v1::FEED_STATE_FOLLOWING);
            if (!std::exchange(following, true)) {
              Log(LogLevel::kInfo, "following the registry",
                  {{"revision", model_->head_revision()}});
            }
          }
          return astray;
        });
    if (!astray.ok()) return astray;
    if (DisownsUs(ended)) return ended;
    WaitToReconnect(ended);
  }
  return Stopped();
}

void FeedLoop::SetState(v1::FeedState state) {
  parts_.replica.UpdateStats(
      [state](ReplicaStats& stats) { stats.state = state; });
}

void FeedLoop::WaitToReconnect(const absl::Status& why) {
  if (stopping_) return;
  // A replica that has nothing to answer from is still loading.
  if (model_ != nullptr) SetState(v1::FEED_STATE_DISCONNECTED);
  const absl::Duration wait = reconnect_.Next();
  Log(LogLevel::kWarning, "registry lost, trying again",
      {{"code", absl::StatusCodeToString(why.code())},
       {"why", why.message()},
       {"wait_ms", absl::ToInt64Milliseconds(wait)}});
  parts_.pause.For(wait);
}

}  // namespace comity::query
