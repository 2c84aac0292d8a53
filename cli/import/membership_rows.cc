#include "cli/import/membership_rows.h"

#include <vector>

#include "absl/strings/ascii.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "absl/strings/str_replace.h"
#include "cli/command/csv_reader.h"
#include "cli/command/party_names.h"
#include "cli/import/membership_table.h"

#include "common/model/record_access.h"
#include "common/model/resource_name.h"

namespace comity::cli {
namespace {

using google::protobuf::FieldDescriptor;
using google::protobuf::Message;
using model::v1::Event;
using model::v1::Record;

// The shortest text that a reader takes for the name.
std::string PartyCell(const std::string& name) {
  std::string id(model::IdOf(name));
  return MemberName(id) == name ? id : name;
}

const FieldDescriptor* FieldOf(const Message& payload, const char* name) {
  return payload.GetDescriptor()->FindFieldByName(name);
}

const Message& PayloadOf(const Event& event) {
  const auto* field =
      Event::descriptor()->FindFieldByNumber(event.payload_case());
  return event.GetReflection()->GetMessage(event, field);
}

std::string StatusCell(const Message& payload) {
  const auto* field = FieldOf(payload, "status");
  if (field == nullptr) return "";
  const auto* value = payload.GetReflection()->GetEnum(payload, field);
  if (value->number() == 0) return "";
  return absl::AsciiStrToLower(
      value->name().substr(std::string("MEMBERSHIP_STATUS_").size()));
}

std::string TitleCell(const Message& payload) {
  const auto* field = FieldOf(payload, "title");
  return field == nullptr ? ""
                          : payload.GetReflection()->GetString(payload, field);
}

std::string OtherCell(const Event& event, const Message& payload,
                      const std::string& organization) {
  std::vector<std::string> names;
  const auto& reflection = *payload.GetReflection();
  if (const auto* successors = FieldOf(payload, "successors")) {
    for (int i = 0; i < reflection.FieldSize(payload, successors); ++i) {
      names.push_back(reflection.GetRepeatedString(payload, successors, i));
    }
  } else if (const auto* member = FieldOf(payload, "member")) {
    names.push_back(reflection.GetString(payload, member));
  } else {
    names.assign(event.actors().begin(), event.actors().end());
  }
  // Who invites is the organization unless the table says otherwise.
  if (model::NeedsActors(event.payload_case()) && names.size() == 1 &&
      names[0] == organization) {
    return "";
  }
  return absl::StrJoin(names, ";", [](std::string* out, const auto& name) {
    absl::StrAppend(out, PartyCell(name));
  });
}

std::vector<std::string> CellsOf(const Record& membership, const Event& event) {
  const std::string organization(model::ParentOf(membership.name()));
  const Message& payload = PayloadOf(event);
  std::vector<std::string> sources;
  std::vector<std::string> locators;
  bool any_locator = false;
  for (const auto& citation : event.citations()) {
    if (!model::Supports(citation)) continue;
    sources.emplace_back(model::IdOf(citation.source()));
    locators.push_back(absl::StrReplaceAll(citation.locator(), {{";", ","}}));
    any_locator = any_locator || !citation.locator().empty();
  }
  return {std::string(model::IdOf(organization)),
          PartyCell(membership.membership().member()),
          event.has_admitted() && event.admitted().founding()
              ? "founding"
              : std::string(model::PayloadName(event)),
          StatusCell(payload),
          event.date(),
          absl::StrJoin(sources, ";"),
          any_locator ? absl::StrJoin(locators, ";") : "",
          OtherCell(event, payload, organization),
          TitleCell(payload),
          event.note()};
}

// Without what is counted apart, and with what is unspecified said.
std::string Comparable(Event event) {
  event.clear_standing();
  google::protobuf::RepeatedPtrField<model::v1::Citation> citations;
  for (auto& citation : *event.mutable_citations()) {
    if (!model::Supports(citation)) continue;
    citation.clear_stance();
    *citations.Add() = std::move(citation);
  }
  *event.mutable_citations() = std::move(citations);
  return event.SerializeAsString();
}

}  // namespace

std::string MembershipHeaderLine() { return CsvLine(MembershipTableHeader()); }

std::string MembershipRows(const Record& membership, TableLosses& losses) {
  std::string rows;
  // What a reader makes of the rows, beside what they are made of.
  Record read;
  std::vector<const Event*> written;
  for (const auto& event : membership.membership().events()) {
    if (!model::IsAccepted(event)) {
      ++losses.events;
      continue;
    }
    for (const auto& citation : event.citations()) {
      if (!model::Supports(citation)) ++losses.citations;
    }
    const auto cells = CellsOf(membership, event);
    absl::StrAppend(&rows, CsvLine(cells));
    auto again = EventOfTableRow(cells);
    written.push_back(&event);
    *read.mutable_membership()->add_events() =
        again.ok() ? *std::move(again) : Event();
  }
  model::AssignEventIds(read);
  for (size_t i = 0; i < written.size(); ++i) {
    const auto& event = read.membership().events(static_cast<int>(i));
    if (Comparable(event) != Comparable(*written[i])) ++losses.changed;
  }
  return rows;
}

std::string DescribeLosses(const TableLosses& losses) {
  std::vector<std::string> parts;
  const auto add = [&parts](int64_t count, absl::string_view one,
                            absl::string_view many) {
    if (count > 0) {
      parts.push_back(absl::StrCat(count, " ", count == 1 ? one : many));
    }
  };
  add(losses.events, "event that is not accepted",
      "events that are not accepted");
  add(losses.citations, "citation that disputes", "citations that dispute");
  add(losses.changed, "event that a table holds only in part",
      "events that a table holds only in part");
  return absl::StrCat("a table cannot hold: ", absl::StrJoin(parts, ", "));
}

}  // namespace comity::cli
