#include "cli/import/membership_table.h"

#include <set>
#include <utility>

#include "absl/strings/ascii.h"
#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_split.h"
#include "cli/command/csv_reader.h"
#include "cli/command/party_names.h"

#include "common/model/edtf.h"
#include "common/model/fold.h"
#include "common/model/record_access.h"
#include "common/model/resource_name.h"
#include "common/platform/status_macros.h"

namespace comity::cli {
namespace {

using google::protobuf::FieldDescriptor;
using google::protobuf::Message;
using model::v1::Event;
using model::v1::Record;

// The cells of a row by their headings.
struct Row {
  explicit Row(const std::vector<std::string>& cells)
      : organization(cells[0]),
        member(cells[1]),
        event(cells[2]),
        status(cells[3]),
        date(cells[4]),
        source(cells[5]),
        locator(cells[6]),
        other(cells[7]),
        title(cells[8]),
        note(cells[9]) {}
  const std::string &organization, &member, &event, &status, &date, &source,
      &locator, &other, &title, &note;
};

std::vector<std::string> List(const std::string& cell) {
  std::vector<std::string> items;
  for (absl::string_view item : absl::StrSplit(cell, ';')) {
    items.emplace_back(absl::StripAsciiWhitespace(item));
  }
  return items;
}

const FieldDescriptor* FieldOf(const Message& payload, const char* name) {
  return payload.GetDescriptor()->FindFieldByName(name);
}

absl::Status SetStatus(const std::string& cell, Message& payload) {
  const auto* field = FieldOf(payload, "status");
  if (field == nullptr) {
    return cell.empty() ? absl::OkStatus()
                        : absl::InvalidArgumentError(absl::StrCat(
                              "bears no status, but '", cell, "' is given"));
  }
  // A reinstatement gives back what was held before unless it says otherwise.
  if (cell.empty() && payload.GetDescriptor()->name() == "Reinstated") {
    return absl::OkStatus();
  }
  const std::string name =
      absl::StrCat("MEMBERSHIP_STATUS_",
                   cell.empty() ? "MEMBER" : absl::AsciiStrToUpper(cell));
  const auto* value = field->enum_type()->FindValueByName(name);
  if (value == nullptr || value->number() == 0) {
    return absl::InvalidArgumentError(
        absl::StrCat("status '", cell, "' is none"));
  }
  payload.GetReflection()->SetEnum(&payload, field, value);
  return absl::OkStatus();
}

absl::Status SetTitle(const std::string& cell, Message& payload) {
  if (cell.empty()) return absl::OkStatus();
  const auto* field = FieldOf(payload, "title");
  if (field == nullptr) {
    return absl::InvalidArgumentError("the event bears no title");
  }
  payload.GetReflection()->SetString(&payload, field, cell);
  return absl::OkStatus();
}

absl::Status SetOther(const std::string& cell, Event& event, Message& payload) {
  if (cell.empty()) return absl::OkStatus();
  const auto* successors = FieldOf(payload, "successors");
  const auto* member = FieldOf(payload, "member");
  for (const auto& item : List(cell)) {
    std::string name = MemberName(item);
    if (name.empty()) {
      return absl::InvalidArgumentError(
          absl::StrCat("other '", item, "' is no state or organization"));
    }
    if (successors != nullptr) {
      payload.GetReflection()->AddString(&payload, successors, std::move(name));
    } else if (member != nullptr) {
      if (List(cell).size() > 1) {
        return absl::InvalidArgumentError(
            absl::StrCat("other '", cell, "' is more than one"));
      }
      payload.GetReflection()->SetString(&payload, member, std::move(name));
    } else {
      event.add_actors(std::move(name));
    }
  }
  return absl::OkStatus();
}

absl::Status SetPayload(const Row& row, Event& event) {
  const bool founding = row.event == "founding";
  const auto* field =
      Event::descriptor()->FindFieldByName(founding ? "admitted" : row.event);
  if (field == nullptr || field->real_containing_oneof() == nullptr) {
    return absl::InvalidArgumentError(
        absl::StrCat("event '", row.event, "' is none"));
  }
  Message& payload = *event.GetReflection()->MutableMessage(&event, field);
  if (!model::KindsOfPayload(event.payload_case())
           .Has(model::v1::RECORD_KIND_MEMBERSHIP)) {
    return absl::InvalidArgumentError(
        absl::StrCat("event '", row.event, "' is none of a membership"));
  }
  if (founding) event.mutable_admitted()->set_founding(true);
  COMITY_RETURN_IF_ERROR(SetStatus(row.status, payload));
  COMITY_RETURN_IF_ERROR(SetTitle(row.title, payload));
  COMITY_RETURN_IF_ERROR(SetOther(row.other, event, payload));
  // An invitation is the organization's own unless somebody else is named.
  if (model::NeedsActors(event.payload_case()) && event.actors().empty()) {
    event.add_actors(OrganizationName(row.organization));
  }
  return absl::OkStatus();
}

absl::Status SetCitations(const Row& row, Event& event) {
  if (row.source.empty()) {
    return absl::InvalidArgumentError("source is empty; who says so?");
  }
  const auto sources = List(row.source);
  const auto locators = List(row.locator);
  if (locators.size() > sources.size()) {
    return absl::InvalidArgumentError(absl::StrCat(
        "locator has ", locators.size(), " parts, source ", sources.size()));
  }
  for (size_t i = 0; i < sources.size(); ++i) {
    auto* citation = event.add_citations();
    citation->set_source(absl::StrCat("sources/", sources[i]));
    if (i < locators.size()) citation->set_locator(locators[i]);
  }
  return absl::OkStatus();
}

absl::StatusOr<Event> EventOf(const Row& row) {
  Event event;
  COMITY_RETURN_IF_ERROR(SetPayload(row, event));
  if (!row.date.empty()) {
    COMITY_RETURN_IF_ERROR(model::Date::Parse(row.date).status());
    event.set_date(row.date);
  }
  event.set_note(row.note);
  COMITY_RETURN_IF_ERROR(SetCitations(row, event));
  return event;
}

// "organizations/eu/memberships/FRA".
absl::StatusOr<std::string> NameOf(const Row& row, std::string& member) {
  const std::string organization = OrganizationName(row.organization);
  member = MemberName(row.member);
  if (organization.empty() || member.empty()) {
    return absl::InvalidArgumentError(absl::StrCat(
        organization.empty() ? "organization '" : "member '",
        organization.empty() ? row.organization : row.member, "' is no id"));
  }
  const size_t slash = member.rfind('/');
  return absl::StrCat(organization, "/memberships/", member.substr(slash + 1));
}

absl::Status AddRow(const CsvRow& csv_row, const std::string& file,
                    TableMemberships& memberships) {
  const Row row(csv_row.cells);
  std::string member;
  COMITY_ASSIGN_OR_RETURN(const std::string name, NameOf(row, member));
  COMITY_ASSIGN_OR_RETURN(Event event, EventOf(row));
  TableMembership& entry = memberships[name];
  entry.record.set_name(name);
  entry.record.mutable_membership()->set_member(member);
  if (entry.file.empty()) entry.file = file;
  if (entry.file != file) {
    return absl::InvalidArgumentError(absl::StrCat(
        name, " stands in ", entry.file, " too; keep a pair together"));
  }
  auto& events = *entry.record.mutable_membership()->mutable_events();
  for (int i = 0; i < events.size(); ++i) {
    if (events[i].SerializeAsString() == event.SerializeAsString()) {
      return absl::InvalidArgumentError(
          absl::StrCat("repeats line ", entry.lines[static_cast<size_t>(i)]));
    }
  }
  *events.Add() = std::move(event);
  entry.lines.push_back(csv_row.line);
  return absl::OkStatus();
}

// The event that ended the organization, if it bears a date.
const Event* EndOf(const Record& organization) {
  for (const auto& event : organization.organization().events()) {
    if (event.has_dissolved() && model::IsAccepted(event)) return &event;
  }
  return nullptr;
}

bool IsOpen(const Record& membership) {
  model::MembershipFold fold;
  for (const auto& event : membership.membership().events()) {
    if (model::BearsStatus(event)) fold.Apply(event, 0);
  }
  return fold.current().kind == model::OutcomeKind::kStatus;
}

}  // namespace

const std::vector<std::string>& MembershipTableHeader() {
  static const auto& header = *new std::vector<std::string>{
      "organization", "member",  "event", "status", "date",
      "source",       "locator", "other", "title",  "note"};
  return header;
}

absl::StatusOr<Event> EventOfTableRow(const std::vector<std::string>& cells) {
  return EventOf(Row(cells));
}

void ReadMembershipTable(const std::string& path, TableMemberships& memberships,
                         InputErrors& errors) {
  auto reader = CsvReader::Open(path);
  absl::Status status = reader.status();
  if (status.ok()) status = reader->ExpectHeader(MembershipTableHeader());
  while (status.ok()) {
    CsvRow row;
    const auto more = reader->Next(row);
    status = more.status();
    if (!status.ok() || !*more) break;
    const absl::Status added = AddRow(row, path, memberships);
    if (!added.ok()) errors.Add(path, row.line, added.message());
  }
  // The reader's own errors name the file and line.
  if (!status.ok()) errors.AddWhole(status.message());
}

void EndWithOrganizations(const std::vector<Record>& records,
                          TableMemberships& memberships) {
  std::map<std::string, const Event*> ends;
  for (const auto& record : records) {
    if (const Event* end = EndOf(record)) ends.emplace(record.name(), end);
  }
  for (auto& [name, entry] : memberships) {
    const auto end = ends.find(name.substr(0, name.find("/memberships/")));
    if (end == ends.end() || !IsOpen(entry.record)) continue;
    Event& event = *entry.record.mutable_membership()->add_events();
    event.set_date(end->second->date());
    *event.mutable_citations() = end->second->citations();
    event.mutable_ended_by_dissolution();
  }
}

}  // namespace comity::cli
