// The form of fields that many requests have, judged without any register; and
// whether the records that they name exist.
//
// Thread safety: pure functions and values.
#ifndef COMITY_QUERY_ANSWER_FIELDS_H_
#define COMITY_QUERY_ANSWER_FIELDS_H_

#include <cstdint>
#include <string>

#include "absl/strings/string_view.h"

#include "comity/model/v1/event_payload.pb.h"
#include "common/model/resource_name.h"
#include "common/platform/error.h"
#include "query/index/register_reader.h"

namespace comity::query {

inline constexpr model::KindSet kOrganizations = {
    model::v1::RECORD_KIND_ORGANIZATION};
inline constexpr model::KindSet kStates = {model::v1::RECORD_KIND_STATE};
// Who can be a member.
inline constexpr model::KindSet kMembers = {
    model::v1::RECORD_KIND_STATE, model::v1::RECORD_KIND_ORGANIZATION};

// The statuses that count as being in.
class StatusSet {
 public:
  using Statuses = google::protobuf::RepeatedField<int>;

  // Those listed, or, when none is, MEMBER alone or any.
  // REQUIRES: the form of the list was checked.
  static StatusSet MemberOr(const Statuses& statuses);
  static StatusSet AnyOr(const Statuses& statuses);
  static StatusSet Any() { return AnyOr({}); }

  bool Has(model::v1::MembershipStatus status) const {
    return (bits_ >> status & 1u) != 0;
  }

 private:
  explicit StatusSet(const Statuses& statuses);
  uint32_t bits_ = 0;
};

// Whether a field may be left empty.
enum class Presence { kRequired, kOptional };

// FIELD_MISSING, NAME_MALFORMED. The field is named `prefix` followed by
// `field`.
void CheckName(absl::string_view name, model::KindSet kinds, Presence presence,
               absl::string_view prefix, absl::string_view field,
               platform::Violations& violations);
inline void CheckName(absl::string_view name, model::KindSet kinds,
                      Presence presence, absl::string_view field,
                      platform::Violations& violations) {
  CheckName(name, kinds, presence, "", field, violations);
}

// FIELD_INVALID for what is not a status.
void CheckStatuses(const StatusSet::Statuses& statuses,
                   platform::Violations& violations);

// FIELD_INVALID for a number that the enum does not have. `is_valid` is the
// generated function, such as v1::ProposalState_IsValid.
void CheckEnum(int value, bool (*is_valid)(int), absl::string_view field,
               platform::Violations& violations);

// DATE_MALFORMED.
void CheckDate(absl::string_view date, absl::string_view field,
               platform::Violations& violations);

// RECORD_NOT_FOUND, unless the name is empty or exists.
void CheckExists(const RegisterReader& reader, absl::string_view name,
                 absl::string_view prefix, absl::string_view field,
                 platform::Violations& violations);
inline void CheckExists(const RegisterReader& reader, absl::string_view name,
                        absl::string_view field,
                        platform::Violations& violations) {
  CheckExists(reader, name, "", field, violations);
}

}  // namespace comity::query

#endif  // COMITY_QUERY_ANSWER_FIELDS_H_
