// Unknown fields and enum values, found by walking the message.
#include <vector>

#include "absl/strings/str_cat.h"
#include "google/protobuf/descriptor.h"
#include "google/protobuf/message.h"
#include "google/protobuf/unknown_field_set.h"

#include "common/rules/form.h"

namespace comity::rules {
namespace {

using google::protobuf::FieldDescriptor;
using google::protobuf::Message;
using google::protobuf::Reflection;

void CheckEnum(const Path& path, const FieldDescriptor& field, int value,
               platform::Violations& violations) {
  if (field.enum_type()->FindValueByNumber(value) != nullptr) return;
  violations.Add(
      model::v1::REASON_FIELD_INVALID, path.ToString(),
      absl::StrCat(value, " is not a value of ", field.enum_type()->name(),
                   " that this version knows"));
}

// REQUIRES: the field is set or, when repeated, holds items.
void CheckField(const Path& path, const Message& message,
                const FieldDescriptor& field,
                platform::Violations& violations) {
  const Reflection& reflection = *message.GetReflection();
  const bool repeated = field.is_repeated();
  const int size = repeated ? reflection.FieldSize(message, &field) : 1;
  for (int i = 0; i < size; ++i) {
    const Path item = path.Item(field.name(), repeated ? i : -1);
    if (field.type() == FieldDescriptor::TYPE_MESSAGE) {
      CheckKnown(item,
                 repeated ? reflection.GetRepeatedMessage(message, &field, i)
                          : reflection.GetMessage(message, &field),
                 violations);
    } else {
      CheckEnum(item, field,
                repeated ? reflection.GetRepeatedEnumValue(message, &field, i)
                         : reflection.GetEnumValue(message, &field),
                violations);
    }
  }
}

}  // namespace

void CheckKnown(const Path& path, const Message& message,
                platform::Violations& violations) {
  const Reflection& reflection = *message.GetReflection();
  if (!reflection.GetUnknownFields(message).empty()) {
    violations.Add(model::v1::REASON_UNKNOWN_FIELDS, path.ToString(),
                   "has fields that this version does not know; storing it "
                   "would lose them");
  }
  // Only set fields are listed, so the walk costs what the message holds. No
  // message of the contract contains itself: the depth is bounded.
  std::vector<const FieldDescriptor*> fields;
  reflection.ListFields(message, &fields);
  for (const FieldDescriptor* field : fields) {
    if (field->type() == FieldDescriptor::TYPE_MESSAGE ||
        field->type() == FieldDescriptor::TYPE_ENUM) {
      CheckField(path, message, *field, violations);
    }
  }
}

}  // namespace comity::rules
