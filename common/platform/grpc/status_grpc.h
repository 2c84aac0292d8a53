// The one place where a status crosses between absl, which all our code
// speaks, and gRPC, with its details as google.rpc.Status.
//
// Thread safety: pure functions.

#ifndef COMMON_PLATFORM_GRPC_STATUS_GRPC_H_
#define COMMON_PLATFORM_GRPC_STATUS_GRPC_H_

#include <grpcpp/support/status.h>

#include "absl/status/status.h"

namespace comity::platform {

// What a caller is sent. Details are in a fixed order, ErrorInfo first: equal
// errors are equal bytes. Every error leaves with an ErrorInfo but a
// cancellation, which nobody reads:
//   - a status that lacks one did not come from our catalogue (it is a driver's
//     or a library's); its text is logged, and the caller is sent
//     REASON_INTERNAL with the number under which the log has it;
//   - DEADLINE_EXCEEDED without one becomes REASON_DEADLINE.
grpc::Status ToGrpcStatus(const absl::Status& status);

// What a server sent, its details as payloads of the status. Details that
// cannot be read are dropped.
absl::Status FromGrpcStatus(const grpc::Status& status);

}  // namespace comity::platform

#endif  // COMMON_PLATFORM_GRPC_STATUS_GRPC_H_
