#include "query/answer/cited_sources.h"

#include <set>
#include <string>
#include <vector>

#include "google/protobuf/descriptor.h"

#include "comity/model/v1/citation.pb.h"

namespace comity::query {
namespace {

using google::protobuf::FieldDescriptor;
using google::protobuf::Message;

void Collect(const Message& message, std::set<std::string>& names) {
  if (message.GetDescriptor() == model::v1::Citation::descriptor()) {
    names.insert(static_cast<const model::v1::Citation&>(message).source());
    return;
  }
  std::vector<const FieldDescriptor*> fields;
  const google::protobuf::Reflection& reflection = *message.GetReflection();
  reflection.ListFields(message, &fields);
  for (const FieldDescriptor* field : fields) {
    if (field->cpp_type() != FieldDescriptor::CPPTYPE_MESSAGE) continue;
    if (!field->is_repeated()) {
      Collect(reflection.GetMessage(message, field), names);
      continue;
    }
    for (int i = 0; i < reflection.FieldSize(message, field); ++i) {
      Collect(reflection.GetRepeatedMessage(message, field, i), names);
    }
  }
}

}  // namespace

void AddCitedSources(
    const Message& message, const RegisterReader& reader,
    google::protobuf::RepeatedPtrField<v1::CitedSource>& sources) {
  std::set<std::string> names;
  Collect(message, names);
  for (const std::string& name : names) {
    const model::v1::Record* const record = reader.Find(name);
    if (record == nullptr) continue;
    v1::CitedSource& source = *sources.Add();
    source.set_name(name);
    *source.mutable_source() = record->source();
  }
}

}  // namespace comity::query
