#include "absl/strings/str_cat.h"

#include "common/model/errors.h"
#include "common/model/resource_name.h"
#include "common/platform/status_macros.h"
#include "common/rules/rules.h"

namespace comity::rules {
namespace {

using model::v1::Record;

// What does not hold, as the rest of a sentence; empty if it holds.
std::string WhyStale(const registry::v1::Precondition& precondition,
                     const Record* stored) {
  switch (precondition.expect_case()) {
    case registry::v1::Precondition::kRevision:
      if (stored == nullptr) {
        return absl::StrCat("does not exist, so it is not at revision ",
                            precondition.revision());
      }
      return stored->revision() == precondition.revision()
                 ? ""
                 : absl::StrCat("is at revision ", stored->revision(), ", not ",
                                precondition.revision());
    case registry::v1::Precondition::kExists:
      return stored != nullptr ? "" : "does not exist";
    case registry::v1::Precondition::kAbsent:
      return stored == nullptr
                 ? ""
                 : absl::StrCat("exists, at revision ", stored->revision());
    case registry::v1::Precondition::EXPECT_NOT_SET:
      return "";
  }
  return "";
}

}  // namespace

absl::Status JudgePreconditions(const registry::v1::CommitRequest& request,
                                Overlay& overlay,
                                platform::Violations& violations) {
  for (int i = 0; i < request.preconditions_size(); ++i) {
    const registry::v1::Precondition& precondition = request.preconditions(i);
    const std::string& name = precondition.name();
    if (!model::TryParseName(name).has_value()) continue;
    std::optional<Record> found;
    const Record* stored = nullptr;
    if (const Draft* draft = overlay.drafts().Find(name)) {
      if (draft->before.has_value()) stored = &*draft->before;
    } else {
      COMITY_ASSIGN_OR_RETURN(found, overlay.view().Find(name));
      if (found.has_value()) stored = &*found;
    }
    const std::string why = WhyStale(precondition, stored);
    if (why.empty()) continue;
    violations.Add(model::v1::REASON_PRECONDITION_STALE,
                   absl::StrCat("preconditions[", i, "]"),
                   absl::StrCat(model::Quoted(name), " ", why));
  }
  return absl::OkStatus();
}

}  // namespace comity::rules
