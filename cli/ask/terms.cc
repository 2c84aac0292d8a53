#include "cli/ask/terms.h"

#include <algorithm>

#include "absl/strings/ascii.h"
#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_replace.h"
#include "absl/strings/strip.h"

namespace comity::cli {
namespace {

int LabelRank(const model::v1::Label& label) {
  const int kind = label.kind() == model::v1::LABEL_KIND_UNSPECIFIED
                       ? model::v1::LABEL_KIND_SHORT
                       : label.kind();
  const bool english =
      label.language() == "en" || absl::StartsWith(label.language(), "en-");
  return (english ? 0 : model::v1::LabelKind_ARRAYSIZE) + kind;
}

template <typename Labels, typename LabelOf>
std::string BestLabel(const Labels& labels, LabelOf label_of) {
  const auto best = std::min_element(
      labels.begin(), labels.end(), [&](const auto& left, const auto& right) {
        return LabelRank(label_of(left)) < LabelRank(label_of(right));
      });
  return best == labels.end() ? "" : label_of(*best).text();
}

}  // namespace

std::string EnumWords(const google::protobuf::EnumDescriptor* type, int value) {
  const auto* const found = type->FindValueByNumber(value);
  if (found == nullptr || value == 0) return "";
  // The prefix of an enum's values is what stands before UNSPECIFIED.
  absl::string_view prefix = type->FindValueByNumber(0)->name();
  absl::ConsumeSuffix(&prefix, "UNSPECIFIED");
  return EventInWords(
      absl::AsciiStrToLower(absl::StripPrefix(found->name(), prefix)));
}

std::vector<std::string> EnumWordList(
    const google::protobuf::EnumDescriptor* type) {
  std::vector<std::string> words;
  for (int i = 1; i < type->value_count(); ++i) {
    words.push_back(absl::StrReplaceAll(
        EnumWords(type, type->value(i)->number()), {{" ", "-"}}));
  }
  return words;
}

int EnumOfWord(const google::protobuf::EnumDescriptor* type,
               absl::string_view word) {
  const auto words = EnumWordList(type);
  const auto found = std::find(words.begin(), words.end(), word);
  return found == words.end()
             ? 0
             : type->value(static_cast<int>(found - words.begin()) + 1)
                   ->number();
}

std::string EventInWords(absl::string_view what) {
  return absl::StrReplaceAll(what, {{"_", " "}});
}

std::string ShortId(absl::string_view name) {
  const size_t slash = name.find('/');
  const bool one = slash != name.npos && name.find('/', slash + 1) == name.npos;
  return std::string(one ? name.substr(slash + 1) : name);
}

std::string Count(int64_t number, absl::string_view word) {
  return absl::StrCat(number, " ", word, number == 1 ? "" : "s");
}

std::string LabelText(
    const google::protobuf::RepeatedPtrField<model::v1::Label>& labels) {
  return BestLabel(
      labels, [](const auto& label) -> const auto& { return label; });
}

std::string LabelText(
    const google::protobuf::RepeatedPtrField<query::v1::LabelInUse>& labels) {
  return BestLabel(
      labels, [](const auto& in_use) -> const auto& { return in_use.label(); });
}

Style StyleOf(model::v1::MembershipStatus status) {
  switch (status) {
    case model::v1::MEMBERSHIP_STATUS_MEMBER:
      return Style::kGood;
    case model::v1::MEMBERSHIP_STATUS_OBSERVER:
    case model::v1::MEMBERSHIP_STATUS_DIALOGUE_PARTNER:
      return Style::kCool;
    case model::v1::MEMBERSHIP_STATUS_CANDIDATE:
      return Style::kCaution;
    case model::v1::MEMBERSHIP_STATUS_SUSPENDED:
      return Style::kBad;
    case model::v1::MEMBERSHIP_STATUS_UNSPECIFIED:
      return Style::kPlain;
    default:
      return Style::kAccent;
  }
}

Style StyleOf(query::v1::Verdict verdict) {
  switch (verdict) {
    case query::v1::VERDICT_YES:
      return Style::kGood;
    case query::v1::VERDICT_NO:
      return Style::kBad;
    case query::v1::VERDICT_POSSIBLY:
    case query::v1::VERDICT_UNKNOWN:
      return Style::kCaution;
    default:
      return Style::kPlain;
  }
}

}  // namespace comity::cli
