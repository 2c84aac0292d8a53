// The form of single values: texts, dates, languages, names, codes. Each check
// adds what is wrong to `violations` under the path given.
//
// Thread safety: pure functions over the caller's values.
#ifndef COMITY_COMMON_RULES_FORM_VALUES_H_
#define COMITY_COMMON_RULES_FORM_VALUES_H_

#include <cstdint>

#include "absl/strings/string_view.h"

#include "comity/model/v1/state.pb.h"
#include "common/model/resource_name.h"
#include "common/platform/error.h"
#include "common/rules/path.h"

namespace comity::rules {

using platform::Violations;

// FIELD_MISSING.
void AddMissing(const Path& path, absl::string_view what,
                Violations& violations);

// Whether a value is set; FIELD_MISSING if not.
bool CheckPresent(const Path& path, bool present, Violations& violations);

// TOO_LARGE for more than `bytes_max`; FIELD_MISSING when a required text is
// empty.
void CheckText(const Path& path, absl::string_view text, int64_t bytes_max,
               Violations& violations);
void CheckRequiredText(const Path& path, absl::string_view text,
                       int64_t bytes_max, Violations& violations);

// TOO_MANY_ITEMS. False if there are too many.
bool CheckCount(const Path& path, int count, int64_t count_max,
                Violations& violations);

// DATE_MALFORMED. Empty is well-formed: unknown, or unbounded.
void CheckDate(const Path& path, absl::string_view date,
               Violations& violations);
void CheckInterval(const Path& path, absl::string_view interval,
                   Violations& violations);

// FIELD_MISSING, FIELD_INVALID: a BCP 47 tag by its shape (RFC 5646, section
// 2.1); whether its parts are registered is not looked up.
void CheckLanguage(const Path& path, absl::string_view tag,
                   Violations& violations);
bool IsLanguageTag(absl::string_view tag);

// FIELD_MISSING, NAME_MALFORMED. False if the name is not one of such a kind.
bool CheckName(const Path& path, absl::string_view name, model::KindSet allowed,
               Violations& violations);

// FIELD_MISSING, FIELD_INVALID: the code has the form of its system.
void CheckCode(const Path& path, const model::v1::Code& code,
               Violations& violations);

}  // namespace comity::rules

#endif  // COMITY_COMMON_RULES_FORM_VALUES_H_
