// Names as a person types them: `GBR`, `eu`, `organizations/eu`, or in words,
// "United Kingdom".
#ifndef COMITY_CLI_COMMAND_PARTY_NAMES_H_
#define COMITY_CLI_COMMAND_PARTY_NAMES_H_

#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "cli/command/session.h"

#include "comity/model/v1/kind.pb.h"
#include "comity/query/v1/context.pb.h"

namespace comity::cli {

// "organizations/sco": an id alone is completed to a name, and a whole name is
// left as it is. Empty if `text` is neither.
std::string OrganizationName(const std::string& text);
// "states/IND" for an id of three capitals, "organizations/eu" for one in lower
// case. Empty if `text` is neither.
std::string MemberName(const std::string& text);

// The same; what is neither is looked up by the query service among the labels
// and codes in use on the context's date. NOT_FOUND and INVALID_ARGUMENT (more
// than one record bears the name) list the candidates there are.
absl::StatusOr<std::string> ResolveOrganization(
    const std::string& text, const query::v1::ReadContext& context,
    Session& session);
absl::StatusOr<std::string> ResolveMember(const std::string& text,
                                          const query::v1::ReadContext& context,
                                          Session& session);

// Looked up in any case, among records of these kinds; with none, states and
// organizations.
absl::StatusOr<std::string> ResolveName(
    const std::string& text, const query::v1::ReadContext& context,
    const std::vector<model::v1::RecordKind>& kinds, Session& session);

}  // namespace comity::cli

#endif  // COMITY_CLI_COMMAND_PARTY_NAMES_H_
