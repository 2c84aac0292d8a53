#include "query/answer/fields.h"

#include <limits>

#include "absl/strings/str_cat.h"

#include "common/model/edtf.h"

namespace comity::query {
namespace {

using platform::Violations;

// A name such as the field asks for.
absl::string_view ExampleOf(model::KindSet kinds) {
  if (kinds == kOrganizations) return "organizations/sco";
  if (kinds.Has(model::v1::RECORD_KIND_STATE)) return "states/IND";
  if (kinds.Has(model::v1::RECORD_KIND_INSTITUTION)) {
    return "organizations/sco/institutions/secretariat";
  }
  return "organizations/sco/offices/chair";
}

}  // namespace

StatusSet::StatusSet(const Statuses& statuses) {
  for (const int status : statuses) bits_ |= 1u << status;
}

StatusSet StatusSet::MemberOr(const Statuses& statuses) {
  StatusSet set(statuses);
  if (statuses.empty()) set.bits_ = 1u << model::v1::MEMBERSHIP_STATUS_MEMBER;
  return set;
}

StatusSet StatusSet::AnyOr(const Statuses& statuses) {
  StatusSet set(statuses);
  if (statuses.empty()) set.bits_ = std::numeric_limits<uint32_t>::max();
  return set;
}

void CheckName(absl::string_view name, model::KindSet kinds, Presence presence,
               absl::string_view prefix, absl::string_view field,
               Violations& violations) {
  if (name.empty()) {
    if (presence == Presence::kOptional) return;
    violations.Add(
        model::v1::REASON_FIELD_MISSING, absl::StrCat(prefix, field),
        absl::StrCat("a name is required, such as ", ExampleOf(kinds)));
    return;
  }
  const auto parsed = model::TryParseName(name);
  if (parsed.has_value() && kinds.Has(parsed->kind)) return;
  violations.Add(model::v1::REASON_NAME_MALFORMED, absl::StrCat(prefix, field),
                 model::ParseNameOf(name, kinds).status().message());
}

void CheckStatuses(const StatusSet::Statuses& statuses,
                   Violations& violations) {
  for (int i = 0; i < statuses.size(); ++i) {
    if (statuses[i] == model::v1::MEMBERSHIP_STATUS_UNSPECIFIED ||
        !model::v1::MembershipStatus_IsValid(statuses[i])) {
      violations.Add(model::v1::REASON_FIELD_INVALID,
                     absl::StrCat("statuses[", i, "]"),
                     absl::StrCat(statuses[i], " is not a status"));
    }
  }
}

void CheckEnum(int value, bool (*is_valid)(int), absl::string_view field,
               Violations& violations) {
  if (is_valid(value)) return;
  violations.Add(model::v1::REASON_FIELD_INVALID, field,
                 absl::StrCat(value, " is not a value of this field"));
}

void CheckDate(absl::string_view date, absl::string_view field,
               Violations& violations) {
  const auto parsed = model::Date::Parse(date);
  if (parsed.ok()) return;
  violations.Add(model::v1::REASON_DATE_MALFORMED, field,
                 parsed.status().message());
}

void CheckExists(const RegisterReader& reader, absl::string_view name,
                 absl::string_view prefix, absl::string_view field,
                 Violations& violations) {
  if (name.empty() || reader.Exists(name)) return;
  violations.Add(model::v1::REASON_RECORD_NOT_FOUND,
                 absl::StrCat(prefix, field),
                 absl::StrCat("'", name, "' does not exist at revision ",
                              reader.revision()));
}

}  // namespace comity::query
