#include "common/rules/form_values.h"

#include <algorithm>
#include <vector>

#include "absl/strings/ascii.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_split.h"

#include "common/model/edtf.h"
#include "common/model/errors.h"
#include "common/model/limits.h"

namespace comity::rules {
namespace {

using model::Quoted;

bool AllOf(absl::string_view text, bool (*is)(unsigned char)) {
  return std::all_of(text.begin(), text.end(), is);
}

bool IsUpperWord(absl::string_view text, size_t size) {
  return text.size() == size && AllOf(text, absl::ascii_isupper);
}

bool IsNumber(absl::string_view text, size_t size) {
  return text.size() == size && AllOf(text, absl::ascii_isdigit);
}

// How a code of the system reads; empty if this one does.
absl::string_view WhyNotCode(const model::v1::Code& code) {
  const absl::string_view value = code.value();
  switch (code.system()) {
    case model::v1::CODE_SYSTEM_ISO_ALPHA2:
      return IsUpperWord(value, 2) ? "" : "two upper-case letters, such as IN";
    case model::v1::CODE_SYSTEM_ISO_ALPHA3:
      return IsUpperWord(value, 3) ? ""
                                   : "three upper-case letters, such as IND";
    case model::v1::CODE_SYSTEM_ISO_ALPHA4:
      return IsUpperWord(value, 4) ? ""
                                   : "four upper-case letters, such as SUHH";
    case model::v1::CODE_SYSTEM_ISO_NUMERIC:
    case model::v1::CODE_SYSTEM_M49:
      return IsNumber(value, 3) ? "" : "three digits, such as 356";
    case model::v1::CODE_SYSTEM_COW:
      return !value.empty() && value.size() <= 3 && value.front() != '0' &&
                     AllOf(value, absl::ascii_isdigit)
                 ? ""
                 : "1 to 999 without leading zeros, such as 750";
    default:  // unspecified or unknown, reported as such
      return "";
  }
}

}  // namespace

void AddMissing(const Path& path, absl::string_view what,
                Violations& violations) {
  violations.Add(model::v1::REASON_FIELD_MISSING, path.ToString(), what);
}

bool CheckPresent(const Path& path, bool present, Violations& violations) {
  if (!present) AddMissing(path, "is required", violations);
  return present;
}

void CheckText(const Path& path, absl::string_view text, int64_t bytes_max,
               Violations& violations) {
  if (static_cast<int64_t>(text.size()) <= bytes_max) return;
  violations.Add(model::v1::REASON_TOO_LARGE, path.ToString(),
                 absl::StrCat(text.size(), " bytes are more than the limit of ",
                              bytes_max));
}

void CheckRequiredText(const Path& path, absl::string_view text,
                       int64_t bytes_max, Violations& violations) {
  CheckPresent(path, !text.empty(), violations);
  CheckText(path, text, bytes_max, violations);
}

bool CheckCount(const Path& path, int count, int64_t count_max,
                Violations& violations) {
  if (count <= count_max) return true;
  violations.Add(
      model::v1::REASON_TOO_MANY_ITEMS, path.ToString(),
      absl::StrCat(count, " are more than the limit of ", count_max));
  return false;
}

void CheckDate(const Path& path, absl::string_view date,
               Violations& violations) {
  const absl::StatusOr<model::Date> parsed = model::Date::Parse(date);
  if (parsed.ok()) return;
  violations.Add(model::v1::REASON_DATE_MALFORMED, path.ToString(),
                 parsed.status().message());
}

void CheckInterval(const Path& path, absl::string_view interval,
                   Violations& violations) {
  const absl::StatusOr<model::Interval> parsed =
      model::Interval::Parse(interval);
  if (parsed.ok()) return;
  violations.Add(model::v1::REASON_DATE_MALFORMED, path.ToString(),
                 parsed.status().message());
}

bool IsLanguageTag(absl::string_view tag) {
  const int64_t bytes_max = model::LimitOf(model::v1::LIMIT_LANGUAGE_BYTES);
  if (tag.empty() || static_cast<int64_t>(tag.size()) > bytes_max) return false;
  const std::vector<absl::string_view> subtags = absl::StrSplit(tag, '-');
  // A language of two to eight letters; or a tag of private use, x-..., or one
  // grandfathered as i-....
  const absl::string_view first = subtags.front();
  const bool extends =
      first == "x" || first == "X" || first == "i" || first == "I";
  if (!extends && (first.size() < 2 || first.size() > 8)) return false;
  if (!AllOf(first, absl::ascii_isalpha)) return false;
  bool private_use = first == "x" || first == "X";
  bool singleton = extends;  // the subtag before introduces more
  for (size_t i = 1; i < subtags.size(); ++i) {
    const absl::string_view subtag = subtags[i];
    if (subtag.empty() || subtag.size() > 8) return false;
    if (!AllOf(subtag, absl::ascii_isalnum)) return false;
    if (private_use) {
      singleton = false;
      continue;
    }
    if (subtag.size() == 1) {
      if (singleton) return false;
      private_use = subtag == "x" || subtag == "X";
      singleton = true;
    } else {
      singleton = false;
    }
  }
  return !singleton;
}

void CheckLanguage(const Path& path, absl::string_view tag,
                   Violations& violations) {
  if (!CheckPresent(path, !tag.empty(), violations) || IsLanguageTag(tag)) {
    return;
  }
  violations.Add(model::v1::REASON_FIELD_INVALID, path.ToString(),
                 absl::StrCat(Quoted(tag),
                              " is not a BCP 47 language tag of "
                              "at most 35 characters, such as "
                              "en or zh-Hans"));
}

bool CheckName(const Path& path, absl::string_view name, model::KindSet allowed,
               Violations& violations) {
  if (name.empty()) {
    AddMissing(path, "a name is required, such as organizations/sco",
               violations);
    return false;
  }
  const absl::StatusOr<model::ResourceName> parsed =
      model::ParseNameOf(name, allowed);
  if (parsed.ok()) return true;
  violations.Add(model::v1::REASON_NAME_MALFORMED, path.ToString(),
                 parsed.status().message());
  return false;
}

void CheckCode(const Path& path, const model::v1::Code& code,
               Violations& violations) {
  CheckPresent(path.Field("system"),
               code.system() != model::v1::CODE_SYSTEM_UNSPECIFIED, violations);
  CheckInterval(path.Field("valid"), code.valid(), violations);
  if (!CheckPresent(path.Field("value"), !code.value().empty(), violations)) {
    return;
  }
  const absl::string_view form = WhyNotCode(code);
  if (form.empty()) return;
  violations.Add(model::v1::REASON_FIELD_INVALID,
                 path.Field("value").ToString(),
                 absl::StrCat(Quoted(code.value()),
                              " is not a code of this system: ", form));
}

}  // namespace comity::rules
