#include "cli/client/interrupt.h"

#include <pthread.h>
#include <signal.h>

#include "absl/time/clock.h"

#include "common/platform/signals.h"

namespace comity::cli {

using platform::MutexLock;

void Interrupt::Stop() {
  MutexLock lock(mutex_);
  stopped_ = true;
  if (context_ != nullptr) context_->TryCancel();
  stopping_.SignalAll();
}

bool Interrupt::stopped() {
  MutexLock lock(mutex_);
  return stopped_;
}

Interrupt::Call::Call(Interrupt& interrupt, grpc::ClientContext& context)
    : interrupt_(interrupt) {
  MutexLock lock(interrupt_.mutex_);
  interrupt_.context_ = &context;
  // Before the call begins, which then ends at once.
  if (interrupt_.stopped_) context.TryCancel();
}

Interrupt::Call::~Call() {
  MutexLock lock(interrupt_.mutex_);
  interrupt_.context_ = nullptr;
}

bool Interrupt::SleepFor(absl::Duration duration) {
  const absl::Time until = absl::Now() + duration;
  MutexLock lock(mutex_);
  while (!stopped_ && absl::Now() < until) {
    stopping_.WaitFor(mutex_, until - absl::Now());
  }
  return !stopped_;
}

StopOnSignal::StopOnSignal(Interrupt& interrupt) {
  platform::BlockShutdownSignals();
  waiter_ = std::thread([&interrupt] {
    platform::WaitForShutdownSignal();
    interrupt.Stop();
  });
}

StopOnSignal::~StopOnSignal() {
  // Held back everywhere, so the waiter alone takes it.
  pthread_kill(waiter_.native_handle(), SIGTERM);
  waiter_.join();
}

}  // namespace comity::cli
