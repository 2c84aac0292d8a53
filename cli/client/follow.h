// Follows a stream that never ends by itself: reads it, and opens it anew when
// it breaks, until somebody has seen enough.
#ifndef COMITY_CLI_CLIENT_FOLLOW_H_
#define COMITY_CLI_CLIENT_FOLLOW_H_

#include <iostream>
#include <memory>

#include "absl/functional/function_ref.h"
#include "absl/status/status.h"
#include "cli/client/interrupt.h"
#include "cli/client/retry.h"
#include "cli/client/stream.h"

namespace comity::cli {

// Streams in a row that bring nothing. Waiting for a server that is not there
// is no such stream: it lasts until the server is back or the person has
// enough.
inline constexpr int kFollowTriesMax = 65;

// Opens the stream again each time that Retry allows; stderr says so once. OK
// when interrupted, else the error that ended it.
template <typename Response>
absl::Status Follow(
    Interrupt& interrupt,
    absl::FunctionRef<
        std::unique_ptr<grpc::ClientReader<Response>>(grpc::ClientContext*)>
        open,
    absl::FunctionRef<absl::Status(Response&)> take) {
  Retry retry(kFollowTriesMax);
  bool told = false;
  while (!interrupt.stopped()) {
    absl::Status status;
    {
      grpc::ClientContext context;
      const Interrupt::Call call(interrupt, context);
      status = ReadStream<Response>(context, open, [&](Response& response) {
        if (told) std::cerr << "comity: going on\n";
        told = false;
        retry.Progressed();
        return take(response);
      });
    }
    if (interrupt.stopped()) break;
    if (status.ok()) status = absl::UnavailableError("the stream has ended");
    if (!retry.May(status)) return status;
    if (!told) {
      std::cerr << "comity: " << status.message() << "; trying again\n";
    }
    told = true;
    interrupt.SleepFor(retry.Pause());
  }
  return absl::OkStatus();
}

}  // namespace comity::cli

#endif  // COMITY_CLI_CLIENT_FOLLOW_H_
