// Ending what would go on for ever, such as a watch, when the person at the
// terminal has seen enough.
#ifndef COMITY_CLI_CLIENT_INTERRUPT_H_
#define COMITY_CLI_CLIENT_INTERRUPT_H_

#include <thread>

#include "absl/base/thread_annotations.h"
#include "absl/time/time.h"
#include "grpcpp/client_context.h"

#include "common/platform/mutex.h"

namespace comity::cli {

// Thread-safe.
class Interrupt {
 public:
  // From now on a call begun is cancelled, and nobody sleeps.
  void Stop();

  bool stopped();

  // Stop() cancels the call of this context while the object lives.
  class Call {
   public:
    Call(Interrupt& interrupt, grpc::ClientContext& context);
    ~Call();
    Call(const Call&) = delete;
    Call& operator=(const Call&) = delete;

   private:
    Interrupt& interrupt_;
  };

  // Sleeps unless stopped; false when it was, before or meanwhile.
  bool SleepFor(absl::Duration duration);

 private:
  platform::Mutex mutex_;
  platform::CondVar stopping_;
  bool stopped_ ABSL_GUARDED_BY(mutex_) = false;
  // One call at a time.
  grpc::ClientContext* context_ ABSL_GUARDED_BY(mutex_) = nullptr;
};

// Has SIGINT (Ctrl-C) and SIGTERM stop an Interrupt, for as long as it lives.
// REQUIRES: no other thread exists when it is made.
class StopOnSignal {
 public:
  explicit StopOnSignal(Interrupt& interrupt);
  ~StopOnSignal();
  StopOnSignal(const StopOnSignal&) = delete;
  StopOnSignal& operator=(const StopOnSignal&) = delete;

 private:
  std::thread waiter_;
};

}  // namespace comity::cli

#endif  // COMITY_CLI_CLIENT_INTERRUPT_H_
