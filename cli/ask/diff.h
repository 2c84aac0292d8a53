// `comity diff`: what changed between two dates, and what was corrected in the
// register between two revisions.
#ifndef COMITY_CLI_ASK_DIFF_H_
#define COMITY_CLI_ASK_DIFF_H_

#include <string>

#include <CLI/CLI.hpp>

#include "cli/command/session.h"

#include "comity/query/v1/diff.pb.h"

namespace comity::cli {

void AddDiff(CLI::App& app, Session& session);

// A heading and a table for each of the two that was asked for; a column whose
// name the request fixes is left out. With `why` a block an entry instead, each
// event with who says so.
std::string DescribeDiff(const Terminal& terminal,
                         const query::v1::DiffMembershipsRequest& request,
                         bool why,
                         const query::v1::DiffMembershipsResponse& response);

}  // namespace comity::cli

#endif  // COMITY_CLI_ASK_DIFF_H_
