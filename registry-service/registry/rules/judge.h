// The commit rules: whether a commit may be made, and what it makes.
#ifndef COMITY_REGISTRY_RULES_JUDGE_H_
#define COMITY_REGISTRY_RULES_JUDGE_H_

#include <vector>

#include "absl/status/statusor.h"

#include "comity/registry/v1/commit.pb.h"
#include "comity/registry/v1/registry_service.pb.h"
#include "registry/rules/register_view.h"

namespace comity::registry {

// What a commit makes of the register: each record that it changes as it
// stands afterwards, ascending by name, each once, event ids filled in and
// output-only fields cleared. Empty when the commit has no effect.
struct JudgedCommit {
  std::vector<v1::RecordChange> changes;
};

// Judges `request` against the register. On success the result may be stored
// as it is. On failure nothing may be stored, and the status lists everything
// that is wrong with the request, each with its reason and field, in the order
// of precedence of comity.model.v1.Reason.
//
// A failure of the view is returned as it is. Pure but for reads of `view`.
absl::StatusOr<JudgedCommit> JudgeCommit(const v1::CommitRequest& request,
                                         RegisterView& view);

// The part of the rules that needs no register: the form of the request. Cheap
// enough to run before a write begins. JudgeCommit includes it.
absl::Status JudgeForm(const v1::CommitRequest& request);

}  // namespace comity::registry

#endif  // COMITY_REGISTRY_RULES_JUDGE_H_
