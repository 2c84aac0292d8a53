#include "cli/import/import_table.h"

#include <filesystem>
#include <memory>
#include <system_error>
#include <utility>

#include <nlohmann/json.hpp>

#include "absl/strings/ascii.h"
#include "absl/strings/numbers.h"
#include "absl/strings/str_cat.h"
#include "cli/command/csv_reader.h"
#include "cli/command/party_names.h"
#include "cli/command/text_file.h"
#include "cli/import/cldr_groups.h"
#include "cli/import/cow_facts.h"
#include "cli/import/table_layouts.h"
#include "cli/term/progress.h"

#include "common/model/record_access.h"
#include "common/platform/status_macros.h"

namespace comity::cli {
namespace {

struct Flags {
  std::string description;
  std::vector<std::string> tables;
  std::string report;
  bool dry_run = false;
};

absl::Status ReadCow(const DescribedDataSet& described,
                     const std::vector<std::string>& tables,
                     const CodeTable& codes,
                     const std::function<void(int64_t)>& progress,
                     Facts& facts) {
  const auto& layout = described.data_set.cow_igo();
  const auto path_of = [&](const std::string& file) {
    return absl::StrCat(described.folder, "/", file);
  };
  COMITY_ASSIGN_OR_RETURN(
      const auto columns,
      ReadCsvFile(path_of(layout.columns_file()), {"column", "code"}));
  std::map<std::string, int> state_columns;
  for (const auto& row : columns) {
    if (!absl::SimpleAtoi(row.cells[1], &state_columns[row.cells[0]])) {
      return absl::InvalidArgumentError(
          absl::StrCat(path_of(layout.columns_file()), ":", row.line, ": '",
                       row.cells[1], "' is no code"));
    }
  }
  COMITY_ASSIGN_OR_RETURN(const auto organizations,
                          ReadCsvFile(path_of(layout.organizations_file()),
                                      {"ioname", "organization"}));
  std::map<std::string, std::string> known;
  for (const auto& row : organizations) {
    known[absl::AsciiStrToLower(row.cells[0])] = OrganizationName(row.cells[1]);
  }
  CowData data;
  COMITY_RETURN_IF_ERROR(
      ReadCowFiles(tables, state_columns, progress, data, facts.left_out));
  return AddCowFacts(described.data_set, data, known, codes, facts);
}

void PrintReport(const DescribedDataSet& described, const LeftOut& left_out,
                 const SendReport& report, const Flags& flags,
                 Session& session) {
  std::string text = absl::StrCat(described.data_set.title(), ": ",
                                  report.created, " created, ", report.updated,
                                  " updated, ", report.unchanged, " unchanged");
  if (report.taken_back > 0) {
    absl::StrAppend(&text, ", ", report.taken_back, " taken back");
  }
  if (report.revision > 0) {
    absl::StrAppend(&text, ", revision ", report.revision);
  }
  absl::StrAppend(&text, flags.dry_run ? ", if it were imported\n" : "\n");
  if (report.alternative > 0) {
    absl::StrAppend(&text, "  ", report.alternative,
                    " events stand beside an accepted story\n");
  }
  for (const auto& [reason, count] : left_out.counts()) {
    absl::StrAppend(&text, "  left out ", count, ": ", reason, "\n");
  }
  if (!left_out.empty()) {
    absl::StrAppend(&text,
                    flags.report.empty()
                        ? "  each with --report FILE\n"
                        : absl::StrCat("  each in ", flags.report, "\n"));
  }
  session.Print(text);
}

std::string AsJson(const DescribedDataSet& described, const LeftOut& left_out,
                   const SendReport& report, const Flags& flags) {
  nlohmann::ordered_json json = {{"title", described.data_set.title()},
                                 {"dryRun", flags.dry_run},
                                 {"created", report.created},
                                 {"updated", report.updated},
                                 {"unchanged", report.unchanged},
                                 {"takenBack", report.taken_back},
                                 {"alternativeEvents", report.alternative},
                                 {"revision", report.revision},
                                 {"leftOut", left_out.counts()}};
  return absl::StrCat(json.dump(2), "\n");
}

absl::Status Run(const Flags& flags, Session& session) {
  COMITY_ASSIGN_OR_RETURN(const DescribedDataSet described,
                          ReadDataSet(flags.description));
  COMITY_ASSIGN_OR_RETURN(const CodeTable codes,
                          CodeTable::Read(session.registry()));
  absl::StatusOr<Facts> facts;
  {
    Progress progress(session.error_terminal(), "reading",
                      SizeOfFiles(flags.tables));
    int64_t done = 0;
    facts = ReadFacts(described, flags.tables, codes,
                      [&](int64_t bytes) { progress.Set(done += bytes); });
  }
  COMITY_RETURN_IF_ERROR(facts.status());
  const LeftOut left_out = facts->left_out;
  // Before anything is stored, so that what is stored is told in any case.
  if (!flags.report.empty()) {
    const absl::Status written = left_out.WriteTo(flags.report);
    if (!written.ok()) {
      session.Fail(written, kExitCannotWrite);
      return absl::OkStatus();
    }
  }
  std::unique_ptr<Progress> progress;
  const auto report =
      SendFacts(*std::move(facts),
                {.source = described.data_set.source(),
                 .message = absl::StrCat("Import the table: ",
                                         described.data_set.title()),
                 .dry_run = flags.dry_run,
                 .progress =
                     [&](int64_t done, int64_t total) {
                       if (progress == nullptr) {
                         progress = std::make_unique<Progress>(
                             session.error_terminal(), "sending", total);
                       }
                       progress->Set(done);
                     }},
                session.registry());
  progress.reset();
  COMITY_RETURN_IF_ERROR(report.status());
  if (session.json()) {
    session.Print(AsJson(described, left_out, *report, flags));
  } else {
    PrintReport(described, left_out, *report, flags, session);
  }
  return absl::OkStatus();
}

}  // namespace

absl::StatusOr<DescribedDataSet> ReadDataSet(const std::string& path) {
  DescribedDataSet described;
  COMITY_RETURN_IF_ERROR(ReadMessageFile(path, described.data_set));
  const auto& data_set = described.data_set;
  if (data_set.source().empty() ||
      data_set.layout_case() == pack::v1::DataSet::LAYOUT_NOT_SET) {
    return absl::InvalidArgumentError(
        absl::StrCat(path, ": a data set says its source and its layout"));
  }
  for (auto& record : *described.data_set.mutable_records()) {
    model::AssignEventIds(record);
  }
  described.folder = std::filesystem::path(path).parent_path().string();
  if (described.folder.empty()) described.folder = ".";
  return described;
}

absl::StatusOr<Facts> ReadFacts(const DescribedDataSet& described,
                                const std::vector<std::string>& tables,
                                const CodeTable& codes,
                                const std::function<void(int64_t)>& progress) {
  const auto& data_set = described.data_set;
  Facts facts;
  for (const auto& record : data_set.records()) {
    facts.own.emplace(record.name(), record);
  }
  if (data_set.has_cldr_groups()) {
    if (!tables.empty()) {
      return absl::InvalidArgumentError(
          "groupings of CLDR are read from its package, not from a table");
    }
    COMITY_RETURN_IF_ERROR(AddCldrGroups(data_set, facts));
    return facts;
  }
  if (data_set.has_cow_igo()) {
    COMITY_RETURN_IF_ERROR(ReadCow(described, tables, codes, progress, facts));
    return facts;
  }
  if (tables.size() != 1) {
    return absl::InvalidArgumentError("a table of this layout is one file");
  }
  COMITY_RETURN_IF_ERROR(
      data_set.has_member_list()
          ? ReadMemberList(data_set, tables.front(), codes, facts)
          : ReadParticipation(data_set, tables.front(), codes, facts));
  return facts;
}

int64_t SizeOfFiles(const std::vector<std::string>& files) {
  int64_t bytes = 0;
  for (const auto& file : files) {
    std::error_code error;
    const auto size = std::filesystem::file_size(file, error);
    if (!error) bytes += static_cast<int64_t>(size);
  }
  return bytes;
}

void AddImportTable(CLI::App& import, Session& session) {
  auto* command = import.add_subcommand(
      "table", "A published table, by a description of what it holds");
  auto flags = std::make_shared<Flags>();
  command
      ->add_option("description", flags->description,
                   "The description, a comity.pack.v1.DataSet")
      ->required()
      ->check(CLI::ExistingFile);
  command
      ->add_option("tables", flags->tables,
                   "The table's file or files; none for groupings of CLDR")
      ->check(CLI::ExistingFile);
  command->add_flag("--dry-run", flags->dry_run,
                    "Have it judged and store nothing");
  command
      ->add_option("--report", flags->report,
                   "Write each row that was left out, and why, as CSV")
      ->option_text("FILE");
  command->footer(
      "Examples:\n"
      "  comity import table registry-service/packs/tables/cow.textproto \\\n"
      "      state_year_formatv3.csv igo_year_formatv3.csv --report left.csv\n"
      "  comity import table registry-service/packs/tables/unfccc.textproto "
      "\\\n"
      "      unfccc.csv --dry-run");
  OnRun(*command, session, [flags, &session] { return Run(*flags, session); });
}

}  // namespace comity::cli
