// `comity accession`: how far somebody is on the way into an organization.
#ifndef COMITY_CLI_ASK_ACCESSION_H_
#define COMITY_CLI_ASK_ACCESSION_H_

#include <string>

#include <CLI/CLI.hpp>

#include "cli/command/session.h"

#include "comity/query/v1/timeline.pb.h"

namespace comity::cli {

void AddAccession(CLI::App& app, Session& session);

// Whether the way is open and what is held now, the steps as a table with those
// taken after the date asked marked `later`, and what is outstanding. With
// `why` the sources of each step stand below it, whole, and not in the table,
// which a terminal may cut.
std::string DescribeAccession(const Terminal& terminal, bool why,
                              const query::v1::GetAccessionResponse& response);

}  // namespace comity::cli

#endif  // COMITY_CLI_ASK_ACCESSION_H_
