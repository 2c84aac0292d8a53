// A server stream fed from a source that is pulled on an executor: the next
// message is asked for when the one before has left, so one message is in
// memory, and no gRPC thread ever waits.
//
// States: PULLING (a task asks the source) -> WRITING (gRPC has a message) ->
// PULLING ...; IDLE when a live source has nothing, until it wakes the stream;
// ENDED once Finish was called, in any way, exactly once.
//
// Thread safety: any thread. The source is asked by one thread at a time.
//
// Lifetime: gRPC holds the stream until OnDone; a running task holds it too. A
// wake-up holds it weakly, since it may come at any time.
#ifndef COMMON_PLATFORM_GRPC_PULL_STREAM_H_
#define COMMON_PLATFORM_GRPC_PULL_STREAM_H_

#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <utility>

#include <grpcpp/server_context.h>
#include <grpcpp/support/server_callback.h>

#include "absl/base/thread_annotations.h"
#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "absl/time/time.h"

#include "common/platform/clock.h"
#include "common/platform/executor.h"
#include "common/platform/grpc/status_grpc.h"
#include "common/platform/grpc/stream_set.h"
#include "common/platform/mutex.h"

namespace comity::platform {

// What a stream sends. Next may block; the rest may not, and may be called by
// any thread.
template <typename Response>
class StreamSource {
 public:
  virtual ~StreamSource() = default;

  // The next message; nothing when there is none (now, if the source is live).
  virtual absl::StatusOr<std::optional<Response>> Next() = 0;

  // Whether more may come after nothing came; the wake-up then tells when.
  virtual bool live() const = 0;

  // gRPC took the last message.
  virtual void Taken() {}

  // An error when the source has ended by itself.
  virtual absl::Status end_status() const { return absl::OkStatus(); }

  // What a client resumes after, once it has all that Next returned.
  virtual int64_t revision() const = 0;
};

// What all streams of a service share; outlives them.
struct StreamContext {
  StreamSet& streams;
  // Its queue takes a task of each stream that the set takes.
  Executor& executor;
  const Clock& clock;
};

template <typename Response>
class PullStream final
    : public grpc::ServerWriteReactor<Response>,
      public OpenStream,
      public std::enable_shared_from_this<PullStream<Response>> {
 public:
  using Source = StreamSource<Response>;
  // Begins the source; runs on the executor, and may block.
  using Opener = std::function<absl::StatusOr<std::unique_ptr<Source>>(
      std::function<void()> wake_up)>;

  // Starts a stream for a call. `revision` is what its client would resume
  // after if nothing came.
  static grpc::ServerWriteReactor<Response>* Start(
      StreamContext shared, grpc::CallbackServerContext* call, int64_t revision,
      Opener opener) {
    const std::shared_ptr<PullStream> stream(
        new PullStream(shared, call, revision, std::move(opener)));
    {
      MutexLock lock(stream->mutex_);
      stream->self_ = stream;
    }
    const absl::Status admitted = shared.streams.Add(stream, revision);
    if (admitted.ok()) {
      stream->Schedule();
    } else {
      stream->EndPull(admitted);
    }
    return stream.get();
  }

  void EndForDrain() override {
    bool finish = false;
    absl::Status status;
    {
      MutexLock lock(mutex_);
      status = DrainingStatus(sent_revision_);
      finish = SetEndLocked(status);
    }
    if (finish) Finish(status);
  }

  void CancelIfStuck(absl::Time now, absl::Duration grace) override {
    MutexLock lock(mutex_);
    // The call outlives self_, which OnDone takes under this lock.
    if (state_ == State::kEnded && self_ != nullptr && now - ended_ >= grace) {
      call_->TryCancel();
    }
  }

  void OnWriteDone(bool ok) override {
    Source* source = nullptr;
    {
      MutexLock lock(mutex_);
      if (state_ != State::kWriting) return;
      state_ = State::kPulling;
      source = source_.get();
    }
    if (!ok) {
      EndPull(absl::CancelledError("the caller left"));
      return;
    }
    source->Taken();
    Schedule();
  }

  void OnCancel() override { End(absl::CancelledError("the caller left")); }

  void OnDone() override {
    shared_.streams.Remove(this);
    // Outlives the lock, since it may be the last to hold this stream.
    std::shared_ptr<PullStream> self;
    MutexLock lock(mutex_);
    self = std::move(self_);
  }

 private:
  enum class State { kPulling, kWriting, kIdle, kEnded };

  PullStream(StreamContext shared, grpc::CallbackServerContext* call,
             int64_t revision, Opener opener)
      : shared_(shared),
        call_(call),
        opener_(std::move(opener)),
        sent_revision_(revision) {}

  // REQUIRES: state PULLING, which makes the caller its only owner.
  void Schedule() {
    auto self = this->shared_from_this();
    if (shared_.executor.TrySchedule([self] { self->Pull(); })) return;
    // Only an executor that was shut down refuses.
    EndPull(DrainingStatus(sent_revision()));
  }

  void Pull() {
    while (true) {
      {
        MutexLock lock(mutex_);
        woken_ = false;
      }
      absl::StatusOr<std::optional<Response>> next = AskSource();
      absl::Status status;
      {
        MutexLock lock(mutex_);
        if (!end_.has_value()) {
          if (!next.ok()) {
            end_ = next.status();
          } else if (next->has_value()) {
            message_ = **std::move(next);
            sent_revision_ = source_->revision();
            state_ = State::kWriting;
            // Under the lock, so that no Finish overtakes it. gRPC never calls
            // back from within.
            this->StartWrite(&message_);
            return;
          } else if (!source_->live()) {
            end_ = absl::OkStatus();
          } else if (woken_) {
            continue;
          } else {
            state_ = State::kIdle;
            return;
          }
        }
        status = *end_;
        MarkEndedLocked();
      }
      Finish(status);
      return;
    }
  }

  absl::StatusOr<std::optional<Response>> AskSource() {
    if (opener_) {
      absl::StatusOr<std::unique_ptr<Source>> source =
          std::exchange(opener_, nullptr)([weak = this->weak_from_this()] {
            if (const auto self = weak.lock()) self->WakeUp();
          });
      if (!source.ok()) return source.status();
      MutexLock lock(mutex_);
      source_ = *std::move(source);
    }
    return source_->Next();
  }

  void WakeUp() {
    Source* source = nullptr;
    {
      MutexLock lock(mutex_);
      if (state_ == State::kPulling) woken_ = true;
      if (state_ == State::kIdle) {
        state_ = State::kPulling;
      } else if (state_ == State::kWriting) {
        source = source_.get();
      } else {
        return;
      }
    }
    if (source == nullptr) {
      Schedule();
    } else if (absl::Status status = source->end_status(); !status.ok()) {
      End(std::move(status));
    }
  }

  // Ends the stream unless it has ended; the task that pulls does it if one
  // does.
  void End(absl::Status status) {
    bool finish = false;
    {
      MutexLock lock(mutex_);
      finish = SetEndLocked(status);
    }
    if (finish) Finish(status);
  }

  // Ends the stream in place of a pull. An end that was set before counts.
  // REQUIRES: as Schedule.
  void EndPull(absl::Status status) {
    {
      MutexLock lock(mutex_);
      if (end_.has_value()) status = *end_;
      end_ = status;
      MarkEndedLocked();
    }
    Finish(status);
  }

  int64_t sent_revision() const {
    MutexLock lock(mutex_);
    return sent_revision_;
  }

  // Returns whether the caller has to call Finish.
  bool SetEndLocked(const absl::Status& status)
      ABSL_EXCLUSIVE_LOCKS_REQUIRED(mutex_) {
    if (end_.has_value()) return false;
    end_ = status;
    if (state_ == State::kPulling) return false;
    MarkEndedLocked();
    return true;
  }

  void MarkEndedLocked() ABSL_EXCLUSIVE_LOCKS_REQUIRED(mutex_) {
    state_ = State::kEnded;
    ended_ = shared_.clock.MonotonicNow();
  }

  void Finish(const absl::Status& status) {
    grpc::ServerWriteReactor<Response>::Finish(ToGrpcStatus(status));
  }

  const StreamContext shared_;
  grpc::CallbackServerContext* const call_;

  // Only the one that pulls uses these, and gRPC the message while WRITING.
  Opener opener_;
  Response message_;

  mutable Mutex mutex_;
  State state_ ABSL_GUARDED_BY(mutex_) = State::kPulling;
  // Set once, when the source was opened, and then read without the lock.
  std::unique_ptr<Source> source_;
  // A wake-up came while PULLING.
  bool woken_ ABSL_GUARDED_BY(mutex_) = false;
  // Why the stream ends. From then on nothing is written, so that the revision
  // in it stays true.
  std::optional<absl::Status> end_ ABSL_GUARDED_BY(mutex_);
  absl::Time ended_ ABSL_GUARDED_BY(mutex_);
  // What the client may resume after, once it has read what was written.
  int64_t sent_revision_ ABSL_GUARDED_BY(mutex_);
  // What gRPC holds of this stream, until OnDone.
  std::shared_ptr<PullStream> self_ ABSL_GUARDED_BY(mutex_);
};

}  // namespace comity::platform

#endif  // COMMON_PLATFORM_GRPC_PULL_STREAM_H_
