// Finishing unary calls of the callback API from our own kind of status, on
// this thread or on an executor.
//
// Thread safety: as the calls' own; several calls do not touch each other.

#ifndef COMMON_PLATFORM_GRPC_UNARY_H_
#define COMMON_PLATFORM_GRPC_UNARY_H_

#include <grpcpp/server_context.h>
#include <grpcpp/support/server_callback.h>

#include "absl/functional/any_invocable.h"
#include "absl/status/status.h"

#include "common/platform/executor.h"

namespace comity::platform {

// Finishes the call with `status` at once; for what needs no waiting.
grpc::ServerUnaryReactor* FinishNow(grpc::CallbackServerContext* context,
                                    const absl::Status& status);

// Runs `body` on `executor`, which may block there, and finishes the call with
// what it returns. The request and the response live until then.
//
// Without running `body`, the call fails with REASON_OVERLOADED when the queue
// is full, with REASON_DEADLINE when its deadline passed while it waited, and
// with CANCELLED when its caller left.
grpc::ServerUnaryReactor* RunOn(Executor& executor,
                                grpc::CallbackServerContext* context,
                                absl::AnyInvocable<absl::Status()> body);

}  // namespace comity::platform

#endif  // COMMON_PLATFORM_GRPC_UNARY_H_
