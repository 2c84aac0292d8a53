// One holder at a time in an office that says so.
#include "common/model/office_fold.h"
#include "common/rules/rules.h"

namespace comity::rules {

void JudgeOfficeHolders(const Draft& draft, platform::Violations& violations) {
  if (!draft.after->has_office()) return;
  const EventSelection accepted = AcceptedOf(draft);
  model::JudgeOffice(
      accepted.events, draft.after->office().concurrent_holders(),
      [&](size_t index, model::v1::Reason reason, absl::string_view message) {
        draft.AddEventViolation(accepted.indexes[index], "", reason, message,
                                violations);
      });
}

}  // namespace comity::rules
