// The standard health service (grpc.health.v1), per service name.
//
// gRPC brings one of its own; this one differs in two promises we make: a name
// is NOT_SERVING from the first moment on, until SetServing says otherwise, and
// watchers are told and sent off when the server drains, so that they do not
// hold it up.
//
// Thread safety: all methods may be called by any thread.

#ifndef COMMON_PLATFORM_GRPC_HEALTH_H_
#define COMMON_PLATFORM_GRPC_HEALTH_H_

#include <cstddef>
#include <map>
#include <set>
#include <string>
#include <vector>

#include <grpcpp/server_context.h>
#include <grpcpp/support/server_callback.h>

#include "absl/base/thread_annotations.h"
#include "grpc/health/v1/health.grpc.pb.h"

#include "common/platform/mutex.h"

namespace comity::platform {

// Most streams of Watch at a time; one more is refused.
inline constexpr std::size_t kHealthWatchersMax = 256;

class HealthService final : public grpc::health::v1::Health::CallbackService {
 public:
  // Knows these names and "", which stands for the whole server.
  explicit HealthService(const std::vector<std::string>& names);
  ~HealthService() override;

  // Sets the state of one name; a new name becomes known. No effect after
  // Drain.
  void SetServing(const std::string& name, bool serving);

  // Sets all names to NOT_SERVING for good, and ends all watches once they were
  // told.
  void Drain();

  // The service. An unknown name is NOT_FOUND to Check and SERVICE_UNKNOWN to
  // Watch, as the protocol has it.
  grpc::ServerUnaryReactor* Check(
      grpc::CallbackServerContext* context,
      const grpc::health::v1::HealthCheckRequest* request,
      grpc::health::v1::HealthCheckResponse* response) override;
  grpc::ServerWriteReactor<grpc::health::v1::HealthCheckResponse>* Watch(
      grpc::CallbackServerContext* context,
      const grpc::health::v1::HealthCheckRequest* request) override;

 private:
  class Watcher;
  using Status = grpc::health::v1::HealthCheckResponse::ServingStatus;

  Status StatusOfLocked(const std::string& name) const
      ABSL_EXCLUSIVE_LOCKS_REQUIRED(mutex_);
  void Remove(Watcher* watcher);

  mutable Mutex mutex_;
  std::map<std::string, bool> serving_ ABSL_GUARDED_BY(mutex_);
  std::set<Watcher*> watchers_ ABSL_GUARDED_BY(mutex_);
  bool draining_ ABSL_GUARDED_BY(mutex_) = false;
};

}  // namespace comity::platform

#endif  // COMMON_PLATFORM_GRPC_HEALTH_H_
