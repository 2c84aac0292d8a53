// `comity export`: the register as a file, to keep, to compare, to edit, and to
// import again.
#ifndef COMITY_CLI_ADMIN_EXPORT_H_
#define COMITY_CLI_ADMIN_EXPORT_H_

#include <cstdint>
#include <string>

#include <CLI/CLI.hpp>

#include "absl/status/statusor.h"
#include "cli/admin/kind_flag.h"
#include "cli/client/registry_client.h"
#include "cli/command/output_file.h"
#include "cli/command/session.h"
#include "cli/import/membership_rows.h"

namespace comity::cli {

void AddExport(CLI::App& app, Session& session);

struct ExportOptions {
  enum class Format { kJsonLines, kCsv };
  Format format = Format::kJsonLines;
  // 0: the newest.
  int64_t revision = 0;
  // Commits instead of records; JSON Lines only.
  bool history = false;
  // The revision and commit time of each record as well. Without them a line is
  // a record's content alone, and equal registers give equal bytes.
  bool output_only_fields = false;
  KindFlag kinds;
};

struct ExportReport {
  int64_t revision = 0;
  // Records, or commits with `history`; of a table its memberships.
  int64_t written = 0;
  TableLosses losses;
};

// Writes the export to `out`, of which the caller says that it is whole. A
// progress bar is drawn on `terminal`.
absl::StatusOr<ExportReport> WriteExport(const ExportOptions& options,
                                         RegistryClient& client,
                                         const Terminal& terminal,
                                         OutputFile& out);

}  // namespace comity::cli

#endif  // COMITY_CLI_ADMIN_EXPORT_H_
