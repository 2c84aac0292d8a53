// `comity profile`: all there is about a state, an organization or an
// institution on one page.
#ifndef COMITY_CLI_ASK_PROFILE_H_
#define COMITY_CLI_ASK_PROFILE_H_

#include <string>

#include <CLI/CLI.hpp>

#include "cli/command/session.h"

#include "comity/query/v1/profile.pb.h"

namespace comity::cli {

void AddProfile(CLI::App& app, Session& session);

// The page: what it is, then a section for each list that is not empty.
// `sources`: the sources with their titles, and not only how many.
std::string DescribeProfile(const Terminal& terminal, bool sources,
                            const query::v1::GetStateProfileResponse& profile);
std::string DescribeProfile(
    const Terminal& terminal, bool sources,
    const query::v1::GetOrganizationProfileResponse& profile);
std::string DescribeProfile(
    const Terminal& terminal, bool sources,
    const query::v1::GetInstitutionProfileResponse& profile);

}  // namespace comity::cli

#endif  // COMITY_CLI_ASK_PROFILE_H_
