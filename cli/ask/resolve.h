// `comity resolve`: which records names or codes mean.
#ifndef COMITY_CLI_ASK_RESOLVE_H_
#define COMITY_CLI_ASK_RESOLVE_H_

#include <string>

#include <CLI/CLI.hpp>

#include "cli/command/session.h"

#include "comity/query/v1/names.pb.h"

namespace comity::cli {

void AddResolve(CLI::App& app, Session& session);

// A table of the names as asked, with how many came out how below it.
std::string DescribeResolved(const Terminal& terminal,
                             const query::v1::ResolveNamesResponse& response);

}  // namespace comity::cli

#endif  // COMITY_CLI_ASK_RESOLVE_H_
