#include "common/platform/grpc/status_grpc.h"

#include <cstddef>
#include <string>

#include "absl/strings/cord.h"
#include "absl/strings/str_cat.h"

#include "common/platform/error.h"
#include "common/platform/log.h"
#include "common/platform/random.h"
#include "google/rpc/status.pb.h"

namespace comity::platform {
namespace {

// Bytes of the number that joins an internal fault to its line in the log.
constexpr std::size_t kFaultIdBytes = 4;

// Gives a status from outside the catalogue a reason that may be shown.
absl::Status WithReason(const absl::Status& status) {
  if (status.code() == absl::StatusCode::kCancelled ||
      status.GetPayload(kErrorInfoUrl).has_value()) {
    return status;
  }
  if (status.code() == absl::StatusCode::kDeadlineExceeded) {
    return Error(model::v1::REASON_DEADLINE,
                 "the deadline passed before the call was done");
  }
  const std::string fault_id = RandomHex(kFaultIdBytes);
  Log(LogLevel::kError, "internal fault",
      {{"fault", fault_id},
       {"code", absl::StatusCodeToString(status.code())},
       {"message", status.message()}});
  return Error(model::v1::REASON_INTERNAL,
               absl::StrCat("an internal fault; the log of the service has it "
                            "as fault ",
                            fault_id))
      .Metadata("fault", fault_id);
}

}  // namespace

grpc::Status ToGrpcStatus(const absl::Status& status) {
  if (status.ok()) return grpc::Status::OK;
  const absl::Status shown = WithReason(status);
  if (shown.code() == absl::StatusCode::kCancelled) {
    return grpc::Status(grpc::StatusCode::CANCELLED,
                        std::string(shown.message()));
  }
  return grpc::Status(static_cast<grpc::StatusCode>(shown.raw_code()),
                      std::string(shown.message()),
                      ToRpcStatus(shown).SerializeAsString());
}

absl::Status FromGrpcStatus(const grpc::Status& status) {
  if (status.ok()) return absl::OkStatus();
  absl::Status result(static_cast<absl::StatusCode>(status.error_code()),
                      status.error_message());
  google::rpc::Status proto;
  if (!proto.ParseFromString(status.error_details())) return result;
  for (const google::protobuf::Any& detail : proto.details()) {
    result.SetPayload(detail.type_url(), absl::Cord(detail.value()));
  }
  return result;
}

}  // namespace comity::platform
