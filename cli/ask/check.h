// `comity check`: asks the query service about one pair, and tells the answer
// in a sentence with its sources, or as JSON.
#ifndef COMITY_CLI_ASK_CHECK_H_
#define COMITY_CLI_ASK_CHECK_H_

#include <string>

#include <CLI/CLI.hpp>

#include "cli/command/session.h"

#include "comity/query/v1/check.pb.h"

namespace comity::cli {

void AddCheck(CLI::App& app, Session& session);

// The answer for a person, a few lines, ending in a newline.
std::string DescribeCheck(const query::v1::CheckMembershipResponse& response);

}  // namespace comity::cli

#endif  // COMITY_CLI_ASK_CHECK_H_
