#include "cli/draw/event_list.h"

#include "absl/strings/str_cat.h"
#include "cli/command/words.h"
#include "cli/draw/spans.h"
#include "cli/term/table.h"
#include "google/protobuf/descriptor.h"

#include "common/model/record_access.h"

namespace comity::cli {
namespace {

using google::protobuf::FieldDescriptor;
using google::protobuf::Message;

// What leads over to a field's value.
const char* LeadTo(const FieldDescriptor& field) {
  const std::string& name = field.name();
  if (name == "status" || name == "founding") return " as ";
  if (name == "topic") return " on ";
  if (name == "city") return " in ";
  if (name == "state") {
    const bool of_city =
        field.containing_type()->FindFieldByName("city") != nullptr;
    return of_city ? ", " : " for ";
  }
  if (name == "successor" || name == "successors" || name == "result" ||
      name == "labels") {
    return " to ";
  }
  if (name == "party" || name == "member" || name == "person") return " by ";
  return " ";
}

// The field's values for a reader; empty where it says nothing.
std::vector<std::string> ValuesOf(const Message& payload,
                                  const FieldDescriptor& field) {
  const auto& reflection = *payload.GetReflection();
  if (field.is_repeated()) {
    std::vector<std::string> values;
    for (int i = 0; i < reflection.FieldSize(payload, &field); ++i) {
      if (field.cpp_type() == FieldDescriptor::CPPTYPE_STRING) {
        values.push_back(reflection.GetRepeatedString(payload, &field, i));
      } else if (field.name() == "labels" && i == 0) {
        values.push_back(static_cast<const model::v1::Label&>(
                             reflection.GetRepeatedMessage(payload, &field, i))
                             .text());
      }
    }
    return values;
  }
  if (field.cpp_type() == FieldDescriptor::CPPTYPE_STRING) {
    std::string value = reflection.GetString(payload, &field);
    if (value.empty()) return {};
    return {field.name() == "title" ? absl::StrCat("(", value, ")") : value};
  }
  if (field.name() == "status") {
    const auto status = static_cast<model::v1::MembershipStatus>(
        reflection.GetEnumValue(payload, &field));
    if (status == model::v1::MEMBERSHIP_STATUS_UNSPECIFIED) return {};
    return {StatusInWords(status)};
  }
  if (field.name() == "founding" && reflection.GetBool(payload, &field)) {
    return {"founder"};
  }
  return {};
}

}  // namespace

std::string WhatHappened(const model::v1::Event& event) {
  const absl::string_view name = model::PayloadName(event);
  std::string text = EventWords(std::string(name.data(), name.size()));
  const auto* oneof =
      model::v1::Event::descriptor()->FindOneofByName("payload");
  const auto* field =
      event.GetReflection()->GetOneofFieldDescriptor(event, oneof);
  if (field != nullptr) {
    const Message& payload = event.GetReflection()->GetMessage(event, field);
    for (int i = 0; i < payload.GetDescriptor()->field_count(); ++i) {
      const FieldDescriptor& value_of = *payload.GetDescriptor()->field(i);
      for (const std::string& value : ValuesOf(payload, value_of)) {
        absl::StrAppend(&text, LeadTo(value_of), ShortName(value));
      }
    }
  }
  for (int i = 0; i < event.actors_size(); ++i) {
    absl::StrAppend(&text, i == 0 ? " by " : ", ", ShortName(event.actors(i)));
  }
  return text;
}

std::string ListEvents(const std::vector<query::v1::TimelineEntry>& entries,
                       const Terminal& terminal) {
  Table table({"date", "record", "what", "who says so"});
  for (const query::v1::TimelineEntry& entry : entries) {
    std::string what = WhatHappened(entry.event());
    const auto standing = entry.event().standing();
    if (entry.hypothetical()) absl::StrAppend(&what, " (what if)");
    if (standing == model::v1::STANDING_ALTERNATIVE ||
        standing == model::v1::STANDING_REJECTED) {
      absl::StrAppend(&what, " (",
                      InWords(model::v1::Standing_Name(standing), "STANDING_"),
                      ")");
    }
    table.AddRow({DateInWords(entry.date()), Cell(entry.record()), Cell(what),
                  Cell(SaysWho(entry.event().citations()), Style::kFaint)});
  }
  return table.Render(terminal);
}

}  // namespace comity::cli
