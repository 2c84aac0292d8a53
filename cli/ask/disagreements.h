// `comity disagreements`: where sources part, and who says what.
#ifndef COMITY_CLI_ASK_DISAGREEMENTS_H_
#define COMITY_CLI_ASK_DISAGREEMENTS_H_

#include <string>

#include <CLI/CLI.hpp>

#include "cli/command/session.h"

#include "comity/query/v1/disagreement.pb.h"

namespace comity::cli {

void AddDisagreements(CLI::App& app, Session& session);

// A block for each: the record, what it is about and the days; then each claim
// with the sources for and against it.
std::string DescribeDisagreements(
    const Terminal& terminal, const std::string& subject,
    const query::v1::ListDisagreementsResponse& response);

}  // namespace comity::cli

#endif  // COMITY_CLI_ASK_DISAGREEMENTS_H_
