// `comity members` and `comity memberships`: who was in an organization, and
// where somebody was in.
#ifndef COMITY_CLI_ASK_MEMBERS_H_
#define COMITY_CLI_ASK_MEMBERS_H_

#include <string>

#include <CLI/CLI.hpp>

#include "cli/command/session.h"

#include "comity/query/v1/check.pb.h"

namespace comity::cli {

void AddMembers(CLI::App& app, Session& session);
void AddMemberships(CLI::App& app, Session& session);

// A heading that counts them, then a table in the order of the statuses,
// members first; with `why` the evidence of each instead of the table.
std::string DescribeMembers(const Terminal& terminal,
                            const std::string& organization, bool why,
                            const query::v1::ListMembersResponse& response);
std::string DescribeMemberships(
    const Terminal& terminal, const std::string& member, bool why,
    const query::v1::ListMembershipsResponse& response);

}  // namespace comity::cli

#endif  // COMITY_CLI_ASK_MEMBERS_H_
