// How often, and after which pause, something that may pass is tried again.
#ifndef COMITY_CLI_CLIENT_RETRY_H_
#define COMITY_CLI_CLIENT_RETRY_H_

#include "absl/status/status.h"
#include "absl/time/time.h"

#include "common/platform/error.h"

namespace comity::cli {

// Not thread-safe.
class Retry {
 public:
  static constexpr absl::Duration kPauseMin = absl::Milliseconds(100);
  static constexpr absl::Duration kPauseMax = absl::Seconds(5);
  // Sixteen seconds in all: a server that is started anew is back by then.
  static constexpr int kTriesMax = 8;

  explicit Retry(int tries_max = kTriesMax) : tries_max_(tries_max) {}

  // Whether to try again after `status`: it says that the server is not there
  // or has too much to do, and it has not been so too often in a row. A call
  // that the caller did not cancel was cancelled by a server that goes down.
  bool May(const absl::Status& status) {
    return (absl::IsUnavailable(status) || absl::IsCancelled(status) ||
            platform::ReasonOf(status) == model::v1::REASON_OVERLOADED) &&
           ++tries_ < tries_max_;
  }

  // How long to wait before the next try: twice as long each time.
  absl::Duration Pause() {
    const absl::Duration pause = pause_;
    pause_ = pause * 2 < kPauseMax ? pause * 2 : kPauseMax;
    return pause;
  }

  // Something came: what breaks from now on breaks anew.
  void Progressed() {
    tries_ = 0;
    pause_ = kPauseMin;
  }

 private:
  const int tries_max_;
  int tries_ = 0;
  absl::Duration pause_ = kPauseMin;
};

}  // namespace comity::cli

#endif  // COMITY_CLI_CLIENT_RETRY_H_
