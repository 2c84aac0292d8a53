#include "cli/client/print_error.h"

#include <iostream>
#include <string>

#include "absl/strings/match.h"

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

// Whether the message says already what the only violation does.
bool Repeats(const absl::Status& status, int violations,
             const std::string& field, const std::string& description) {
  absl::string_view text = description;
  const size_t reason = text.find(": ");
  if (reason != absl::string_view::npos) text.remove_prefix(reason + 2);
  return violations == 1 && absl::StrContains(status.message(), field) &&
         (absl::StrContains(status.message(), text) ||
          absl::StrContains(status.message(), description));
}

}  // namespace

void PrintError(const absl::Status& status) {
  // A call that no Comity service answered may bear a code alone.
  std::cerr << "comity: "
            << (status.message().empty()
                    ? absl::StatusCodeToString(status.code())
                    : std::string(status.message()));
  if (absl::IsUnimplemented(status)) {
    std::cerr << " (is it another service that listens there?)";
  }
  google::rpc::ErrorInfo info;
  if (ReadDetail(status, platform::kErrorInfoUrl, info)) {
    std::cerr << " [" << info.reason() << "]";
  }
  std::cerr << "\n";
  google::rpc::BadRequest bad_request;
  if (ReadDetail(status, platform::kBadRequestUrl, bad_request)) {
    for (const auto& violation : bad_request.field_violations()) {
      if (Repeats(status, bad_request.field_violations_size(),
                  violation.field(), violation.description())) {
        continue;
      }
      std::cerr << "  " << violation.field() << ": " << violation.description()
                << "\n";
    }
  }
  google::rpc::PreconditionFailure failure;
  if (ReadDetail(status, platform::kPreconditionFailureUrl, failure)) {
    for (const auto& violation : failure.violations()) {
      if (Repeats(status, failure.violations_size(), violation.subject(),
                  violation.description())) {
        continue;
      }
      std::cerr << "  " << violation.subject() << ": [" << violation.type()
                << "] " << violation.description() << "\n";
    }
  }
}

}  // namespace comity::cli
