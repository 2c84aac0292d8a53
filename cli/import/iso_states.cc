#include "cli/import/iso_states.h"

#include <fstream>
#include <map>
#include <set>
#include <utility>

#include <nlohmann/json.hpp>

#include "absl/strings/str_cat.h"
#include "cli/command/csv_reader.h"

#include "common/platform/status_macros.h"

namespace comity::cli {
namespace {

using model::v1::CodeSystem;
using model::v1::Record;
using model::v1::State;
using CodeKey = std::pair<CodeSystem, std::string>;

// One entry of either JSON file; a part that it lacks is empty.
struct IsoEntry {
  std::string alpha2, alpha3, alpha4, numeric;
  std::string name, common_name, official_name;
  std::string withdrawn;
};

absl::StatusOr<std::vector<IsoEntry>> ReadEntries(const std::string& path,
                                                  const char* list) {
  std::ifstream file(path);
  if (!file) {
    return absl::NotFoundError(
        absl::StrCat(path, ": cannot be read; install the package iso-codes"));
  }
  const auto json = nlohmann::json::parse(file, nullptr, false);
  if (!json.is_object() || !json.contains(list) || !json[list].is_array()) {
    return absl::InvalidArgumentError(
        absl::StrCat(path, ": has no list '", list, "'"));
  }
  const auto text = [](const nlohmann::json& entry, const char* key) {
    const auto it = entry.find(key);
    return it != entry.end() && it->is_string() ? it->get<std::string>() : "";
  };
  std::vector<IsoEntry> entries;
  for (const auto& entry : json[list]) {
    IsoEntry out{.alpha2 = text(entry, "alpha_2"),
                 .alpha3 = text(entry, "alpha_3"),
                 .alpha4 = text(entry, "alpha_4"),
                 .numeric = text(entry, "numeric"),
                 .name = text(entry, "name"),
                 .common_name = text(entry, "common_name"),
                 .official_name = text(entry, "official_name"),
                 .withdrawn = text(entry, "withdrawal_date")};
    if (out.alpha3.size() != 3 || out.name.empty()) {
      return absl::InvalidArgumentError(absl::StrCat(
          path, ": an entry lacks alpha_3 or name: ", entry.dump()));
    }
    entries.push_back(std::move(out));
  }
  return entries;
}

std::vector<CodeKey> CodesOf(const IsoEntry& entry) {
  std::vector<CodeKey> codes;
  const auto add = [&](CodeSystem system, const std::string& value) {
    if (!value.empty()) codes.emplace_back(system, value);
  };
  add(model::v1::CODE_SYSTEM_ISO_ALPHA2, entry.alpha2);
  add(model::v1::CODE_SYSTEM_ISO_ALPHA3, entry.alpha3);
  add(model::v1::CODE_SYSTEM_ISO_NUMERIC, entry.numeric);
  add(model::v1::CODE_SYSTEM_ISO_ALPHA4, entry.alpha4);
  return codes;
}

void AddLabel(State& state, const std::string& text, model::v1::LabelKind kind,
              const std::string& valid = "") {
  for (const auto& label : state.labels()) {
    if (label.text() == text) return;
  }
  auto* label = state.add_labels();
  label->set_language("en");
  label->set_text(text);
  label->set_kind(kind);
  label->set_valid(valid);
}

void Cite(State& state, const std::string& source, const std::string& locator) {
  auto* citation = state.add_citations();
  citation->set_source(source);
  citation->set_locator(locator);
  citation->set_stance(model::v1::STANCE_SUPPORTS);
}

// The former codes and the former name of an entry of ISO 3166-3, put on the
// state that bore them.
void AddFormer(State& state, const IsoEntry& entry, const std::string& source) {
  std::set<CodeKey> borne;
  for (const auto& code : state.codes()) {
    borne.emplace(code.system(), code.value());
  }
  const std::string valid = absl::StrCat("/", entry.withdrawn);
  for (const auto& [system, value] : CodesOf(entry)) {
    if (!borne.emplace(system, value).second) continue;
    auto* code = state.add_codes();
    code->set_system(system);
    code->set_value(value);
    code->set_valid(valid);
  }
  AddLabel(state, entry.name,
           state.labels().empty() ? model::v1::LABEL_KIND_SHORT
                                  : model::v1::LABEL_KIND_ALIAS,
           state.type() == model::v1::STATE_TYPE_HISTORICAL ? "" : valid);
  Cite(state, source, absl::StrCat("ISO 3166-3 ", entry.alpha4));
}

// What a pack's tables say of the entries.
struct Treatment {
  std::map<std::string, CsvRow> types;   // by alpha-3 of ISO 3166-1
  std::map<std::string, CsvRow> former;  // by alpha-4 of ISO 3166-3
};

absl::StatusOr<Treatment> ReadTreatment(const pack::v1::IsoStates& config,
                                        const std::string& folder) {
  Treatment treatment;
  const auto index = [](std::vector<CsvRow> rows,
                        std::map<std::string, CsvRow>& by_code) {
    for (auto& row : rows) by_code.emplace(row.cells[0], std::move(row));
  };
  COMITY_ASSIGN_OR_RETURN(
      auto types, ReadCsvFile(absl::StrCat(folder, "/", config.types_file()),
                              {"alpha3", "type", "source", "locator"}));
  index(std::move(types), treatment.types);
  COMITY_ASSIGN_OR_RETURN(
      auto former, ReadCsvFile(absl::StrCat(folder, "/", config.former_file()),
                               {"alpha4", "treatment", "state"}));
  index(std::move(former), treatment.former);
  return treatment;
}

absl::StatusOr<State> MakeState(const IsoEntry& entry,
                                const pack::v1::IsoStates& config,
                                const std::map<std::string, CsvRow>& types,
                                const std::set<CodeKey>& former_codes) {
  State state;
  state.set_type(model::v1::STATE_TYPE_OTHER);
  for (const auto& [system, value] : CodesOf(entry)) {
    auto* code = state.add_codes();
    code->set_system(system);
    code->set_value(value);
    if (former_codes.contains({system, value})) code->set_valid("/..");
  }
  AddLabel(state, entry.common_name.empty() ? entry.name : entry.common_name,
           model::v1::LABEL_KIND_SHORT);
  AddLabel(state, entry.name, model::v1::LABEL_KIND_ALIAS);
  if (!entry.official_name.empty()) {
    AddLabel(state, entry.official_name, model::v1::LABEL_KIND_OFFICIAL);
  }
  Cite(state, config.source(), absl::StrCat("ISO 3166-1 ", entry.alpha3));
  const auto row = types.find(entry.alpha3);
  if (row != types.end()) {
    const auto& cells = row->second.cells;
    model::v1::StateType type;
    if (!model::v1::StateType_Parse(absl::StrCat("STATE_TYPE_", cells[1]),
                                    &type)) {
      return absl::InvalidArgumentError(
          absl::StrCat(config.types_file(), ":", row->second.line, ": '",
                       cells[1], "' is not a type of state"));
    }
    state.set_type(type);
    Cite(state, cells[2], cells[3]);
  }
  return state;
}

absl::Status AddFormerStates(const pack::v1::IsoStates& config,
                             const std::vector<IsoEntry>& entries,
                             const std::map<std::string, CsvRow>& treatment,
                             std::map<std::string, State>& states) {
  for (const auto& entry : entries) {
    const auto row = treatment.find(entry.alpha4);
    if (row == treatment.end()) {
      return absl::InvalidArgumentError(
          absl::StrCat(config.former_file(), ": has no row for ", entry.alpha4,
                       " (", entry.name, ")"));
    }
    const auto& cells = row->second.cells;
    const auto where = [&] {
      return absl::StrCat(config.former_file(), ":", row->second.line, ": ");
    };
    if (cells[1] == "skip") continue;
    if (cells[1] == "state") {
      State& state = states[entry.alpha3];
      if (!state.labels().empty()) {
        return absl::InvalidArgumentError(
            absl::StrCat(where(), entry.alpha3, " is a state of today"));
      }
      state.set_type(model::v1::STATE_TYPE_HISTORICAL);
      AddFormer(state, entry, config.former_source());
    } else if (cells[1] == "codes" && states.contains(cells[2])) {
      AddFormer(states[cells[2]], entry, config.former_source());
    } else {
      return absl::InvalidArgumentError(absl::StrCat(
          where(), "needs `state`, `skip`, or `codes` and a state of today"));
    }
  }
  return absl::OkStatus();
}

}  // namespace

absl::StatusOr<std::vector<Record>> LoadIsoStates(
    const pack::v1::IsoStates& config, const std::string& folder,
    const std::string& iso_codes_folder) {
  COMITY_ASSIGN_OR_RETURN(
      const auto current,
      ReadEntries(absl::StrCat(iso_codes_folder, "/iso_3166-1.json"),
                  "3166-1"));
  COMITY_ASSIGN_OR_RETURN(
      const auto former,
      ReadEntries(absl::StrCat(iso_codes_folder, "/iso_3166-3.json"),
                  "3166-3"));
  COMITY_ASSIGN_OR_RETURN(const Treatment treatment,
                          ReadTreatment(config, folder));
  std::set<CodeKey> former_codes;
  for (const auto& entry : former) {
    for (auto& code : CodesOf(entry)) former_codes.insert(std::move(code));
  }
  std::map<std::string, State> states;
  for (const auto& entry : current) {
    COMITY_ASSIGN_OR_RETURN(
        states[entry.alpha3],
        MakeState(entry, config, treatment.types, former_codes));
  }
  COMITY_RETURN_IF_ERROR(
      AddFormerStates(config, former, treatment.former, states));
  std::vector<Record> records;
  for (auto& [id, state] : states) {
    Record& record = records.emplace_back();
    record.set_name(absl::StrCat("states/", id));
    *record.mutable_state() = std::move(state);
  }
  return records;
}

absl::StatusOr<TerritoryRecords> ReadTerritories(
    const std::string& iso_codes_folder) {
  COMITY_ASSIGN_OR_RETURN(
      const auto entries,
      ReadEntries(absl::StrCat(iso_codes_folder, "/iso_3166-1.json"),
                  "3166-1"));
  TerritoryRecords territories;
  for (const IsoEntry& entry : entries) {
    territories[entry.alpha2] = absl::StrCat("states/", entry.alpha3);
  }
  return territories;
}

}  // namespace comity::cli
