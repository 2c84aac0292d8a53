#include "cli/import/state_lives.h"

#include <utility>

#include "absl/status/statusor.h"
#include "absl/strings/ascii.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_split.h"
#include "cli/command/csv_reader.h"
#include "cli/import/input_errors.h"
#include "cli/import/state_rows.h"

#include "common/model/edtf.h"
#include "common/platform/status_macros.h"

namespace comity::cli {
namespace {

using model::v1::Event;

// The cells of a row by their headings.
struct Row {
  explicit Row(const CsvRow& row)
      : state(row.cells[0]),
        event(row.cells[1]),
        date(row.cells[2]),
        other(row.cells[3]),
        source(row.cells[4]),
        locator(row.cells[5]),
        note(row.cells[6]) {}
  const std::string &state, &event, &date, &other, &source, &locator, &note;
};

// What all events of the row have in common.
absl::StatusOr<Event> CommonPart(const Row& row) {
  Event event;
  if (!row.date.empty()) {
    COMITY_RETURN_IF_ERROR(model::Date::Parse(row.date).status());
    event.set_date(row.date);
  }
  event.set_note(row.note);
  if (row.source.empty()) {
    return absl::InvalidArgumentError("source is empty; who says so?");
  }
  COMITY_RETURN_IF_ERROR(
      CiteAll(row.source, row.locator, *event.mutable_citations()));
  return event;
}

// An event a successor.
absl::StatusOr<std::vector<Event>> Successions(const Event& common,
                                               const std::string& successors,
                                               const StateIndex& states) {
  std::vector<Event> events;
  for (absl::string_view id : absl::StrSplit(successors, ';')) {
    COMITY_ASSIGN_OR_RETURN(
        std::string successor,
        StateNameOf(states, absl::StripAsciiWhitespace(id)));
    Event& event = events.emplace_back(common);
    event.mutable_succeeded_by()->set_successor(std::move(successor));
  }
  return events;
}

absl::StatusOr<std::vector<Event>> EventsOf(const Row& row,
                                            const StateIndex& states) {
  COMITY_ASSIGN_OR_RETURN(Event event, CommonPart(row));
  if (row.event == "succeeded_by") {
    return Successions(event, row.other, states);
  }
  if (row.event == "founded") {
    event.mutable_founded();
  } else if (row.event == "dissolved") {
    event.mutable_dissolved();
  } else {
    return absl::InvalidArgumentError(
        absl::StrCat("event '", row.event,
                     "' is not one of founded, dissolved, succeeded_by"));
  }
  if (!row.other.empty()) {
    return absl::InvalidArgumentError(absl::StrCat(
        "'", row.event, "' names no other, but '", row.other, "' is given"));
  }
  return std::vector<Event>{std::move(event)};
}

absl::Status AddRow(const Row& row, const StateIndex& states) {
  COMITY_ASSIGN_OR_RETURN(const std::string name,
                          StateNameOf(states, row.state));
  COMITY_ASSIGN_OR_RETURN(std::vector<Event> events, EventsOf(row, states));
  for (Event& event : events) {
    *states.at(name)->add_events() = std::move(event);
  }
  return absl::OkStatus();
}

}  // namespace

absl::Status AddLivesFromTable(const std::string& path,
                               std::vector<model::v1::Record>& records) {
  COMITY_ASSIGN_OR_RETURN(const auto rows,
                          ReadCsvFile(path, {"state", "event", "date", "other",
                                             "source", "locator", "note"}));
  const StateIndex states = StatesByName(records);
  InputErrors errors;
  for (const CsvRow& row : rows) {
    const absl::Status added = AddRow(Row(row), states);
    if (!added.ok()) errors.Add(path, row.line, added.message());
  }
  return errors.ToStatus();
}

}  // namespace comity::cli
