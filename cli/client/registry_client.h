// The registry as the command-line client calls it: a few blocking calls with
// deadlines.
#ifndef COMITY_CLI_CLIENT_REGISTRY_CLIENT_H_
#define COMITY_CLI_CLIENT_REGISTRY_CLIENT_H_

#include <cstdint>
#include <functional>
#include <map>
#include <memory>
#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "grpcpp/channel.h"

#include "comity/model/v1/record.pb.h"
#include "comity/registry/v1/registry_service.grpc.pb.h"

namespace comity::cli {

// A channel to HOST:PORT, in plaintext, with messages as large as the services
// send.
std::shared_ptr<grpc::Channel> OpenChannel(const std::string& target);

// Thread-safe. Each call waits for the server to come up, within its deadline.
class RegistryClient {
 public:
  explicit RegistryClient(const std::shared_ptr<grpc::Channel>& channel);

  // The records of these names that exist, by name, all as of one revision: the
  // newest, unless `revision` says which.
  absl::StatusOr<std::map<std::string, model::v1::Record>> GetRecords(
      const std::vector<std::string>& names, int64_t revision = 0);

  // Visits the records of a kind whose names start with `prefix`, in ascending
  // order of names, all as of one revision.
  absl::Status ForEachRecord(
      model::v1::RecordKind kind, const std::string& prefix,
      const std::function<void(model::v1::Record)>& visit);

  // Commits. A lost reply is asked for again: the request must bear a
  // request_id, so the commit is made once.
  absl::StatusOr<registry::v1::CommitResponse> Commit(
      const registry::v1::CommitRequest& request);

  // For calls that need no care of this class's.
  registry::v1::RegistryService::Stub& stub() { return *stub_; }

 private:
  std::unique_ptr<registry::v1::RegistryService::Stub> stub_;
};

}  // namespace comity::cli

#endif  // COMITY_CLI_CLIENT_REGISTRY_CLIENT_H_
