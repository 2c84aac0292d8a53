// The form of a commit: everything that can be judged without the register.
//
// Thread safety: pure functions over the caller's values.
#ifndef COMITY_COMMON_RULES_FORM_H_
#define COMITY_COMMON_RULES_FORM_H_

#include <vector>

#include "absl/strings/string_view.h"
#include "google/protobuf/message.h"

#include "comity/model/v1/event.pb.h"
#include "comity/model/v1/record.pb.h"
#include "comity/registry/v1/registry_service.pb.h"
#include "common/model/record_access.h"
#include "common/platform/error.h"
#include "common/rules/judge.h"
#include "common/rules/path.h"

namespace comity::rules {

// What judging the form found, beside its violations.
struct FormVerdict {
  // Whether the request is within the limits of its size; if not, nothing else
  // of it was looked at, and nothing else may be.
  bool judged = true;
  // By change: whether its form is in order. Rules that read meaning out of
  // dates and orders pass over what is not.
  std::vector<bool> well_formed;
};

// `list` is what the caller calls the list of changes.
FormVerdict JudgeFormInto(const registry::v1::CommitRequest& request,
                          const JudgeOptions& options,
                          platform::Violations& violations);

// Unknown fields (REASON_UNKNOWN_FIELDS) and values unknown to their enum
// (REASON_FIELD_INVALID) anywhere in the message, by reflection: storing what
// this version does not understand would lose it or judge it wrongly.
void CheckKnown(const Path& path, const google::protobuf::Message& message,
                platform::Violations& violations);

// The form of a whole record that is put.
void CheckRecord(const Path& path, const model::v1::Record& record,
                 platform::Violations& violations);

// The form of one event of a record of this kind.
void CheckEvent(const Path& path, const model::v1::Event& event,
                model::Kind kind, platform::Violations& violations);

// Citations of an event or record ("an event", for the message), one of which
// must support it: REASON_CITATION_MISSING at the list.
void CheckCitations(const Path& owner, const model::CitationList& citations,
                    absl::string_view cited, platform::Violations& violations);

// Labels, at least one.
void CheckLabels(const Path& owner, const model::LabelList& labels,
                 platform::Violations& violations);

// Texts in our words, at least one.
void CheckSummary(
    const Path& owner,
    const google::protobuf::RepeatedPtrField<model::v1::LocalizedText>& texts,
    platform::Violations& violations);

}  // namespace comity::rules

#endif  // COMITY_COMMON_RULES_FORM_H_
