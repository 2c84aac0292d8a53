// Makes the registry hold what a data set says, beside what others say.
#ifndef COMITY_CLI_IMPORT_SEND_FACTS_H_
#define COMITY_CLI_IMPORT_SEND_FACTS_H_

#include <cstdint>
#include <functional>
#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "cli/client/registry_client.h"
#include "cli/import/facts.h"

namespace comity::cli {

// What came of it.
struct SendReport {
  int64_t created = 0;
  int64_t updated = 0;
  int64_t unchanged = 0;
  // Events that stand as ALTERNATIVE, since an accepted story is there.
  int64_t alternative = 0;
  // Dossiers of which the data set's events were taken back.
  int64_t taken_back = 0;
  int64_t revision = 0;  // 0: nothing was committed
};

struct SendOptions {
  std::string source;   // `sources/{id}`
  std::string message;  // of the commit
  bool dry_run = false;
  // Told how many of how many records were sent.
  std::function<void(int64_t done, int64_t total)> progress;
};

// As one commit, all of it or nothing; again without a change. An event is
// ACCEPTED where the registry has no accepted events by others on its subject
// (the organization's members, the instrument's parties), and else ALTERNATIVE.
// A dossier that holds nothing but events taken back is deleted, in a commit
// after; if that is not reached, the next import does it.
absl::StatusOr<SendReport> SendFacts(Facts facts, const SendOptions& options,
                                     RegistryClient& client);

}  // namespace comity::cli

#endif  // COMITY_CLI_IMPORT_SEND_FACTS_H_
