// Waiting for the order to stop, without any work inside a signal handler.
//
//   int main() {
//     BlockShutdownSignals();
//     ... start everything ...
//     WaitForShutdownSignal();
//     ... drain ...

#ifndef COMMON_PLATFORM_SIGNALS_H_
#define COMMON_PLATFORM_SIGNALS_H_

namespace comity::platform {

// Holds SIGTERM and SIGINT back from this thread and those it starts later.
// REQUIRES: called before any other thread exists; otherwise a signal may end
// the process instead.
void BlockShutdownSignals();

// Waits for SIGTERM or SIGINT and returns its number. One that came since
// BlockShutdownSignals counts.
// REQUIRES: BlockShutdownSignals was called.
int WaitForShutdownSignal();

}  // namespace comity::platform

#endif  // COMMON_PLATFORM_SIGNALS_H_
