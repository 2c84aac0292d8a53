#include "cli/client/error_fields.h"

#include "absl/strings/cord.h"
#include "absl/strings/numbers.h"

#include "common/platform/error.h"
#include "google/rpc/error_details.pb.h"

namespace comity::cli {

absl::Status RenameFields(
    const absl::Status& error,
    absl::FunctionRef<std::string(const std::string&)> rename) {
  absl::Status told = error;
  if (const auto payload = error.GetPayload(platform::kBadRequestUrl)) {
    google::rpc::BadRequest detail;
    if (detail.ParseFromString(std::string(*payload))) {
      for (auto& violation : *detail.mutable_field_violations()) {
        violation.set_field(rename(violation.field()));
      }
      told.SetPayload(platform::kBadRequestUrl,
                      absl::Cord(detail.SerializeAsString()));
    }
  }
  if (const auto payload =
          error.GetPayload(platform::kPreconditionFailureUrl)) {
    google::rpc::PreconditionFailure detail;
    if (detail.ParseFromString(std::string(*payload))) {
      for (auto& violation : *detail.mutable_violations()) {
        violation.set_subject(rename(violation.subject()));
      }
      told.SetPayload(platform::kPreconditionFailureUrl,
                      absl::Cord(detail.SerializeAsString()));
    }
  }
  return told;
}

int ConsumeIndex(absl::string_view& path) {
  const size_t end = path.find(']');
  int index = -1;
  if (path.empty() || path[0] != '[' || end == absl::string_view::npos ||
      !absl::SimpleAtoi(path.substr(1, end - 1), &index)) {
    return -1;
  }
  path.remove_prefix(end + 1);
  return index;
}

}  // namespace comity::cli
