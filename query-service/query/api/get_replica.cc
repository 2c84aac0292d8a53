// GetReplica: how the replica fares.
#include <algorithm>

#include "common/platform/grpc/unary.h"
#include "query/api/query_service.h"
#include "query/api/resident_bytes.h"
#include "query/index/proto_time.h"

namespace comity::query {
namespace {

void SetDuration(absl::Duration duration, google::protobuf::Duration* out) {
  absl::Duration rest;
  out->set_seconds(absl::IDivDuration(duration, absl::Seconds(1), &rest));
  out->set_nanos(static_cast<int32_t>(absl::ToInt64Nanoseconds(rest)));
}

}  // namespace

grpc::ServerUnaryReactor* QueryService::GetReplica(
    grpc::CallbackServerContext* context,
    const v1::GetReplicaRequest* /*request*/,
    v1::GetReplicaResponse* response) {
  Describe(*response);
  return platform::FinishNow(context, absl::OkStatus());
}

void QueryService::Describe(v1::GetReplicaResponse& response) const {
  const ReplicaStats stats = replica_->stats();
  response.set_state(stats.state);
  response.set_digest_mismatches(stats.digest_mismatches);
  response.set_loads(stats.loads);
  SetDuration(stats.load_time, response.mutable_load_time());
  response.set_resident_bytes(ResidentBytes());

  const absl::Time fresh_at = replica_->fresh_at();
  const std::shared_ptr<const RegisterModel> model = replica_->Current();
  if (model == nullptr) return;
  response.set_registry_id(model->registry_id());
  response.set_epoch(model->epoch());
  // One revision for all of it: the head may rise while this reads.
  const int64_t revision = model->head_revision();
  response.set_revision(revision);
  response.set_digest(model->DigestAt(revision));
  if (revision > 0) {
    *response.mutable_commit_time() = TimestampOf(model->CommitTime(revision));
  }
  response.set_records(model->RecordCountAt(revision));
  response.set_record_versions(model->VersionCountAt(revision));
  if (fresh_at == absl::InfinitePast()) return;
  *response.mutable_fresh_at() = TimestampOf(fresh_at);
  SetDuration(std::max(clock_.Now() - fresh_at, absl::ZeroDuration()),
              response.mutable_lag());
}

}  // namespace comity::query
