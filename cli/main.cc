// The comity command: reads flags and hands over.
#include <CLI/CLI.hpp>
#include <iostream>
#include <string>

#include "cli/check.h"
#include "cli/health.h"
#include "cli/import_pack.h"
#include "cli/print_error.h"
#include "google/protobuf/util/json_util.h"

namespace comity::cli {
namespace {

struct Flags {
  std::string registry = "127.0.0.1:7400";
  std::string query = "127.0.0.1:7401";
  std::string pack;
  ImportOptions import;
  std::string organization, member, date;
  bool json = false;
  std::string target, service;
  double wait_s = 0;
};

int RunImport(const Flags& flags) {
  RegistryClient client(flags.registry);
  const auto reports = ImportPack(flags.pack, flags.import, client);
  if (!reports.ok()) return PrintError(reports.status());
  for (const auto& report : *reports) {
    std::cout << report.title << ": " << report.created << " created, "
              << report.updated << " updated, " << report.unchanged
              << " unchanged";
    if (report.revision > 0) std::cout << ", revision " << report.revision;
    if (flags.import.dry_run) std::cout << ", if it were imported";
    std::cout << "\n";
  }
  return 0;
}

int RunCheck(const Flags& flags) {
  query::v1::CheckMembershipRequest request;
  request.set_organization(OrganizationName(flags.organization));
  request.set_member(MemberName(flags.member));
  request.mutable_context()->set_date(flags.date);
  const auto response = Check(flags.query, request);
  if (!response.ok()) return PrintError(response.status());
  if (!flags.json) {
    std::cout << DescribeCheck(*response);
    return 0;
  }
  std::string text;
  google::protobuf::util::JsonPrintOptions options;
  options.add_whitespace = true;
  const auto status =
      google::protobuf::util::MessageToJsonString(*response, &text, options);
  std::cout << text;
  return status.ok() ? 0 : 1;
}

int Run(int argc, char** argv) {
  Flags flags;
  CLI::App app("Asks and feeds Comity, the record of who belongs to what");
  app.require_subcommand(1);
  app.add_option("--registry", flags.registry, "The registry, HOST:PORT")
      ->envname("COMITY_REGISTRY")
      ->capture_default_str();
  app.add_option("--query", flags.query, "The query service, HOST:PORT")
      ->envname("COMITY_QUERY")
      ->capture_default_str();
  app.fallthrough();

  auto* import = app.add_subcommand("import", "Sends data to the registry");
  import->require_subcommand(1);
  auto* pack = import->add_subcommand(
      "pack", "A pack and those it depends on; again without a change");
  pack->add_option("path", flags.pack, "The pack's folder")->required();
  pack->add_flag("--dry-run", flags.import.dry_run,
                 "Have it judged and store nothing");

  auto* check = app.add_subcommand("check", "Was X in Y, and who says so?");
  check->add_option("organization", flags.organization, "sco")->required();
  check->add_option("member", flags.member, "IND")->required();
  check->add_option("--on", flags.date, "An EDTF date; today when left out");
  check->add_flag("--json", flags.json, "The whole response as JSON");

  auto* health = app.add_subcommand("health", "Exits 0 if a server serves");
  health->add_option("target", flags.target, "HOST:PORT")->required();
  health->add_option("--service", flags.service, "One service by its name");
  health->add_option("--wait", flags.wait_s, "Seconds to wait for it");

  CLI11_PARSE(app, argc, argv);
  if (pack->parsed()) return RunImport(flags);
  if (check->parsed()) return RunCheck(flags);
  const auto status = WaitUntilServing(flags.target, flags.service,
                                       absl::Seconds(flags.wait_s));
  return status.ok() ? 0 : PrintError(status);
}

}  // namespace
}  // namespace comity::cli

int main(int argc, char** argv) { return comity::cli::Run(argc, argv); }
