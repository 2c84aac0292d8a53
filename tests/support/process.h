// Starts the real programs, for tests that need a process of its own: one that
// can be killed without a word.
#ifndef COMITY_TESTS_SUPPORT_PROCESS_H_
#define COMITY_TESTS_SUPPORT_PROCESS_H_

#include <sys/types.h>

#include <memory>
#include <cstdint>
#include <string>
#include <vector>

#include "absl/time/time.h"

namespace comity::test_support {

// A child process; killed and reaped when destroyed. Not thread-safe.
class Process {
 public:
  // Runs the program with its output and errors appended to `log`. The child
  // dies with the test.
  Process(std::vector<std::string> command, const std::string& log);
  ~Process();
  Process(const Process&) = delete;
  Process& operator=(const Process&) = delete;

  // Sends a signal, and returns at once.
  void Signal(int signal) const;

  // Waits for its end, at most `timeout`; the exit code, 128 + n when signal n
  // ended it, -1 when it is still running.
  int Wait(absl::Duration timeout);

  // kill -9, and waits.
  void Kill9();

  // How much of it is in memory now; 0 when it does not run.
  int64_t ResidentBytes() const;

 private:
  pid_t pid_ = -1;
};

// The whole file, empty when there is none.
std::string ReadFile(const std::string& path);

// A port of 127.0.0.1 that was free a moment ago; 0 if none was found.
int FreePort();

}  // namespace comity::test_support

#endif  // COMITY_TESTS_SUPPORT_PROCESS_H_
