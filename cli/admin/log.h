// `comity log`: the commits, or the versions of one record, newest first;
// `comity show`: what one commit changed.
#ifndef COMITY_CLI_ADMIN_LOG_H_
#define COMITY_CLI_ADMIN_LOG_H_

#include <string>
#include <vector>

#include <CLI/CLI.hpp>

#include "cli/command/session.h"
#include "cli/term/terminal.h"

#include "comity/registry/v1/registry_service.pb.h"

namespace comity::cli {

void AddLog(CLI::App& app, Session& session);
void AddShow(CLI::App& app, Session& session);

// A line a commit: revision, time, number of changes, author, message.
std::string RenderLog(const std::vector<registry::v1::CommitSummary>& commits,
                      const Terminal& terminal);

// A line a version: revision, time, what was changed, author. The last of
// `revisions` that is not shown, if there are more than `limit`, is what the
// one before it is compared with.
std::string RenderRecordLog(
    const std::vector<registry::v1::RecordRevision>& revisions,
    std::size_t limit, const Terminal& terminal);

// The commit's header, and a line a change.
std::string RenderCommit(const registry::v1::Commit& commit,
                         const Terminal& terminal);

}  // namespace comity::cli

#endif  // COMITY_CLI_ADMIN_LOG_H_
