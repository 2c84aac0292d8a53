#include "cli/import/import_pack.h"

#include <filesystem>
#include <set>
#include <system_error>
#include <utility>

#include "absl/strings/str_cat.h"
#include "cli/import/error_places.h"
#include "cli/import/merge.h"
#include "cli/import/pack.h"

#include "common/model/record_access.h"
#include "common/platform/random.h"
#include "common/platform/status_macros.h"

namespace comity::cli {
namespace {

using model::v1::Record;

// A pack with what an import of it rests on.
struct PackInOrder {
  std::string folder;
  LoadedPack pack;
  // Its sources, and those of the packs before it: whose word it speaks.
  std::set<std::string> owned_sources;
};

// The request that makes the registry hold the pack's records; `report` is told
// what it does.
registry::v1::CommitRequest MakeCommit(
    PackInOrder& in_order, const std::map<std::string, Record>& stored,
    ImportReport& report) {
  registry::v1::CommitRequest request;
  for (auto& wanted : in_order.pack.records) {
    const auto it = stored.find(wanted.name());
    auto* precondition = request.add_preconditions();
    precondition->set_name(wanted.name());
    if (it == stored.end()) {
      precondition->mutable_absent();
      ++report.created;
      *request.add_changes()->mutable_put() = std::move(wanted);
      continue;
    }
    Record record =
        ReplaceOwnEvents(std::move(wanted), it->second, in_order.owned_sources);
    if (model::CanonicalBytes(it->second) == model::CanonicalBytes(record)) {
      request.mutable_preconditions()->RemoveLast();
      ++report.unchanged;
      continue;
    }
    precondition->set_revision(it->second.revision());
    ++report.updated;
    *request.add_changes()->mutable_put() = std::move(record);
  }
  request.set_message(absl::StrCat("Import the pack: ", in_order.pack.title));
  request.set_request_id(absl::StrCat("import-", platform::RandomHex(16)));
  return request;
}

// Reads the pack in `folder` and before it those that it depends on, each once.
absl::Status LoadInOrder(const std::string& folder,
                         std::set<std::string>& begun,
                         std::vector<PackInOrder>& out) {
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
  auto& in_order = out.emplace_back(PackInOrder{.folder = folder});
  if (out.size() > 1) {
    in_order.owned_sources = out[out.size() - 2].owned_sources;
  }
  for (const auto& record : pack.records) {
    if (record.has_source()) in_order.owned_sources.insert(record.name());
  }
  in_order.pack = std::move(pack);
  return absl::OkStatus();
}

absl::StatusOr<std::vector<PackInOrder>> LoadAll(const std::string& folder) {
  std::set<std::string> begun;
  std::vector<PackInOrder> packs;
  COMITY_RETURN_IF_ERROR(LoadInOrder(folder, begun, packs));
  return packs;
}

// The request for one pack, and the report on it without its revision.
absl::StatusOr<registry::v1::CommitRequest> PrepareOne(PackInOrder& in_order,
                                                       RegistryClient& client,
                                                       ImportReport& report) {
  std::vector<std::string> names;
  for (const auto& record : in_order.pack.records) {
    names.push_back(record.name());
  }
  COMITY_ASSIGN_OR_RETURN(const auto stored, client.GetRecords(names));
  report.title = in_order.pack.title;
  return MakeCommit(in_order, stored, report);
}

}  // namespace

absl::StatusOr<std::vector<ImportReport>> CheckPack(const std::string& folder) {
  COMITY_ASSIGN_OR_RETURN(const auto packs, LoadAll(folder));
  std::vector<ImportReport> reports;
  for (const auto& [path, pack, sources] : packs) {
    reports.push_back({.folder = path,
                       .title = pack.title,
                       .created = static_cast<int>(pack.records.size())});
  }
  return reports;
}

absl::StatusOr<std::vector<Record>> ReadPackRecords(const std::string& folder) {
  COMITY_ASSIGN_OR_RETURN(auto packs, LoadAll(folder));
  std::map<std::string, Record> by_name;
  for (auto& in_order : packs) {
    for (auto& record : in_order.pack.records) {
      const std::string name = record.name();
      by_name.insert_or_assign(name, std::move(record));
    }
  }
  std::vector<Record> records;
  for (auto& [name, record] : by_name) records.push_back(std::move(record));
  return records;
}

absl::StatusOr<std::vector<ImportReport>> ImportPack(
    const std::string& folder, const ImportOptions& options,
    RegistryClient& client) {
  COMITY_ASSIGN_OR_RETURN(auto packs, LoadAll(folder));
  std::vector<ImportReport> reports;
  std::map<std::string, TablePlace> places;
  // A dry run stores nothing that a later pack could rest on, so all packs are
  // judged as one commit.
  registry::v1::CommitRequest all;
  all.set_validate_only(true);
  for (auto& in_order : packs) {
    ImportReport& report =
        reports.emplace_back(ImportReport{.folder = in_order.folder});
    for (auto& [name, place] : in_order.pack.places) {
      places.insert_or_assign(name, std::move(place));
    }
    COMITY_ASSIGN_OR_RETURN(auto request, PrepareOne(in_order, client, report));
    if (options.dry_run) {
      all.mutable_changes()->MergeFrom(request.changes());
      all.mutable_preconditions()->MergeFrom(request.preconditions());
    } else if (request.changes_size() > 0) {
      const auto response = client.Commit(request);
      if (!response.ok()) return AtPlaces(response.status(), request, places);
      report.revision = response->revision();
    }
  }
  if (all.changes_size() > 0) {
    const auto response = client.Commit(all);
    if (!response.ok()) return AtPlaces(response.status(), all, places);
  }
  return reports;
}

}  // namespace comity::cli
