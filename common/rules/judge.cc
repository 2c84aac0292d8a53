#include "common/rules/judge.h"

#include <algorithm>
#include <utility>

#include "common/model/record_access.h"
#include "common/platform/status_macros.h"
#include "common/rules/draft.h"
#include "common/rules/form.h"
#include "common/rules/overlay.h"
#include "common/rules/rules.h"

namespace comity::rules {
namespace {

using platform::Violations;

absl::Status JudgeDraft(const Draft& draft, Overlay& overlay,
                        Violations& violations) {
  if (draft.deleted()) return JudgeDeletion(draft, overlay, violations);
  // References can be followed whatever else is wrong with a record; the other
  // rules read meaning out of it and need its form in order.
  COMITY_RETURN_IF_ERROR(JudgeReferences(draft, overlay, violations));
  if (!draft.well_formed) return absl::OkStatus();
  JudgeMembership(draft, violations);
  JudgeOfficeHolders(draft, violations);
  JudgeInstrument(draft, violations);
  JudgeSteps(draft, violations);
  COMITY_RETURN_IF_ERROR(JudgeLifetimes(draft, overlay, violations));
  return JudgeCoverage(draft, overlay, violations);
}

absl::Status JudgeState(const registry::v1::CommitRequest& request,
                        Overlay& overlay, Violations& violations) {
  COMITY_RETURN_IF_ERROR(JudgePreconditions(request, overlay, violations));
  for (const Draft& draft : overlay.drafts().all()) {
    COMITY_RETURN_IF_ERROR(JudgeDraft(draft, overlay, violations));
  }
  COMITY_RETURN_IF_ERROR(JudgeTopicCycles(overlay, violations));
  COMITY_RETURN_IF_ERROR(JudgeCodes(overlay, violations));
  COMITY_ASSIGN_OR_RETURN(const std::deque<Draft> bystanders,
                          FindBystanders(overlay));
  for (const Draft& bystander : bystanders) {
    COMITY_RETURN_IF_ERROR(JudgeLifetimes(bystander, overlay, violations));
    COMITY_RETURN_IF_ERROR(JudgeCoverage(bystander, overlay, violations));
  }
  return absl::OkStatus();
}

// Whether the draft leaves the register as it was.
bool IsWithoutEffect(const Draft& draft) {
  if (draft.deleted() || !draft.before.has_value()) return false;
  return model::CanonicalBytes(*draft.before) ==
         model::CanonicalBytes(*draft.after);
}

JudgedCommit ToCommit(Drafts& drafts) {
  JudgedCommit commit;
  for (Draft& draft : drafts.all()) {
    if (IsWithoutEffect(draft)) continue;
    registry::v1::RecordChange& change = commit.changes.emplace_back();
    change.set_name(draft.name);
    if (draft.deleted()) {
      change.mutable_deletion();
    } else {
      *change.mutable_record() = *std::move(draft.after);
    }
  }
  std::sort(
      commit.changes.begin(), commit.changes.end(),
      [](const registry::v1::RecordChange& a,
         const registry::v1::RecordChange& b) { return a.name() < b.name(); });
  return commit;
}

}  // namespace

absl::StatusOr<JudgedCommit> JudgeCommit(
    const registry::v1::CommitRequest& request, RegisterView& view,
    const JudgeOptions& options) {
  Violations violations;
  if (!options.citations_required) {
    violations.Waive(model::v1::REASON_CITATION_MISSING);
  }
  const FormVerdict verdict = JudgeFormInto(request, options, violations);
  if (!verdict.judged) return violations.ToStatus();
  COMITY_ASSIGN_OR_RETURN(
      Drafts drafts, ApplyChanges(request, options.field, verdict.well_formed,
                                  view, violations));
  Overlay overlay(view, drafts);
  COMITY_RETURN_IF_ERROR(JudgeState(request, overlay, violations));
  COMITY_RETURN_IF_ERROR(violations.ToStatus());
  return ToCommit(drafts);
}

}  // namespace comity::rules
