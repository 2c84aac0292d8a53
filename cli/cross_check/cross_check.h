// `comity cross-check`: the registry, or a pack, against a published table.
#ifndef COMITY_CLI_CROSS_CHECK_CROSS_CHECK_H_
#define COMITY_CLI_CROSS_CHECK_CROSS_CHECK_H_

#include <functional>
#include <string>
#include <vector>

#include <CLI/CLI.hpp>

#include "absl/status/statusor.h"
#include "cli/client/registry_client.h"
#include "cli/command/session.h"
#include "cli/cross_check/known_differences.h"

namespace comity::cli {

struct CrossCheckOptions {
  // A file with a comity.pack.v1.DataSet, and the table's files.
  std::string description;
  std::vector<std::string> tables;
  // A pack's folder; empty: the registry is asked.
  std::string pack;
  // A file of known differences; empty: none is known.
  std::string known;
};

struct CrossCheckResult {
  std::string title;
  std::string table;  // the source's id, as in files of known differences
  Comparison comparison;
  Judgement judgement;

  // Whether every difference is known, and every known one there.
  bool ok() const {
    return judgement.unknown.empty() && judgement.stale.empty();
  }
};

// Reads both sides and compares them. `client` is called at most once, and only
// without a pack. `progress` is told how many bytes of the tables were read
// since the last time.
absl::StatusOr<CrossCheckResult> CrossCheck(
    const CrossCheckOptions& options,
    const std::function<RegistryClient&()>& client,
    const std::function<void(int64_t bytes)>& progress);

void AddCrossCheck(CLI::App& app, Session& session);

}  // namespace comity::cli

#endif  // COMITY_CLI_CROSS_CHECK_CROSS_CHECK_H_
