// `comity commit`: changes that a person wrote in a file, made as one commit.
#ifndef COMITY_CLI_ADMIN_COMMIT_H_
#define COMITY_CLI_ADMIN_COMMIT_H_

#include <string>

#include <CLI/CLI.hpp>

#include "cli/command/session.h"

#include "comity/registry/v1/registry_service.pb.h"

namespace comity::cli {

void AddCommit(CLI::App& app, Session& session);

// "revision 12, 2026-11-24 13:33:46 UTC", its token on a line of its own; or
// that nothing was changed, or what would be.
std::string DescribeCommit(const registry::v1::CommitRequest& request,
                           const registry::v1::CommitResponse& response);

}  // namespace comity::cli

#endif  // COMITY_CLI_ADMIN_COMMIT_H_
