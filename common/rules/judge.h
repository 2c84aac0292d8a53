// The commit rules: whether a commit may be made, and what it makes.
#ifndef COMITY_COMMON_RULES_JUDGE_H_
#define COMITY_COMMON_RULES_JUDGE_H_

#include <string>
#include <vector>

#include "absl/status/statusor.h"

#include "comity/model/v1/limits.pb.h"
#include "comity/registry/v1/commit.pb.h"
#include "comity/registry/v1/registry_service.pb.h"
#include "common/rules/register_view.h"

namespace comity::rules {

// What a commit makes of the register: each record that it changes as it
// stands afterwards, ascending by name, each once, event ids filled in and
// output-only fields cleared. Empty when the commit has no effect.
struct JudgedCommit {
  std::vector<registry::v1::RecordChange> changes;
};

// How a hypothesis is judged other than a commit.
struct JudgeOptions {
  // Whether events and records must cite. A hypothesis is the caller's own
  // "what if"; the citations that it has are judged all the same.
  bool citations_required = true;
  // The list that the caller gave the changes in, for the fields of errors.
  std::string field = "changes";
  // How many changes and preconditions there may be.
  model::v1::Limit changes_limit = model::v1::LIMIT_CHANGES_PER_COMMIT;
  model::v1::Limit preconditions_limit =
      model::v1::LIMIT_PRECONDITIONS_PER_COMMIT;
};

// Judges `request` against the register. On success the result may be stored
// as it is. On failure nothing may be stored, and the status lists everything
// that is wrong with the request, each with its reason and field, in the order
// of precedence of comity.model.v1.Reason.
//
// A failure of the view is returned as it is. Pure but for reads of `view`.
absl::StatusOr<JudgedCommit> JudgeCommit(
    const registry::v1::CommitRequest& request, RegisterView& view,
    const JudgeOptions& options = {});

// The part of the rules that needs no register: the form of the request. Cheap
// enough to run before a write begins. JudgeCommit includes it.
absl::Status JudgeForm(const registry::v1::CommitRequest& request,
                       const JudgeOptions& options = {});

}  // namespace comity::rules

#endif  // COMITY_COMMON_RULES_JUDGE_H_
