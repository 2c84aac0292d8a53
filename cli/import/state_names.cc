#include "cli/import/state_names.h"

#include <algorithm>
#include <map>
#include <set>
#include <utility>

#include "absl/status/statusor.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_replace.h"
#include "cli/command/csv_reader.h"
#include "cli/import/labels.h"
#include "cli/import/state_rows.h"

#include "common/platform/status_macros.h"

namespace comity::cli {
namespace {

using model::v1::Label;
using model::v1::Record;
using model::v1::State;

// A record that CLDR has names of.
struct Named {
  model::LabelList* labels = nullptr;
  CitationList* citations = nullptr;
};

std::map<std::string, Named> NamedRecords(std::vector<Record>& records) {
  std::map<std::string, Named> named;
  for (Record& record : records) {
    if (record.has_state()) {
      named[record.name()] = {record.mutable_state()->mutable_labels(),
                              record.mutable_state()->mutable_citations()};
    } else if (record.has_organization()) {
      auto& organization = *record.mutable_organization();
      named[record.name()] = {organization.mutable_labels(),
                              organization.mutable_citations()};
    }
  }
  return named;
}

// Which record a code of states leads to, or the last one that it led to.
std::map<std::string, std::string> BearersOfCodes(
    const TerritoryRecords& territories, const std::vector<Record>& records) {
  std::map<std::string, std::string> bearers;
  for (const Record& record : records) {
    for (const auto& code : record.state().codes()) {
      bearers[code.value()] = record.name();
    }
  }
  for (const auto& [code, name] : territories) bearers[code] = name;
  return bearers;
}

void AddLabels(const std::vector<Label>& labels, bool short_in_english,
               model::LabelList& list) {
  // Whether the record's own short name in English stays.
  const bool settled = !short_in_english && HasShort(list, "en");
  for (Label label : labels) {
    if (label.language() == "en" &&
        label.kind() == model::v1::LABEL_KIND_SHORT) {
      if (settled) label.set_kind(model::v1::LABEL_KIND_ALIAS);
      if (short_in_english) MakeShortAnAlias(list, "en");
    }
    Label* const same = FindLabel(list, label.language(), label.text());
    if (same == nullptr) {
      *list.Add() = std::move(label);
    } else if (label.kind() == model::v1::LABEL_KIND_SHORT) {
      same->set_kind(label.kind());
    }
  }
  PutEnglishFirst(list);
}

// A row of a table, and how an error names it.
std::string Where(const std::string& path, const CsvRow& row) {
  return absl::StrCat(path, ":", row.line, ": ");
}

absl::Status At(const std::string& where, const absl::Status& status) {
  return absl::Status(status.code(), absl::StrCat(where, status.message()));
}

absl::StatusOr<State*> StateOfRow(const StateIndex& states,
                                  const std::string& id,
                                  const std::string& where) {
  const auto name = StateNameOf(states, id);
  if (!name.ok()) return At(where, name.status());
  return states.at(*name);
}

// Puts the name on the state; `corrects` when a label of the same text, if
// there is one, is replaced.
void AddName(const Label& name, bool corrects, model::LabelList& labels) {
  if (name.kind() == model::v1::LABEL_KIND_SHORT && name.valid().empty()) {
    MakeShortAnAlias(labels, name.language());
  }
  Label* const same =
      corrects ? FindLabel(labels, name.language(), name.text()) : nullptr;
  (same != nullptr ? *same : *labels.Add()) = name;
  for (Label& label : labels) {
    if (label.text() == name.text() && label.valid().empty() &&
        label.kind() == model::v1::LABEL_KIND_ALIAS) {
      label.set_valid(name.valid());
    }
  }
  PutEnglishFirst(labels);
}

absl::StatusOr<Label> LabelOfRow(const CsvRow& row, const std::string& where) {
  Label name;
  model::v1::LabelKind kind;
  if (!model::v1::LabelKind_Parse(absl::StrCat("LABEL_KIND_", row.cells[3]),
                                  &kind)) {
    return absl::InvalidArgumentError(absl::StrCat(
        where, "'", row.cells[3], "' is not one of SHORT, OFFICIAL, ALIAS"));
  }
  name.set_language(row.cells[1]);
  name.set_text(row.cells[2]);
  name.set_kind(kind);
  name.set_valid(row.cells[4]);
  return name;
}

}  // namespace

void AddCldrNames(const pack::v1::CldrNames& config,
                  const TerritoryRecords& territories, const CldrLabels& labels,
                  std::vector<Record>& records) {
  const auto named = NamedRecords(records);
  const auto bearers = BearersOfCodes(territories, records);
  const std::set<std::string> english_short(config.english_short().begin(),
                                            config.english_short().end());
  for (const auto& [territory, name] : territories) {
    const auto record = named.find(name);
    const auto names = labels.find(territory);
    if (record == named.end() || names == labels.end()) continue;
    std::vector<Label> usable;
    for (const Label& label : names->second) {
      // Whoever resolves names takes dots away: "R.U." is found by "RU".
      const auto bearer =
          bearers.find(absl::StrReplaceAll(label.text(), {{".", ""}}));
      if (bearer == bearers.end() || bearer->second == name) {
        usable.push_back(label);
      }
    }
    AddLabels(usable, english_short.contains(territory),
              *record->second.labels);
    Cite(*record->second.citations, config.source(),
         absl::StrCat("territory ", territory));
  }
}

absl::Status AddNamesFromTable(const std::string& path,
                               std::vector<Record>& records) {
  COMITY_ASSIGN_OR_RETURN(
      const auto rows, ReadCsvFile(path, {"state", "language", "text", "kind",
                                          "valid", "source", "locator"}));
  const auto states = StatesByName(records);
  // A text that the table has again is another time of its use.
  std::set<std::vector<std::string>> named;
  for (const CsvRow& row : rows) {
    const std::string where = Where(path, row);
    const auto& cells = row.cells;
    COMITY_ASSIGN_OR_RETURN(State* const state,
                            StateOfRow(states, cells[0], where));
    COMITY_ASSIGN_OR_RETURN(const Label name, LabelOfRow(row, where));
    const bool first = named.insert({cells[0], cells[1], cells[2]}).second;
    AddName(name, first, *state->mutable_labels());
    const absl::Status cited =
        CiteAll(cells[5], cells[6], *state->mutable_citations());
    if (!cited.ok()) return At(where, cited);
  }
  return absl::OkStatus();
}

absl::Status AddCowCodes(const std::string& path, const std::string& source,
                         std::vector<Record>& records) {
  COMITY_ASSIGN_OR_RETURN(
      const auto rows,
      ReadCsvFile(path, {"code", "abbreviation", "state", "valid"}));
  const auto states = StatesByName(records);
  for (const CsvRow& row : rows) {
    const auto& cells = row.cells;
    COMITY_ASSIGN_OR_RETURN(State* const state,
                            StateOfRow(states, cells[2], Where(path, row)));
    auto* code = state->add_codes();
    code->set_system(model::v1::CODE_SYSTEM_COW);
    code->set_value(cells[0]);
    code->set_valid(cells[3]);
    Cite(*state->mutable_citations(), source, absl::StrCat("state ", cells[0]));
  }
  return absl::OkStatus();
}

}  // namespace comity::cli
