#include "cli/client/print_error.h"

#include <iostream>
#include <string>

#include "common/platform/error.h"
#include "google/rpc/error_details.pb.h"

namespace comity::cli {
namespace {

template <typename Detail>
bool ReadDetail(const absl::Status& status, absl::string_view url,
                Detail& detail) {
  const auto payload = status.GetPayload(url);
  return payload && detail.ParseFromString(std::string(*payload));
}

}  // namespace

void PrintError(const absl::Status& status) {
  std::cerr << "comity: " << status.message();
  google::rpc::ErrorInfo info;
  if (ReadDetail(status, platform::kErrorInfoUrl, info)) {
    std::cerr << " [" << info.reason() << "]";
  }
  std::cerr << "\n";
  google::rpc::BadRequest bad_request;
  if (ReadDetail(status, platform::kBadRequestUrl, bad_request)) {
    for (const auto& violation : bad_request.field_violations()) {
      std::cerr << "  " << violation.field() << ": " << violation.description()
                << "\n";
    }
  }
  google::rpc::PreconditionFailure failure;
  if (ReadDetail(status, platform::kPreconditionFailureUrl, failure)) {
    for (const auto& violation : failure.violations()) {
      std::cerr << "  " << violation.subject() << ": [" << violation.type()
                << "] " << violation.description() << "\n";
    }
  }
}

}  // namespace comity::cli
