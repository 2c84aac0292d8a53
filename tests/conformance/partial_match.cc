#include "tests/conformance/partial_match.h"

#include "absl/strings/str_cat.h"
#include "google/protobuf/descriptor.h"
#include "google/protobuf/text_format.h"

namespace comity::test_support {
namespace {

using google::protobuf::FieldDescriptor;
using google::protobuf::Message;
using google::protobuf::TextFormat;

// The index that reflection gives to a field that is not repeated.
constexpr int kSingular = -1;

struct Match {
  // How many scalars of the part were found, to tell which element of several
  // is most like it.
  int found = 0;
  std::vector<std::string> missing;

  // Takes in the match of what lies at `path` below.
  void Add(const std::string& path, const Match& below) {
    found += below.found;
    for (const std::string& line : below.missing) {
      // A path goes on with a dot, but a scalar's line with its colon.
      const bool nested = !line.empty() && line[0] != ':';
      missing.push_back(absl::StrCat(path, nested ? "." : "", line));
    }
  }
};

Match MatchMessage(const Message& part, const Message& actual);

std::string TextOf(const Message& message, const FieldDescriptor* field,
                   int index) {
  std::string text;
  TextFormat::Printer printer;
  printer.SetSingleLineMode(true);
  printer.SetUseUtf8StringEscaping(true);
  printer.PrintFieldValueToString(message, field, index, &text);
  return field->cpp_type() == FieldDescriptor::CPPTYPE_MESSAGE
             ? absl::StrCat("{ ", text, "}")
             : text;
}

const Message& MessageAt(const Message& message, const FieldDescriptor* field,
                         int index) {
  const auto* reflection = message.GetReflection();
  return index == kSingular
             ? reflection->GetMessage(message, field)
             : reflection->GetRepeatedMessage(message, field, index);
}

Match MatchValue(const FieldDescriptor* field, const Message& part,
                 int part_index, const Message& actual, int actual_index) {
  if (field->cpp_type() == FieldDescriptor::CPPTYPE_MESSAGE) {
    return MatchMessage(MessageAt(part, field, part_index),
                        MessageAt(actual, field, actual_index));
  }
  const std::string wanted = TextOf(part, field, part_index);
  const std::string value = TextOf(actual, field, actual_index);
  Match match;
  if (value == wanted) {
    match.found = 1;
  } else {
    match.missing.push_back(absl::StrCat(": is ", value, ", not ", wanted));
  }
  return match;
}

// The element of `actual` that contains element `index` of the part, or the
// one most like it.
Match MatchElement(const FieldDescriptor* field, const Message& part, int index,
                   const Message& actual) {
  const int size = actual.GetReflection()->FieldSize(actual, field);
  Match best;
  int best_at = kSingular;
  for (int at = 0; at < size; ++at) {
    Match match = MatchValue(field, part, index, actual, at);
    if (match.missing.empty()) return match;
    if (best_at == kSingular || match.found > best.found) {
      best = std::move(match);
      best_at = at;
    }
  }
  Match result;
  if (best_at == kSingular) {
    result.missing.push_back(absl::StrCat(field->name(), ": is empty, without ",
                                          TextOf(part, field, index)));
  } else {
    result.Add(absl::StrCat(field->name(), "[", best_at, "]"), best);
  }
  return result;
}

Match MatchMessage(const Message& part, const Message& actual) {
  Match match;
  std::vector<const FieldDescriptor*> fields;
  part.GetReflection()->ListFields(part, &fields);
  for (const FieldDescriptor* field : fields) {
    if (field->is_repeated()) {
      const int size = part.GetReflection()->FieldSize(part, field);
      for (int i = 0; i < size; ++i) {
        const Match element = MatchElement(field, part, i, actual);
        match.found += element.found;
        match.missing.insert(match.missing.end(), element.missing.begin(),
                             element.missing.end());
      }
    } else if (field->has_presence() &&
               !actual.GetReflection()->HasField(actual, field)) {
      match.missing.push_back(absl::StrCat(field->name(), ": is not set, not ",
                                           TextOf(part, field, kSingular)));
    } else {
      match.Add(field->name(),
                MatchValue(field, part, kSingular, actual, kSingular));
    }
  }
  return match;
}

}  // namespace

std::vector<std::string> Missing(const Message& part, const Message& actual) {
  return MatchMessage(part, actual).missing;
}

}  // namespace comity::test_support
