#include "common/platform/grpc/status_grpc.h"

#include <cstddef>
#include <map>
#include <string>

#include "absl/strings/cord.h"
#include "absl/strings/str_cat.h"

#include "common/platform/error.h"
#include "common/platform/log.h"
#include "common/platform/random.h"
#include "google/rpc/status.pb.h"

namespace comity::platform {
namespace {

// What details may take in the trailers. Clients built on gRPC's C core drop a
// call with more than 8 KiB of them, and base64 adds a third.
constexpr std::size_t kDetailsBytesMax = 5500;

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

void AddDetail(const std::string& url, const absl::Cord& bytes,
               google::rpc::Status& target) {
  google::protobuf::Any* detail = target.add_details();
  detail->set_type_url(url);
  detail->set_value(std::string(bytes));
}

google::rpc::Status ToProto(const absl::Status& status) {
  google::rpc::Status proto;
  proto.set_code(status.raw_code());
  proto.set_message(std::string(status.message()));
  // Payloads come in no order; a map gives them one.
  std::map<std::string, absl::Cord> payloads;
  status.ForEachPayload([&](absl::string_view url, const absl::Cord& bytes) {
    payloads.emplace(std::string(url), bytes);
  });
  if (const auto info = payloads.find(kErrorInfoUrl); info != payloads.end()) {
    AddDetail(info->first, info->second, proto);
    payloads.erase(info);
  }
  for (const auto& [url, bytes] : payloads) {
    if (proto.ByteSizeLong() + url.size() + bytes.size() > kDetailsBytesMax) {
      continue;
    }
    AddDetail(url, bytes, proto);
  }
  return proto;
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
                      ToProto(shown).SerializeAsString());
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
