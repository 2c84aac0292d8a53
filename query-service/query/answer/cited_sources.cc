#include "query/answer/cited_sources.h"

#include <set>
#include <utility>
#include <vector>

#include "absl/container/node_hash_map.h"
#include "absl/strings/string_view.h"
#include "google/protobuf/descriptor.h"

#include "comity/model/v1/citation.pb.h"
#include "comity/query/v1/profile.pb.h"

namespace comity::query {
namespace {

using google::protobuf::Descriptor;
using google::protobuf::FieldDescriptor;
using google::protobuf::Message;

// The fields of each message type that lead to citations, so that a walk visits
// nothing else.
class Plans {
 public:
  using Fields = std::vector<const FieldDescriptor*>;

  // Whether a message of the type can hold citations; notes how. REQUIRES: the
  // type does not contain itself.
  bool Add(const Descriptor* type) {
    if (type == model::v1::Citation::descriptor()) return true;
    const auto known = plans_.find(type);
    if (known != plans_.end()) return !known->second.empty();
    Fields fields;
    for (int i = 0; i < type->field_count(); ++i) {
      const FieldDescriptor* const field = type->field(i);
      if (field->cpp_type() == FieldDescriptor::CPPTYPE_MESSAGE &&
          Add(field->message_type())) {
        fields.push_back(field);
      }
    }
    return !plans_.emplace(type, std::move(fields)).first->second.empty();
  }

  const Fields& Of(const Descriptor* type) const { return plans_.at(type); }

 private:
  absl::node_hash_map<const Descriptor*, Fields> plans_;
};

const Plans& GetPlans() {
  static const Plans* const kPlans = [] {
    auto* const plans = new Plans;
    plans->Add(v1::GetStateProfileResponse::descriptor());
    plans->Add(v1::GetOrganizationProfileResponse::descriptor());
    plans->Add(v1::GetInstitutionProfileResponse::descriptor());
    return plans;
  }();
  return *kPlans;
}

// The views point into the message.
void Collect(const Message& message, const Plans& plans,
             std::set<absl::string_view>& names) {
  if (message.GetDescriptor() == model::v1::Citation::descriptor()) {
    names.insert(static_cast<const model::v1::Citation&>(message).source());
    return;
  }
  const google::protobuf::Reflection& reflection = *message.GetReflection();
  for (const FieldDescriptor* field : plans.Of(message.GetDescriptor())) {
    if (!field->is_repeated()) {
      if (reflection.HasField(message, field)) {
        Collect(reflection.GetMessage(message, field), plans, names);
      }
      continue;
    }
    const int size = reflection.FieldSize(message, field);
    for (int i = 0; i < size; ++i) {
      Collect(reflection.GetRepeatedMessage(message, field, i), plans, names);
    }
  }
}

}  // namespace

void AddCitedSources(
    const Message& message, const RegisterReader& reader,
    google::protobuf::RepeatedPtrField<v1::CitedSource>& sources) {
  std::set<absl::string_view> names;
  Collect(message, GetPlans(), names);
  for (const absl::string_view name : names) {
    const model::v1::Record* const record = reader.Find(name);
    if (record == nullptr) continue;
    v1::CitedSource& source = *sources.Add();
    source.set_name(name.data(), name.size());
    *source.mutable_source() = record->source();
  }
}

}  // namespace comity::query
