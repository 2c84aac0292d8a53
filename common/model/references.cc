// The walk over a record's references, by reflection over the contract's
// (comity.model.v1.reference) marks.
//
// For each message type, the fields that are references or lead to some are
// looked up once (a Plan); a walk then visits nothing else, so that the cost is
// that of the references and not of all fields.
#include <memory>
#include <string>
#include <vector>

#include "absl/container/flat_hash_map.h"
#include "absl/strings/str_cat.h"

#include "common/model/record_access.h"

namespace comity::model {
namespace {

using google::protobuf::Descriptor;
using google::protobuf::FieldDescriptor;
using google::protobuf::Message;
using google::protobuf::Reflection;

struct Plan;

struct Step {
  const FieldDescriptor* field;
  KindSet allowed;    // of a reference
  const Plan* inner;  // of a message that holds references; else null
};

struct Plan {
  std::vector<Step> steps;  // in the order of declaration
};

class Plans {
 public:
  // Null when the message type holds no references. REQUIRES: the type does not
  // contain itself (a test holds the contract to that).
  const Plan* Of(const Descriptor* type) {
    const auto found = plans_.find(type);
    if (found != plans_.end()) return found->second.get();
    auto plan = std::make_unique<Plan>();
    for (int i = 0; i < type->field_count(); ++i) {
      const FieldDescriptor* field = type->field(i);
      const int marks = field->options().ExtensionSize(v1::reference);
      if (marks > 0) {
        KindSet allowed;
        for (int mark = 0; mark < marks; ++mark) {
          const Kind kind = field->options().GetExtension(v1::reference, mark);
          if (kind == v1::RECORD_KIND_UNSPECIFIED) {
            allowed = KindSet::All();
          } else {
            allowed.Add(kind);
          }
        }
        plan->steps.push_back({field, allowed, nullptr});
      } else if (field->type() == FieldDescriptor::TYPE_MESSAGE) {
        const Plan* inner = Of(field->message_type());
        if (inner != nullptr) plan->steps.push_back({field, {}, inner});
      }
    }
    if (plan->steps.empty()) plan = nullptr;
    return plans_.emplace(type, std::move(plan)).first->second.get();
  }

 private:
  absl::flat_hash_map<const Descriptor*, std::unique_ptr<Plan>> plans_;
};

class Walk {
 public:
  explicit Walk(ReferenceVisitor visitor) : visitor_(visitor) {}

  void Visit(const Message& message, const Plan& plan) {
    const Reflection& reflection = *message.GetReflection();
    for (const Step& step : plan.steps) {
      if (!step.field->is_repeated()) {
        if (!reflection.HasField(message, step.field)) continue;
        VisitField(message, reflection, step, -1);
        continue;
      }
      const int size = reflection.FieldSize(message, step.field);
      for (int i = 0; i < size; ++i) VisitField(message, reflection, step, i);
    }
  }

 private:
  // `index` is -1 for a field that is not repeated.
  void VisitField(const Message& message, const Reflection& reflection,
                  const Step& step, int index) {
    const size_t outer_size = path_.size();
    if (outer_size > 0) path_.push_back('.');
    path_.append(step.field->name());
    if (index >= 0) absl::StrAppend(&path_, "[", index, "]");
    if (step.inner != nullptr) {
      Visit(index < 0
                ? reflection.GetMessage(message, step.field)
                : reflection.GetRepeatedMessage(message, step.field, index),
            *step.inner);
    } else {
      std::string scratch;
      visitor_(path_,
               index < 0 ? reflection.GetStringReference(message, step.field,
                                                         &scratch)
                         : reflection.GetRepeatedStringReference(
                               message, step.field, index, &scratch),
               step.allowed);
    }
    path_.resize(outer_size);
  }

  ReferenceVisitor visitor_;
  std::string path_;
};

// Built once for the two roots and read-only from then on.
struct Roots {
  Plans plans;
  const Plan* record = plans.Of(v1::Record::descriptor());
  const Plan* event = plans.Of(v1::Event::descriptor());
};

const Roots& GetRoots() {
  static const Roots* const kRoots = new Roots;
  return *kRoots;
}

}  // namespace

void ForEachReference(const v1::Record& record, ReferenceVisitor visitor) {
  Walk(visitor).Visit(record, *GetRoots().record);
}

void ForEachReference(const v1::Event& event, ReferenceVisitor visitor) {
  Walk(visitor).Visit(event, *GetRoots().event);
}

}  // namespace comity::model
