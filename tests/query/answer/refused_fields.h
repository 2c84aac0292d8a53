// The fields that a refusal names.

#ifndef TESTS_QUERY_ANSWER_REFUSED_FIELDS_H_
#define TESTS_QUERY_ANSWER_REFUSED_FIELDS_H_

#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "gtest/gtest.h"

#include "common/platform/error.h"
#include "google/rpc/error_details.pb.h"

namespace comity::query {

// "DATE_MALFORMED interval": each violation of the status, in its order.
template <typename Response>
std::vector<std::string> RefusedFields(
    const absl::StatusOr<Response>& response) {
  std::vector<std::string> fields;
  const auto payload = response.status().GetPayload(platform::kBadRequestUrl);
  google::rpc::BadRequest refused;
  EXPECT_TRUE(payload.has_value() &&
              refused.ParseFromString(std::string(*payload)))
      << response.status();
  for (const auto& violation : refused.field_violations()) {
    const std::string& description = violation.description();
    fields.push_back(description.substr(0, description.find(':')) + " " +
                     violation.field());
  }
  return fields;
}

}  // namespace comity::query

#endif  // TESTS_QUERY_ANSWER_REFUSED_FIELDS_H_
