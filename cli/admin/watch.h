// `comity watch`: each change of the register as it comes, or an answer and
// each time that it becomes another.
#ifndef COMITY_CLI_ADMIN_WATCH_H_
#define COMITY_CLI_ADMIN_WATCH_H_

#include <string>

#include <CLI/CLI.hpp>

#include "absl/functional/function_ref.h"
#include "absl/status/status.h"
#include "cli/client/interrupt.h"
#include "cli/command/session.h"

#include "comity/query/v1/query_service.grpc.pb.h"
#include "comity/registry/v1/registry_service.grpc.pb.h"

namespace comity::cli {

void AddWatch(CLI::App& app, Session& session);

// Hands each commit to `take`, whole, once and in order, until interrupted,
// which is OK. A stream that breaks goes on after what was handed over (R6).
absl::Status WatchCommits(
    registry::v1::RegistryService::Stub& stub,
    registry::v1::WatchRequest request, Interrupt& interrupt,
    absl::FunctionRef<void(const registry::v1::Commit&)> take);

// Hands each answer to `take` until interrupted. After a break the first answer
// is passed over when it says nothing new.
absl::Status WatchAnswers(
    query::v1::QueryService::Stub& stub,
    const query::v1::WatchAnswerRequest& request, Interrupt& interrupt,
    absl::FunctionRef<void(const query::v1::WatchAnswerResponse&)> take);

// A line a change: revision, time, put or deleted, record.
std::string DescribeChanges(const registry::v1::Commit& commit);

// "2026-11-24  yes: certainly member since 2017-06-09", and why it is sent.
std::string DescribeAnswer(const query::v1::WatchAnswerResponse& response);

}  // namespace comity::cli

#endif  // COMITY_CLI_ADMIN_WATCH_H_
