// One unary call as a command makes it: it waits for a server that is coming
// up, has a deadline, and its error keeps the details.
#ifndef COMITY_CLI_CLIENT_CALL_H_
#define COMITY_CLI_CLIENT_CALL_H_

#include <chrono>
#include <cstdint>

#include "absl/status/statusor.h"
#include "grpcpp/client_context.h"

#include "common/platform/grpc/status_grpc.h"

namespace comity::cli {

// A person waits no longer for an answer.
inline constexpr std::chrono::seconds kCallDeadline{10};

// `Call(stub, &Stub::CheckMembership, request)`.
template <typename Stub, typename Request, typename Response>
absl::StatusOr<Response> Call(Stub& stub,
                              grpc::Status (Stub::*method)(grpc::ClientContext*,
                                                           const Request&,
                                                           Response*),
                              const Request& request) {
  grpc::ClientContext context;
  context.set_wait_for_ready(true);
  context.set_deadline(std::chrono::system_clock::now() + kCallDeadline);
  Response response;
  const grpc::Status status = (stub.*method)(&context, request, &response);
  if (!status.ok()) return platform::FromGrpcStatus(status);
  return response;
}

// All pages of a list: calls until there is no further page or `take` has
// enough. `take(response)` gets each page and says whether to go on. The
// request's page_token is advanced.
template <typename Stub, typename Request, typename Response, typename Take>
absl::Status CallPages(Stub& stub,
                       grpc::Status (Stub::*method)(grpc::ClientContext*,
                                                    const Request&, Response*),
                       Request& request, Take take) {
  do {
    auto response = Call(stub, method, request);
    if (!response.ok()) return response.status();
    request.set_page_token(response->next_page_token());
    if (!take(*std::move(response))) return absl::OkStatus();
  } while (!request.page_token().empty());
  return absl::OkStatus();
}

}  // namespace comity::cli

#endif  // COMITY_CLI_CLIENT_CALL_H_
