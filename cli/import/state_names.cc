#include "cli/import/state_names.h"

#include <algorithm>
#include <map>
#include <set>
#include <utility>

#include "absl/status/statusor.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_split.h"
#include "cli/command/csv_reader.h"

#include "common/platform/status_macros.h"

namespace comity::cli {
namespace {

using model::v1::Label;
using model::v1::Record;
using model::v1::State;

std::map<std::string, State*> StatesByName(std::vector<Record>& records) {
  std::map<std::string, State*> states;
  for (Record& record : records) {
    if (record.has_state()) states[record.name()] = record.mutable_state();
  }
  return states;
}

// Says that the source supports what the state holds, once.
void Cite(State& state, const std::string& source, const std::string& locator) {
  for (const auto& citation : state.citations()) {
    if (citation.source() == source && citation.locator() == locator) return;
  }
  auto* citation = state.add_citations();
  citation->set_source(source);
  citation->set_locator(locator);
  citation->set_stance(model::v1::STANCE_SUPPORTS);
}

Label* FindLabel(State& state, const std::string& language,
                 const std::string& text) {
  for (Label& label : *state.mutable_labels()) {
    if (label.language() == language && label.text() == text) return &label;
  }
  return nullptr;
}

bool HasShort(const State& state, const std::string& language) {
  return std::any_of(state.labels().begin(), state.labels().end(),
                     [&](const Label& label) {
                       return label.language() == language &&
                              label.kind() == model::v1::LABEL_KIND_SHORT;
                     });
}

void MakeShortAnAlias(State& state, const std::string& language) {
  for (Label& label : *state.mutable_labels()) {
    if (label.language() == language && label.valid().empty() &&
        label.kind() == model::v1::LABEL_KIND_SHORT) {
      label.set_kind(model::v1::LABEL_KIND_ALIAS);
    }
  }
}

// English before the other languages, and in it the short name of today first.
void PutEnglishFirst(State& state) {
  const auto rank = [](const Label& label) {
    if (label.language() != "en") return 2;
    const bool is_short = label.kind() == model::v1::LABEL_KIND_SHORT;
    return is_short && label.valid().empty() ? 0 : 1;
  };
  std::vector<Label> labels(state.labels().begin(), state.labels().end());
  std::stable_sort(
      labels.begin(), labels.end(),
      [&](const Label& a, const Label& b) { return rank(a) < rank(b); });
  state.mutable_labels()->Assign(labels.begin(), labels.end());
}

void AddLabels(const std::vector<Label>& labels, bool short_in_english,
               State& state) {
  // Whether the state's own short name in English stays.
  const bool settled = !short_in_english && HasShort(state, "en");
  for (Label label : labels) {
    if (label.language() == "en" &&
        label.kind() == model::v1::LABEL_KIND_SHORT) {
      if (settled) label.set_kind(model::v1::LABEL_KIND_ALIAS);
      if (short_in_english) MakeShortAnAlias(state, "en");
    }
    Label* const same = FindLabel(state, label.language(), label.text());
    if (same == nullptr) {
      *state.add_labels() = std::move(label);
    } else if (label.kind() == model::v1::LABEL_KIND_SHORT) {
      same->set_kind(label.kind());
    }
  }
  PutEnglishFirst(state);
}

// A row of a table, and how an error names it.
std::string Where(const std::string& path, const CsvRow& row) {
  return absl::StrCat(path, ":", row.line, ": ");
}

absl::StatusOr<State*> StateOfRow(const std::map<std::string, State*>& states,
                                  const std::string& id,
                                  const std::string& where) {
  const auto it = states.find(absl::StrCat("states/", id));
  if (it != states.end()) return it->second;
  return absl::InvalidArgumentError(
      absl::StrCat(where, "the pack has no state '", id, "'"));
}

// Puts the name on the state; `corrects` when a label of the same text, if
// there is one, is replaced.
void AddName(const Label& name, bool corrects, State& state) {
  if (name.kind() == model::v1::LABEL_KIND_SHORT && name.valid().empty()) {
    MakeShortAnAlias(state, name.language());
  }
  Label* const same =
      corrects ? FindLabel(state, name.language(), name.text()) : nullptr;
  (same != nullptr ? *same : *state.add_labels()) = name;
  for (Label& label : *state.mutable_labels()) {
    if (label.text() == name.text() && label.valid().empty() &&
        label.kind() == model::v1::LABEL_KIND_ALIAS) {
      label.set_valid(name.valid());
    }
  }
  PutEnglishFirst(state);
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

// Sources and locators are lists with `;` between.
absl::Status CiteAll(const std::string& sources, const std::string& locators,
                     const std::string& where, State& state) {
  const std::vector<std::string> source_list = absl::StrSplit(sources, ';');
  const std::vector<std::string> locator_list = absl::StrSplit(locators, ';');
  if (source_list.size() != locator_list.size()) {
    return absl::InvalidArgumentError(
        absl::StrCat(where, "there must be as many locators as sources"));
  }
  for (size_t i = 0; i < source_list.size(); ++i) {
    Cite(state, source_list[i], locator_list[i]);
  }
  return absl::OkStatus();
}

}  // namespace

void AddCldrNames(const pack::v1::CldrNames& config,
                  const TerritoryRecords& territories, const CldrLabels& labels,
                  std::vector<Record>& records) {
  const auto states = StatesByName(records);
  const std::set<std::string> english_short(config.english_short().begin(),
                                            config.english_short().end());
  for (const auto& [territory, name] : territories) {
    const auto state = states.find(name);
    const auto names = labels.find(territory);
    if (state == states.end() || names == labels.end()) continue;
    AddLabels(names->second, english_short.contains(territory), *state->second);
    Cite(*state->second, config.source(),
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
    AddName(name, first, *state);
    COMITY_RETURN_IF_ERROR(CiteAll(cells[5], cells[6], where, *state));
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
    Cite(*state, source, absl::StrCat("state ", cells[0]));
  }
  return absl::OkStatus();
}

}  // namespace comity::cli
