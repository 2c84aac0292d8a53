// Whether the status-bearing events of a membership make a story, in the order
// in which they stand (design.md, sections 2 and 5). Judged apart from the
// fold, which must give an answer for any view.
//
// Thread safety: pure functions.
#ifndef COMMON_MODEL_MEMBERSHIP_RULES_H_
#define COMMON_MODEL_MEMBERSHIP_RULES_H_

#include <cstddef>

#include "absl/functional/function_ref.h"
#include "absl/strings/string_view.h"
#include "absl/types/span.h"

#include "comity/model/v1/event.pb.h"

namespace comity::model {

// Called with the index of an event that cannot follow what stands before it,
// and a sentence such as "'withdrew' but holds no status at that point".
using FoldViolationVisitor =
    absl::FunctionRef<void(size_t index, absl::string_view message)>;

// Visits every broken rule, each of REASON_FOLD_ILLEGAL; true if there is none.
// `events` are those of one view, usually the accepted ones (see view.h);
// steps of accession among them are passed over.
//   A second admission to the status held is refused, and so is a change to it.
//   To be suspended, to change status and to leave, one must hold a status;
//   a suspended member is not suspended again.
//   Reinstated is only who is suspended.
//   Where the source says that it does not know, anything may follow.
// After a broken rule the fold goes on as if it had been kept, so that one slip
// is not reported many times.
bool JudgeMembershipFold(absl::Span<const v1::Event* const> events,
                         FoldViolationVisitor visitor);

}  // namespace comity::model

#endif  // COMMON_MODEL_MEMBERSHIP_RULES_H_
