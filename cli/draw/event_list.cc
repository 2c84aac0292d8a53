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

// A word before a field's value, where the value alone would puzzle.
const char* WordBefore(const std::string& field) {
  if (field == "status") return "as ";
  if (field == "topic") return "on ";
  if (field == "city") return "in ";
  if (field == "successor" || field == "successors" || field == "result") {
    return "to ";
  }
  if (field == "party" || field == "member") return "by ";
  return "";
}

void AddField(const Message& payload, const FieldDescriptor& field,
              std::string& out) {
  const auto& reflection = *payload.GetReflection();
  const auto add = [&](const std::string& value) {
    if (!value.empty()) {
      absl::StrAppend(&out, " ", WordBefore(field.name()), ShortName(value));
    }
  };
  if (field.cpp_type() == FieldDescriptor::CPPTYPE_STRING) {
    if (!field.is_repeated()) {
      add(reflection.GetString(payload, &field));
      return;
    }
    for (int i = 0; i < reflection.FieldSize(payload, &field); ++i) {
      add(reflection.GetRepeatedString(payload, &field, i));
    }
  } else if (field.name() == "status") {
    const auto status = static_cast<model::v1::MembershipStatus>(
        reflection.GetEnumValue(payload, &field));
    if (status != model::v1::MEMBERSHIP_STATUS_UNSPECIFIED) {
      add(StatusInWords(status));
    }
  } else if (field.name() == "founding" &&
             reflection.GetBool(payload, &field)) {
    add("as founder");
  } else if (field.name() == "labels" &&
             reflection.FieldSize(payload, &field) > 0) {
    add(static_cast<const model::v1::Label&>(
            reflection.GetRepeatedMessage(payload, &field, 0))
            .text());
  }
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
      AddField(payload, *payload.GetDescriptor()->field(i), text);
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
