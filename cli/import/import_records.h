// `comity import records`: an export, or records that somebody wrote, through
// ImportRecords. What is new or differs is put, and nothing else is touched:
// importing a file again changes nothing.
//
// The import is named by the file's SHA-256 and the revision that it was
// compared with. So within a run a stream that broke is sent again without
// doing anything twice, and a later run compares anew: it finishes what an
// import by chunks left undone, and restores what was edited since.
#ifndef COMITY_CLI_IMPORT_IMPORT_RECORDS_H_
#define COMITY_CLI_IMPORT_IMPORT_RECORDS_H_

#include <cstdint>
#include <string>

#include <CLI/CLI.hpp>

#include "absl/status/statusor.h"
#include "cli/client/registry_client.h"
#include "cli/command/session.h"
#include "cli/import/record_lines.h"
#include "cli/term/terminal.h"

namespace comity::cli {

void AddImportRecords(CLI::App& import, Session& session);

struct RecordsOptions {
  // Has the registry judge it, and stores nothing. Not with chunks.
  bool dry_run = false;
  // Records a commit; 0: all of them in one.
  int chunk_records = 0;
  std::string message;
};

struct RecordsReport {
  int64_t created = 0;
  int64_t updated = 0;
  int64_t unchanged = 0;
  // Of this run, or of the one before whose reply was lost.
  int64_t commits = 0;
  int64_t revision = 0;  // 0: nothing was sent
  std::string token;
};

// Imports the records of `lines`. An error names file and line of the records
// at fault; nothing is stored then, or with chunks what came before them.
// ABORTED when somebody changed one of them meanwhile. UNAVAILABLE when the
// registry does not come back within the bounds of Retry.
absl::StatusOr<RecordsReport> ImportRecords(RecordLines& lines,
                                            const RecordsOptions& options,
                                            RegistryClient& client,
                                            const Terminal& terminal);

}  // namespace comity::cli

#endif  // COMITY_CLI_IMPORT_IMPORT_RECORDS_H_
