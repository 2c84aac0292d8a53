// `comity check`: asks the query service about one pair, and tells the answer in
// a sentence with its sources, or as JSON.
#ifndef COMITY_CLI_CHECK_H_
#define COMITY_CLI_CHECK_H_

#include <string>

#include "absl/status/statusor.h"
#include "comity/query/v1/query_service.pb.h"

namespace comity::cli {

// Asks the service at `target`, waiting for it to come up within the deadline.
absl::StatusOr<query::v1::CheckMembershipResponse> Check(
    const std::string& target, const query::v1::CheckMembershipRequest& request);

// "organizations/sco": an id alone is completed to a name.
std::string OrganizationName(const std::string& text);
// "states/IND" for an id in upper case, "organizations/eu" for another.
std::string MemberName(const std::string& text);

// The answer for a person, a few lines, ending in a newline.
std::string DescribeCheck(const query::v1::CheckMembershipResponse& response);

}  // namespace comity::cli

#endif  // COMITY_CLI_CHECK_H_
