// The limit that the query service is measured against: a bare gRPC C++ server
// of the same API style (callbacks) that answers CheckMembership with one fixed
// response, so that it parses the same request and serializes the same bytes,
// and does nothing between.
//
// Usage: bench_echo HOST:PORT RESPONSE_FILE
#include <grpcpp/grpcpp.h>

#include <csignal>
#include <fstream>
#include <iostream>

#include "comity/query/v1/query_service.grpc.pb.h"

namespace {

namespace v1 = comity::query::v1;

class Echo : public v1::QueryService::CallbackService {
 public:
  explicit Echo(v1::CheckMembershipResponse response)
      : response_(std::move(response)) {}

  grpc::ServerUnaryReactor* CheckMembership(
      grpc::CallbackServerContext* context,
      const v1::CheckMembershipRequest* /*request*/,
      v1::CheckMembershipResponse* response) override {
    *response = response_;
    auto* reactor = context->DefaultReactor();
    reactor->Finish(grpc::Status::OK);
    return reactor;
  }

 private:
  const v1::CheckMembershipResponse response_;
};

}  // namespace

int main(int argc, char** argv) {
  v1::CheckMembershipResponse response;
  std::ifstream file;
  if (argc == 3) file.open(argv[2], std::ios::binary);
  if (!file || !file.is_open() || !response.ParseFromIstream(&file)) {
    std::cerr << "usage: bench_echo HOST:PORT RESPONSE_FILE\n";
    return 2;
  }
  sigset_t signals;
  sigemptyset(&signals);
  sigaddset(&signals, SIGTERM);
  sigaddset(&signals, SIGINT);
  pthread_sigmask(SIG_BLOCK, &signals, nullptr);

  Echo echo(std::move(response));
  grpc::ServerBuilder builder;
  builder.AddListeningPort(argv[1], grpc::InsecureServerCredentials());
  builder.RegisterService(&echo);
  const auto server = builder.BuildAndStart();
  if (server == nullptr) {
    std::cerr << "bench_echo: cannot listen on " << argv[1] << "\n";
    return 1;
  }
  int received = 0;
  sigwait(&signals, &received);
  server->Shutdown();
  return 0;
}
