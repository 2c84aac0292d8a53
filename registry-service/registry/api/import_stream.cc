#include "registry/api/import_stream.h"

#include <utility>

#include "absl/strings/str_cat.h"

#include "common/platform/error.h"
#include "common/platform/grpc/status_grpc.h"
#include "registry/api/caller_identity.h"
#include "registry/api/deadline.h"

namespace comity::registry {
namespace {

using platform::MutexLock;

absl::Status CallerLeft() { return absl::CancelledError("the caller left"); }

absl::Status Overloaded(const platform::Executor& executor) {
  return platform::Error(
             model::v1::REASON_OVERLOADED,
             absl::StrCat("the queue of ", executor.queue_max(),
                          " writes is full or closed; send the import again "
                          "after a moment"))
      .RetryAfter(absl::Seconds(1));
}

}  // namespace

grpc::ServerReadReactor<v1::ImportRecordsRequest>* ImportStream::Start(
    ImportContext shared, grpc::CallbackServerContext* call,
    v1::ImportRecordsResponse* response) {
  const std::shared_ptr<ImportStream> stream(
      new ImportStream(shared, call, response));
  {
    MutexLock lock(stream->mutex_);
    stream->self_ = stream;
    stream->state_ = State::kTaking;
  }
  const absl::Status admitted = shared.streams.Add(stream, 0);
  if (admitted.ok()) {
    stream->Read();
  } else {
    stream->EndTaking(admitted);
  }
  return stream.get();
}

ImportStream::ImportStream(ImportContext shared,
                           grpc::CallbackServerContext* call,
                           v1::ImportRecordsResponse* response)
    : shared_(shared),
      call_(call),
      response_(response),
      import_(shared.registry, CallerIdentity(*call), DeadlineOf(*call)) {}

void ImportStream::EndForDrain() { End(platform::DrainingStatus(0)); }

void ImportStream::CancelIfStuck(absl::Time now, absl::Duration /*grace*/) {
  const absl::Status silent =
      platform::Error(model::v1::REASON_DEADLINE,
                      absl::StrCat("the import sent nothing for ",
                                   absl::FormatDuration(shared_.silence_max)));
  {
    // In one look, so that what arrives meanwhile is not dropped.
    MutexLock lock(mutex_);
    if (state_ != State::kReading || end_.has_value() ||
        now - reading_since_ < shared_.silence_max) {
      return;
    }
    end_ = silent;
    state_ = State::kEnded;
  }
  Finish(platform::ToGrpcStatus(import_.WithProgress(silent)));
}

void ImportStream::OnReadDone(bool ok) {
  {
    MutexLock lock(mutex_);
    if (state_ != State::kReading) return;
    state_ = State::kTaking;
  }
  auto self = shared_from_this();
  if (shared_.executor.TrySchedule([self, ok] { self->Take(ok); })) return;
  EndTaking(Overloaded(shared_.executor));
}

void ImportStream::OnCancel() { End(CallerLeft()); }

void ImportStream::OnDone() {
  shared_.streams.Remove(this);
  // Outlives the lock, since it may be the last to hold this stream.
  std::shared_ptr<ImportStream> self;
  MutexLock lock(mutex_);
  self = std::move(self_);
}

void ImportStream::Take(bool read) {
  {
    MutexLock lock(mutex_);
    if (end_.has_value()) read = false;
  }
  if (!read) {
    // The caller has no more to send, or left; both look the same here, which
    // is why an import says itself where its end is.
    EndTaking(import_.BrokenOff());
    return;
  }
  const absl::Status taken = import_.Take(request_);
  request_.Clear();
  if (taken.ok() && !import_.done()) {
    Read();
    return;
  }
  if (taken.ok()) *response_ = import_.response();
  EndTaking(taken);
}

void ImportStream::Read() {
  absl::Status status;
  {
    MutexLock lock(mutex_);
    if (!end_.has_value()) {
      state_ = State::kReading;
      reading_since_ = shared_.clock.MonotonicNow();
      // Under the lock, so that no Finish overtakes it. gRPC never calls back
      // from within.
      StartRead(&request_);
      return;
    }
    status = *end_;
    state_ = State::kEnded;
  }
  Finish(platform::ToGrpcStatus(import_.WithProgress(status)));
}

void ImportStream::End(const absl::Status& status) {
  {
    MutexLock lock(mutex_);
    if (end_.has_value() || state_ == State::kEnded) return;
    end_ = status;
    // A task that takes sees it when it is done.
    if (state_ == State::kTaking) return;
    state_ = State::kEnded;
  }
  // No task takes any more: the import stands still.
  Finish(platform::ToGrpcStatus(import_.WithProgress(status)));
}

void ImportStream::EndTaking(absl::Status status) {
  {
    MutexLock lock(mutex_);
    if (end_.has_value()) status = *end_;
    end_ = status;
    state_ = State::kEnded;
  }
  Finish(platform::ToGrpcStatus(import_.WithProgress(status)));
}

}  // namespace comity::registry
