// When a call's caller no longer waits.
#ifndef COMITY_REGISTRY_API_DEADLINE_H_
#define COMITY_REGISTRY_API_DEADLINE_H_

#include <chrono>

#include <grpcpp/server_context.h>

#include "absl/time/time.h"

namespace comity::registry {

// A call without a deadline has the greatest time there is.
inline absl::Time DeadlineOf(const grpc::CallbackServerContext& call) {
  const auto deadline = call.deadline();
  return deadline == std::chrono::system_clock::time_point::max()
             ? absl::InfiniteFuture()
             : absl::FromChrono(deadline);
}

}  // namespace comity::registry

#endif  // COMITY_REGISTRY_API_DEADLINE_H_
