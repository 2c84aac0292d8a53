#include "cli/import_pack.h"

#include <filesystem>
#include <set>
#include <system_error>
#include <utility>

#include "absl/strings/str_cat.h"
#include "cli/pack.h"
#include "common/model/record_access.h"
#include "common/platform/random.h"
#include "common/platform/status_macros.h"

namespace comity::cli {
namespace {

using model::v1::Record;

// The request that makes the registry hold the pack's records; `report` is told
// what it does.
registry::v1::CommitRequest MakeCommit(
    LoadedPack pack, const std::map<std::string, Record>& stored,
    ImportReport& report) {
  registry::v1::CommitRequest request;
  for (auto& record : pack.records) {
    const auto it = stored.find(record.name());
    auto* precondition = request.add_preconditions();
    precondition->set_name(record.name());
    if (it == stored.end()) {
      precondition->mutable_absent();
      ++report.created;
    } else if (model::CanonicalBytes(it->second) ==
               model::CanonicalBytes(record)) {
      request.mutable_preconditions()->RemoveLast();
      ++report.unchanged;
      continue;
    } else {
      precondition->set_revision(it->second.revision());
      ++report.updated;
    }
    *request.add_changes()->mutable_put() = std::move(record);
  }
  request.set_message(absl::StrCat("Import the pack: ", pack.title));
  request.set_request_id(absl::StrCat("import-", platform::RandomHex(16)));
  return request;
}

absl::Status ImportOne(const std::string& folder, const ImportOptions& options,
                       RegistryClient& client, std::set<std::string>& begun,
                       std::vector<ImportReport>& reports) {
  std::error_code error;
  const auto canonical = std::filesystem::canonical(folder, error);
  if (error) {
    return absl::NotFoundError(
        absl::StrCat(folder, ": is not a folder of a pack"));
  }
  if (!begun.insert(canonical.string()).second) return absl::OkStatus();
  COMITY_ASSIGN_OR_RETURN(LoadedPack pack, LoadPack(canonical.string()));
  for (const auto& required : pack.depends_on_folders) {
    COMITY_RETURN_IF_ERROR(
        ImportOne(required, options, client, begun, reports));
  }
  std::vector<std::string> names;
  for (const auto& record : pack.records) names.push_back(record.name());
  COMITY_ASSIGN_OR_RETURN(const auto stored, client.GetRecords(names));
  ImportReport report{.folder = folder, .title = pack.title};
  auto request = MakeCommit(std::move(pack), stored, report);
  if (request.changes_size() > 0) {
    request.set_validate_only(options.dry_run);
    COMITY_ASSIGN_OR_RETURN(const auto response, client.Commit(request));
    report.revision = response.revision();
  }
  reports.push_back(std::move(report));
  return absl::OkStatus();
}

}  // namespace

absl::StatusOr<std::vector<ImportReport>> ImportPack(
    const std::string& folder, const ImportOptions& options,
    RegistryClient& client) {
  std::set<std::string> begun;
  std::vector<ImportReport> reports;
  COMITY_RETURN_IF_ERROR(ImportOne(folder, options, client, begun, reports));
  return reports;
}

}  // namespace comity::cli
