#include "common/platform/grpc/unary.h"

#include <chrono>
#include <utility>

#include "absl/strings/str_cat.h"
#include "absl/time/time.h"

#include "common/platform/error.h"
#include "common/platform/grpc/status_grpc.h"

namespace comity::platform {
namespace {

constexpr absl::Duration kOverloadRetryDelay = absl::Milliseconds(200);

// Whether somebody still waits for the call's answer.
absl::Status CheckStillWanted(const grpc::CallbackServerContext& context) {
  // gRPC counts deadlines by the machine's clock, so ours must not decide.
  if (context.deadline() <= std::chrono::system_clock::now()) {
    return Error(model::v1::REASON_DEADLINE,
                 "the deadline passed while the call was queued; nothing was "
                 "done");
  }
  if (context.IsCancelled()) {
    return absl::CancelledError("the caller left while the call was queued");
  }
  return absl::OkStatus();
}

}  // namespace

grpc::ServerUnaryReactor* FinishNow(grpc::CallbackServerContext* context,
                                    const absl::Status& status) {
  grpc::ServerUnaryReactor* reactor = context->DefaultReactor();
  reactor->Finish(ToGrpcStatus(status));
  return reactor;
}

grpc::ServerUnaryReactor* RunOn(Executor& executor,
                                grpc::CallbackServerContext* context,
                                absl::AnyInvocable<absl::Status()> body) {
  grpc::ServerUnaryReactor* reactor = context->DefaultReactor();
  const bool accepted = executor.TrySchedule(
      [context, reactor, body = std::move(body)]() mutable {
        absl::Status status = CheckStillWanted(*context);
        if (status.ok()) status = body();
        // The last touch: the call and its messages may be gone after it.
        reactor->Finish(ToGrpcStatus(status));
      });
  if (!accepted) {
    reactor->Finish(ToGrpcStatus(
        Error(model::v1::REASON_OVERLOADED,
              absl::StrCat("the queue of ", executor.queue_max(),
                           " calls is full or closed; try again after a "
                           "moment"))
            .RetryAfter(kOverloadRetryDelay)));
  }
  return reactor;
}

}  // namespace comity::platform
