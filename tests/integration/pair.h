// The real pair: both programs as processes on loopback, with a data folder of
// their own. Each can be killed and started again on its port.
#ifndef COMITY_TESTS_INTEGRATION_PAIR_H_
#define COMITY_TESTS_INTEGRATION_PAIR_H_

#include <memory>
#include <string>

#include "absl/status/statusor.h"
#include "absl/time/time.h"

#include "comity/query/v1/query_service.grpc.pb.h"
#include "comity/registry/v1/registry_service.grpc.pb.h"
#include "tests/support/process.h"
#include "tests/support/temp_folder.h"

namespace comity::test_support {

// Not thread-safe; the stubs are.
class Pair {
 public:
  Pair();

  // Starts a server and returns at once. REQUIRES: it does not run.
  void StartRegistry();
  void StartQuery();

  // Starts both and waits until both serve.
  absl::Status StartBoth();

  absl::Status WaitForRegistry();
  absl::Status WaitForQuery();

  Process* registry() { return registry_.get(); }
  Process* query() { return query_.get(); }
  void KillRegistry() { registry_.reset(); }
  void KillQuery() { query_.reset(); }

  std::string registry_target() const;
  std::string query_target() const;
  std::string folder() const { return folder_.path(); }
  std::string database() const { return folder_.path() + "/registry.db"; }
  std::string registry_log() const { return folder_.path() + "/registry.log"; }

  // Puts a topic of this name; the id and labels do not matter.
  absl::StatusOr<registry::v1::CommitResponse> PutTopic(
      const std::string& id, const std::string& request_id = "");
  absl::StatusOr<registry::v1::GetHeadResponse> GetHead();
  absl::StatusOr<query::v1::GetReplicaResponse> GetReplica();
  absl::StatusOr<query::v1::CheckMembershipResponse> Check(
      const query::v1::CheckMembershipRequest& request);

  // To ask anything else of the query service.
  query::v1::QueryService::Stub& questions() { return *query_stub_; }

  // Waits until the replica serves `revision`, or says where it stands.
  absl::Status WaitForRevision(int64_t revision);

  // Imports the starter pack.
  absl::Status ImportStarterData();

 private:
  TempFolder folder_;
  const int registry_port_ = FreePort();
  const int query_port_ = FreePort();
  std::unique_ptr<Process> registry_;
  std::unique_ptr<Process> query_;
  std::unique_ptr<registry::v1::RegistryService::Stub> registry_stub_;
  std::unique_ptr<query::v1::QueryService::Stub> query_stub_;
};

}  // namespace comity::test_support

#endif  // COMITY_TESTS_INTEGRATION_PAIR_H_
