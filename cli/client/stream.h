// Reads one stream of a service from its beginning to its end. Another thread
// stops it by cancelling its context.
#ifndef COMITY_CLI_CLIENT_STREAM_H_
#define COMITY_CLI_CLIENT_STREAM_H_

#include <memory>

#include "absl/functional/function_ref.h"
#include "absl/status/status.h"
#include "grpcpp/client_context.h"
#include "grpcpp/support/sync_stream.h"

#include "common/platform/grpc/status_grpc.h"

namespace comity::cli {

// Reads until the stream ends or `take` fails, which cancels it and is then the
// answer. `open` calls the RPC with the context. There is no deadline: it
// waits for a server that is not there, and the channel's keepalive finds one
// that is gone.
template <typename Response>
absl::Status ReadStream(
    grpc::ClientContext& context,
    absl::FunctionRef<
        std::unique_ptr<grpc::ClientReader<Response>>(grpc::ClientContext*)>
        open,
    absl::FunctionRef<absl::Status(Response&)> take) {
  // A call that waits is also what drives the channel: gRPC reconnects within a
  // blocking call, and hardly between two.
  context.set_wait_for_ready(true);
  const auto reader = open(&context);
  absl::Status taken;
  Response response;
  while (taken.ok() && reader->Read(&response)) {
    taken = take(response);
    if (!taken.ok()) context.TryCancel();
  }
  while (!taken.ok() && reader->Read(&response)) {
  }
  const absl::Status ended = platform::FromGrpcStatus(reader->Finish());
  return taken.ok() ? ended : taken;
}

}  // namespace comity::cli

#endif  // COMITY_CLI_CLIENT_STREAM_H_
