// Sends a pack to a registry through its API: what is new or differs is put,
// in one commit a pack, and nothing else is touched. Importing a pack again
// changes nothing.
#ifndef COMITY_CLI_IMPORT_IMPORT_PACK_H_
#define COMITY_CLI_IMPORT_IMPORT_PACK_H_

#include <cstdint>
#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "cli/client/registry_client.h"

#include "comity/model/v1/record.pb.h"

namespace comity::cli {

struct ImportOptions {
  // Has the registry judge all packs as one commit, and stores nothing.
  bool dry_run = false;
};

// What came of one pack.
struct ImportReport {
  std::string folder;
  std::string title;
  int created = 0;
  int updated = 0;
  int unchanged = 0;
  int64_t revision = 0;  // 0: nothing was committed
};

// Imports the pack in `folder` and before it the packs that it requires, each
// once. Stops at the first that fails, which leaves nothing of that pack. The
// commit fails with ABORTED when somebody changed one of its records meanwhile.
absl::StatusOr<std::vector<ImportReport>> ImportPack(
    const std::string& folder, const ImportOptions& options,
    RegistryClient& client);

// Reads the pack and those it requires without a registry. In the reports
// `created` is how many records each holds.
absl::StatusOr<std::vector<ImportReport>> CheckPack(const std::string& folder);

// The records of the pack and of those it requires, without a registry. Of
// records with the same name the last counts, as if all were imported.
absl::StatusOr<std::vector<model::v1::Record>> ReadPackRecords(
    const std::string& folder);

}  // namespace comity::cli

#endif  // COMITY_CLI_IMPORT_IMPORT_PACK_H_
