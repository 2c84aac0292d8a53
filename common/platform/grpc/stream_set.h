// The streams that are open, so that a drain can end them all.
//
// Thread safety: all methods may be called by any thread.
#ifndef COMMON_PLATFORM_GRPC_STREAM_SET_H_
#define COMMON_PLATFORM_GRPC_STREAM_SET_H_

#include <cstddef>
#include <cstdint>
#include <map>
#include <memory>
#include <vector>

#include "absl/base/thread_annotations.h"
#include "absl/status/status.h"
#include "absl/time/time.h"

#include "common/platform/mutex.h"

namespace comity::platform {

// A stream as a drain sees it. Thread-safe.
class OpenStream {
 public:
  virtual ~OpenStream() = default;

  // Ends it with SERVER_DRAINING, and the revision to resume after.
  virtual void EndForDrain() = 0;

  // Cancels it when it was ended `grace` ago or longer and its client has not
  // taken what was on the way.
  virtual void CancelIfStuck(absl::Time now, absl::Duration grace) = 0;
};

// UNAVAILABLE with REASON_SERVER_DRAINING and `revision` as metadata.
absl::Status DrainingStatus(int64_t revision);

class StreamSet {
 public:
  explicit StreamSet(std::size_t streams_max);

  // SERVER_DRAINING once a drain began, OVERLOADED when there are
  // `streams_max`. `revision` is what the caller would resume after.
  absl::Status Add(const std::shared_ptr<OpenStream>& stream, int64_t revision);
  void Remove(const OpenStream* stream);

  // Ends all streams; none is added any more.
  void Drain();

  // To be called regularly; see OpenStream::CancelIfStuck.
  void CancelStuck(absl::Time now, absl::Duration grace);

  std::size_t size() const;

 private:
  // The streams that still live, held while they are worked on.
  std::vector<std::shared_ptr<OpenStream>> Living() const;

  const std::size_t streams_max_;
  mutable Mutex mutex_;
  bool draining_ ABSL_GUARDED_BY(mutex_) = false;
  std::map<const OpenStream*, std::weak_ptr<OpenStream>> streams_
      ABSL_GUARDED_BY(mutex_);
};

}  // namespace comity::platform

#endif  // COMMON_PLATFORM_GRPC_STREAM_SET_H_
