#include "cli/import/import_command.h"

#include <memory>
#include <string>

#include <nlohmann/json.hpp>

#include "absl/strings/str_cat.h"
#include "cli/import/import_pack.h"
#include "cli/import/import_records.h"
#include "cli/import/import_table.h"

#include "common/platform/status_macros.h"

namespace comity::cli {
namespace {

struct PackFlags {
  std::string folder;
  ImportOptions options;
  bool check = false;
};

std::string AsJson(const std::vector<ImportReport>& reports, bool dry_run) {
  nlohmann::ordered_json json = {{"dryRun", dry_run}};
  for (const auto& report : reports) {
    json["packs"].push_back({{"title", report.title},
                             {"created", report.created},
                             {"updated", report.updated},
                             {"unchanged", report.unchanged},
                             {"revision", report.revision}});
  }
  return absl::StrCat(json.dump(2), "\n");
}

absl::Status RunCheck(const PackFlags& flags, Session& session) {
  COMITY_ASSIGN_OR_RETURN(const auto packs, CheckPack(flags.folder));
  nlohmann::ordered_json json;
  for (const auto& pack : packs) {
    json["packs"].push_back({{"title", pack.title}, {"records", pack.created}});
    if (session.json()) continue;
    session.Print(absl::StrCat(pack.title, ": ", pack.created, " records\n"));
  }
  if (session.json()) session.Print(absl::StrCat(json.dump(2), "\n"));
  return absl::OkStatus();
}

absl::Status RunPack(const PackFlags& flags, Session& session) {
  if (flags.check) return RunCheck(flags, session);
  COMITY_ASSIGN_OR_RETURN(
      const auto reports,
      ImportPack(flags.folder, flags.options, session.registry()));
  if (session.json()) {
    session.Print(AsJson(reports, flags.options.dry_run));
    return absl::OkStatus();
  }
  for (const auto& report : reports) {
    session.Print(absl::StrCat(
        report.title, ": ", report.created, " created, ", report.updated,
        " updated, ", report.unchanged, " unchanged",
        report.revision > 0 ? absl::StrCat(", revision ", report.revision) : "",
        flags.options.dry_run ? ", if it were imported" : "", "\n"));
  }
  return absl::OkStatus();
}

void AddPack(CLI::App& import, Session& session) {
  auto* command = import.add_subcommand(
      "pack", "A pack and those it depends on; again without a change");
  auto flags = std::make_shared<PackFlags>();
  command->add_option("path", flags->folder, "The pack's folder")->required();
  command->add_flag("--dry-run", flags->options.dry_run,
                    "Have it judged and store nothing");
  command->add_flag("--check", flags->check,
                    "Only read the files, without a registry");
  command->footer(
      "Examples:\n"
      "  comity import pack registry-service/packs/world\n"
      "  comity import pack my-pack --dry-run");
  OnRun(*command, session,
        [flags, &session] { return RunPack(*flags, session); });
}

}  // namespace

void AddImport(CLI::App& app, Session& session) {
  auto* import = app.add_subcommand("import", "Sends data to the registry");
  import->require_subcommand(1);
  AddPack(*import, session);
  AddImportRecords(*import, session);
  AddImportTable(*import, session);
}

}  // namespace comity::cli
