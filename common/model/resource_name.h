// The names of records (design.md, section 2), taken apart and judged.
//
//   sources/{id}            topics/{id}          states/{state id}
//   organizations/{id}      instruments/{id}     proposals/{id}
//   positions/{id}
//   organizations/{id}/memberships/{member id}
//   organizations/{id}/institutions/{id}    states/{state id}/institutions/{id}
//   organizations/{id}/offices/{id}         states/{state id}/offices/{id}
//
// {id} is [a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?. A {state id} is an ISO 3166
// alpha-3 code in upper case, or an {id} that is not three letters: those are
// kept for codes, so that states/ind is told to be states/IND. A {member id}
// is the id of a state or of an organisation; which of the two a lower-case one
// is, only the membership's own `member` field says.
//
// Thread safety: pure functions.
#ifndef COMMON_MODEL_RESOURCE_NAME_H_
#define COMMON_MODEL_RESOURCE_NAME_H_

#include <array>
#include <cstdint>
#include <initializer_list>
#include <optional>
#include <string>

#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"

#include "comity/model/v1/kind.pb.h"

namespace comity::model {

// The contract's own enum: RECORD_KIND_SOURCE (1) to RECORD_KIND_POSITION (10).
using Kind = v1::RecordKind;
inline constexpr int kKindCount = 10;
inline constexpr std::array<Kind, kKindCount> kAllKinds = {
    v1::RECORD_KIND_SOURCE,     v1::RECORD_KIND_TOPIC,
    v1::RECORD_KIND_STATE,      v1::RECORD_KIND_ORGANIZATION,
    v1::RECORD_KIND_MEMBERSHIP, v1::RECORD_KIND_INSTITUTION,
    v1::RECORD_KIND_OFFICE,     v1::RECORD_KIND_INSTRUMENT,
    v1::RECORD_KIND_PROPOSAL,   v1::RECORD_KIND_POSITION};

// A set of kinds, such as those that a reference may lead to.
class KindSet {
 public:
  constexpr KindSet() = default;
  constexpr KindSet(std::initializer_list<Kind> kinds) {
    for (Kind kind : kinds) Add(kind);
  }
  static constexpr KindSet All() {
    KindSet all;
    for (Kind kind : kAllKinds) all.Add(kind);
    return all;
  }
  // REQUIRES: one of the ten kinds.
  constexpr void Add(Kind kind) {
    bits_ = static_cast<uint16_t>(bits_ | 1u << kind);
  }
  constexpr bool Has(Kind kind) const { return (bits_ >> kind & 1u) != 0; }
  constexpr bool empty() const { return bits_ == 0; }
  friend constexpr bool operator==(KindSet, KindSet) = default;

 private:
  uint16_t bits_ = 0;
};

// "organization": the word for messages, and the field of Record.body. Here and
// in the next two, REQUIRES: one of the ten kinds.
absl::string_view KindWord(Kind kind);
// "an organization".
std::string KindPhrase(Kind kind);
// "organizations": the collection, the last but one segment of a name.
absl::string_view CollectionOf(Kind kind);
// The kind that lives in a collection, or nothing.
std::optional<Kind> KindOfCollection(absl::string_view collection);

// A name in parts. The views point into the text that was parsed: they live as
// long as it does.
struct ResourceName {
  Kind kind = v1::RECORD_KIND_UNSPECIFIED;
  absl::string_view name;    // all of it
  absl::string_view parent;  // "organizations/sco"; empty at top level
  absl::string_view id;      // the last segment
};

// INVALID_ARGUMENT with REASON_NAME_MALFORMED, and a sentence that says how the
// name should read where that can be guessed. Input of any bytes is safe.
absl::StatusOr<ResourceName> ParseName(absl::string_view name);

// As ParseName, and refuses names of other kinds for the same reason.
absl::StatusOr<ResourceName> ParseNameOf(absl::string_view name,
                                         KindSet allowed);

// The same without the cost of an error: nothing when malformed.
std::optional<ResourceName> TryParseName(absl::string_view name);
inline std::optional<Kind> KindOf(absl::string_view name) {
  const std::optional<ResourceName> parsed = TryParseName(name);
  if (!parsed.has_value()) return std::nullopt;
  return parsed->kind;
}
inline bool IsNameOf(Kind kind, absl::string_view name) {
  return KindOf(name) == kind;
}
inline bool IsStateName(absl::string_view name) {
  return IsNameOf(v1::RECORD_KIND_STATE, name);
}
inline bool IsOrganizationName(absl::string_view name) {
  return IsNameOf(v1::RECORD_KIND_ORGANIZATION, name);
}

// Cheap cuts that do not judge. REQUIRES: a well-formed name.
// "organizations/sco" of "organizations/sco/offices/chair"; "" at top level.
absl::string_view ParentOf(absl::string_view name);
// "chair" of the same.
absl::string_view IdOf(absl::string_view name);

// "organizations/sco/memberships/IND" of the two names.
// REQUIRES: well-formed names of an organisation and of a state or
// organisation.
std::string MembershipName(absl::string_view organization,
                           absl::string_view member);

// Whether `id` is an {id}, such as for event ids, which follow the same rule.
bool IsId(absl::string_view id);
// Whether `id` is three upper-case letters.
bool IsStateCode(absl::string_view id);

}  // namespace comity::model

#endif  // COMMON_MODEL_RESOURCE_NAME_H_
