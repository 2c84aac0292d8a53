// `comity find`: who is in a set, given as an expression.
#ifndef COMITY_CLI_ASK_FIND_H_
#define COMITY_CLI_ASK_FIND_H_

#include <string>

#include <CLI/CLI.hpp>

#include "cli/command/session.h"

#include "comity/query/v1/find.pb.h"

namespace comity::cli {

void AddFind(CLI::App& app, Session& session);

// Those certainly in the set as a list of names that fills the width, then
// those that are perhaps. If rows are explained, each on a line of its own
// instead, with how it stands to each atom and the events behind it.
std::string DescribeFound(const Terminal& terminal,
                          const std::string& expression,
                          const query::v1::FindMembersResponse& response);

}  // namespace comity::cli

#endif  // COMITY_CLI_ASK_FIND_H_
