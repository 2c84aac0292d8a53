#include "cli/import/pack.h"

#include <algorithm>
#include <utility>

#include "absl/status/status.h"
#include "absl/strings/str_cat.h"
#include "cli/command/text_file.h"
#include "cli/import/cldr_regions.h"
#include "cli/import/input_errors.h"
#include "cli/import/iso_states.h"
#include "cli/import/membership_table.h"
#include "cli/import/state_lives.h"
#include "cli/import/state_names.h"

#include "comity/pack/v1/pack.pb.h"
#include "common/model/record_access.h"
#include "common/platform/status_macros.h"

namespace comity::cli {
namespace {

template <typename Message>
absl::StatusOr<Message> ReadTextProto(const std::string& path) {
  Message message;
  COMITY_RETURN_IF_ERROR(ReadMessageFile(path, message));
  return message;
}

absl::Status AddTables(const pack::v1::Pack& pack, const std::string& folder,
                       LoadedPack& loaded) {
  TableMemberships memberships;
  InputErrors errors;
  for (const auto& table : pack.membership_tables()) {
    ReadMembershipTable(absl::StrCat(folder, "/", table), memberships, errors);
  }
  COMITY_RETURN_IF_ERROR(errors.ToStatus());
  EndWithOrganizations(loaded.records, memberships);
  for (auto& [name, entry] : memberships) {
    model::AssignEventIds(entry.record);
    TablePlace& place = loaded.places[name];
    place.file = std::move(entry.file);
    place.first_line = entry.lines.front();
    // Events beyond the lines were derived, and have none.
    for (size_t i = 0; i < entry.lines.size(); ++i) {
      const auto& events = entry.record.membership().events();
      place.lines[events[static_cast<int>(i)].id()] = entry.lines[i];
    }
    loaded.records.push_back(std::move(entry.record));
  }
  return absl::OkStatus();
}

absl::StatusOr<TerritoryRecords> TerritoriesWith(
    const google::protobuf::Map<std::string, std::string>& more) {
  COMITY_ASSIGN_OR_RETURN(TerritoryRecords territories, ReadTerritories());
  for (const auto& [code, name] : more) territories[code] = name;
  return territories;
}

// Names, codes and events for the states among the records, in the order in
// which what is said later may correct what was said before.
absl::Status CompleteStates(const pack::v1::Pack& pack,
                            const std::string& folder,
                            std::vector<model::v1::Record>& records) {
  if (pack.has_cldr_names()) {
    COMITY_ASSIGN_OR_RETURN(const auto territories,
                            TerritoriesWith(pack.cldr_names().territories()));
    COMITY_ASSIGN_OR_RETURN(const auto labels, ReadCldrLabels());
    AddCldrNames(pack.cldr_names(), territories, labels, records);
  }
  if (!pack.state_names_file().empty()) {
    COMITY_RETURN_IF_ERROR(AddNamesFromTable(
        absl::StrCat(folder, "/", pack.state_names_file()), records));
  }
  if (pack.has_cow_codes()) {
    COMITY_RETURN_IF_ERROR(
        AddCowCodes(absl::StrCat(folder, "/", pack.cow_codes().file()),
                    pack.cow_codes().source(), records));
  }
  if (!pack.lives_file().empty()) {
    COMITY_RETURN_IF_ERROR(AddLivesFromTable(
        absl::StrCat(folder, "/", pack.lives_file()), records));
  }
  return absl::OkStatus();
}

absl::StatusOr<std::vector<model::v1::Record>> LoadRegions(
    const pack::v1::CldrRegions& config) {
  COMITY_ASSIGN_OR_RETURN(const auto territories,
                          TerritoriesWith(config.territories()));
  COMITY_ASSIGN_OR_RETURN(const auto labels, ReadCldrLabels());
  return LoadCldrRegions(config, territories, labels);
}

}  // namespace

absl::StatusOr<LoadedPack> LoadPack(const std::string& folder) {
  COMITY_ASSIGN_OR_RETURN(
      const auto pack,
      ReadTextProto<pack::v1::Pack>(absl::StrCat(folder, "/pack.textproto")));
  LoadedPack loaded;
  loaded.title = pack.title();
  for (const auto& required : pack.depends_on()) {
    loaded.depends_on_folders.push_back(absl::StrCat(folder, "/", required));
  }
  for (const auto& name : pack.record_files()) {
    COMITY_ASSIGN_OR_RETURN(auto file, ReadTextProto<pack::v1::RecordFile>(
                                           absl::StrCat(folder, "/", name)));
    std::move(file.mutable_records()->begin(), file.mutable_records()->end(),
              std::back_inserter(loaded.records));
  }
  if (pack.has_iso_states()) {
    COMITY_ASSIGN_OR_RETURN(auto states,
                            LoadIsoStates(pack.iso_states(), folder));
    std::move(states.begin(), states.end(), std::back_inserter(loaded.records));
  }
  if (pack.has_cldr_regions()) {
    COMITY_ASSIGN_OR_RETURN(auto regions, LoadRegions(pack.cldr_regions()));
    std::move(regions.begin(), regions.end(),
              std::back_inserter(loaded.records));
  }
  COMITY_RETURN_IF_ERROR(CompleteStates(pack, folder, loaded.records));
  COMITY_RETURN_IF_ERROR(AddTables(pack, folder, loaded));
  std::sort(loaded.records.begin(), loaded.records.end(),
            [](const auto& a, const auto& b) { return a.name() < b.name(); });
  const auto twice = std::adjacent_find(
      loaded.records.begin(), loaded.records.end(),
      [](const auto& a, const auto& b) { return a.name() == b.name(); });
  if (twice != loaded.records.end()) {
    return absl::InvalidArgumentError(
        absl::StrCat(folder, ": '", twice->name(), "' stands in it twice"));
  }
  for (auto& record : loaded.records) model::AssignEventIds(record);
  return loaded;
}

}  // namespace comity::cli
