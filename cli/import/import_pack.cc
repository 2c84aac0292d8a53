#include "cli/import/import_pack.h"

#include <filesystem>
#include <set>
#include <system_error>
#include <utility>

#include "absl/strings/str_cat.h"
#include "cli/import/pack.h"

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

// Reads the pack in `folder` and before it those that it depends on, each once.
absl::Status LoadInOrder(const std::string& folder,
                         std::set<std::string>& begun,
                         std::vector<std::pair<std::string, LoadedPack>>& out) {
  std::error_code error;
  const auto canonical = std::filesystem::canonical(folder, error);
  if (error) {
    return absl::NotFoundError(
        absl::StrCat(folder, ": is not a folder of a pack"));
  }
  if (!begun.insert(canonical.string()).second) return absl::OkStatus();
  COMITY_ASSIGN_OR_RETURN(LoadedPack pack, LoadPack(canonical.string()));
  for (const auto& other : pack.depends_on_folders) {
    COMITY_RETURN_IF_ERROR(LoadInOrder(other, begun, out));
  }
  out.emplace_back(folder, std::move(pack));
  return absl::OkStatus();
}

// The request for one pack, and the report on it without its revision.
absl::StatusOr<registry::v1::CommitRequest> PrepareOne(LoadedPack pack,
                                                       RegistryClient& client,
                                                       ImportReport& report) {
  std::vector<std::string> names;
  for (const auto& record : pack.records) names.push_back(record.name());
  COMITY_ASSIGN_OR_RETURN(const auto stored, client.GetRecords(names));
  report.title = pack.title;
  return MakeCommit(std::move(pack), stored, report);
}

}  // namespace

absl::StatusOr<std::vector<ImportReport>> ImportPack(
    const std::string& folder, const ImportOptions& options,
    RegistryClient& client) {
  std::set<std::string> begun;
  std::vector<std::pair<std::string, LoadedPack>> packs;
  COMITY_RETURN_IF_ERROR(LoadInOrder(folder, begun, packs));
  std::vector<ImportReport> reports;
  // A dry run stores nothing that a later pack could rest on, so all packs are
  // judged as one commit.
  registry::v1::CommitRequest all;
  all.set_validate_only(true);
  for (auto& [path, pack] : packs) {
    ImportReport& report = reports.emplace_back(ImportReport{.folder = path});
    COMITY_ASSIGN_OR_RETURN(auto request,
                            PrepareOne(std::move(pack), client, report));
    if (options.dry_run) {
      all.mutable_changes()->MergeFrom(request.changes());
      all.mutable_preconditions()->MergeFrom(request.preconditions());
    } else if (request.changes_size() > 0) {
      COMITY_ASSIGN_OR_RETURN(const auto response, client.Commit(request));
      report.revision = response.revision();
    }
  }
  if (all.changes_size() > 0) {
    COMITY_RETURN_IF_ERROR(client.Commit(all).status());
  }
  return reports;
}

}  // namespace comity::cli
