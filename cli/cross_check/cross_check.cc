#include "cli/cross_check/cross_check.h"

#include <memory>

#include "absl/strings/strip.h"
#include "cli/cross_check/report.h"
#include "cli/cross_check/treaty.h"
#include "cli/import/import_pack.h"
#include "cli/import/import_table.h"
#include "cli/term/progress.h"

#include "common/platform/status_macros.h"

namespace comity::cli {
namespace {

struct Flags {
  CrossCheckOptions options;
  std::string write;
  bool reasons = false;
};

absl::Status ReadRegistrySide(const CrossCheckOptions& options,
                              const std::function<RegistryClient&()>& client,
                              RegistrySide& registry) {
  if (options.pack.empty()) return registry.Read(client());
  COMITY_ASSIGN_OR_RETURN(const auto records, ReadPackRecords(options.pack));
  for (const auto& record : records) {
    COMITY_RETURN_IF_ERROR(registry.Add(record));
  }
  return absl::OkStatus();
}

absl::Status Run(const Flags& flags, Session& session) {
  absl::StatusOr<CrossCheckResult> result;
  {
    Progress progress(session.error_terminal(), "reading",
                      SizeOfFiles(flags.options.tables));
    int64_t done = 0;
    result = CrossCheck(
        flags.options, [&]() -> RegistryClient& { return session.registry(); },
        [&](int64_t bytes) { progress.Set(done += bytes); });
  }
  COMITY_RETURN_IF_ERROR(result.status());
  if (!flags.write.empty()) {
    const absl::Status written =
        WriteDifferences(flags.write, result->table, result->judgement.unknown);
    if (!written.ok()) {
      session.Fail(written, kExitCannotWrite);
      return absl::OkStatus();
    }
  }
  session.Print(session.json()
                    ? CrossCheckJson(*result)
                    : DescribeCrossCheck(session.terminal(), flags.reasons,
                                         flags.options.known, *result));
  if (!result->ok()) session.set_exit_code(kExitNo);
  return absl::OkStatus();
}

}  // namespace

absl::StatusOr<CrossCheckResult> CrossCheck(
    const CrossCheckOptions& options,
    const std::function<RegistryClient&()>& client,
    const std::function<void(int64_t)>& progress) {
  COMITY_ASSIGN_OR_RETURN(const DescribedDataSet described,
                          ReadDataSet(options.description));
  const auto& data_set = described.data_set;
  CrossCheckResult result;
  result.title = data_set.title();
  result.table = std::string(absl::StripPrefix(data_set.source(), "sources/"));
  std::vector<KnownDifference> known;
  if (!options.known.empty()) {
    COMITY_ASSIGN_OR_RETURN(known,
                            ReadKnownDifferences(options.known, result.table));
  }
  RegistrySide registry(data_set.source());
  COMITY_RETURN_IF_ERROR(ReadRegistrySide(options, client, registry));
  COMITY_ASSIGN_OR_RETURN(
      const Facts facts,
      ReadFacts(described, options.tables, registry.codes(), progress));
  if (data_set.has_participation()) {
    COMITY_RETURN_IF_ERROR(
        CompareParties(data_set, facts, registry, result.comparison));
  } else {
    COMITY_ASSIGN_OR_RETURN(const TableSide table,
                            MakeTableSide(data_set, facts));
    result.comparison = CompareMemberships(registry, table);
  }
  result.judgement = Judge(result.comparison.differences, known);
  return result;
}

void AddCrossCheck(CLI::App& app, Session& session) {
  auto* command = app.add_subcommand(
      "cross-check",
      "Where do the registry and a table contradict each other?");
  auto flags = std::make_shared<Flags>();
  command
      ->add_option("description", flags->options.description,
                   "The table's description, a comity.pack.v1.DataSet")
      ->required()
      ->check(CLI::ExistingFile);
  command
      ->add_option("tables", flags->options.tables,
                   "The table's file or files; none for groupings of CLDR")
      ->check(CLI::ExistingFile);
  command
      ->add_option("--pack", flags->options.pack,
                   "Check a pack and those it depends on; no registry is asked")
      ->option_text("FOLDER")
      ->check(CLI::ExistingDirectory);
  command
      ->add_option("--known", flags->options.known,
                   "Known differences with their reasons, as CSV")
      ->option_text("FILE")
      ->check(CLI::ExistingFile);
  command
      ->add_option("--write", flags->write,
                   "Write the others as rows of such a file, without reasons")
      ->option_text("FILE");
  command->add_flag("--reasons", flags->reasons,
                    "Count the known ones by kinds of reasons");
  command->footer(
      "Ends with 0 if every difference is known and every known one occurs, "
      "else\nwith 1.\n"
      "Examples:\n"
      "  comity cross-check registry-service/packs/tables/oecd.textproto "
      "oecd.csv\n"
      "  comity cross-check registry-service/packs/tables/cow.textproto \\\n"
      "      state_year_formatv3.csv igo_year_formatv3.csv \\\n"
      "      --pack registry-service/packs/world \\\n"
      "      --known registry-service/packs/world/known-differences.csv");
  OnRun(*command, session, [flags, &session] { return Run(*flags, session); });
}

}  // namespace comity::cli
