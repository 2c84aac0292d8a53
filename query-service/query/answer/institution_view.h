// An institution as it stood on the days asked: whether it was there and at
// work, where, with which mandates, and who staffed it.
//
// Seat and mandates are tracks of their own, each ended when the institution
// closes or its parent ends, whichever comes first.
#ifndef COMITY_QUERY_ANSWER_INSTITUTION_VIEW_H_
#define COMITY_QUERY_ANSWER_INSTITUTION_VIEW_H_

#include "absl/status/status.h"

#include "comity/query/v1/description.pb.h"
#include "query/answer/tools.h"

namespace comity::query {

// REQUIRES: an institution, and a description that is empty. Fails only if the
// register breaks a rule of its own (INTERNAL).
absl::Status DescribeInstitution(const model::v1::Record& record, Tools& tools,
                                 v1::InstitutionDescription& description);

}  // namespace comity::query

#endif  // COMITY_QUERY_ANSWER_INSTITUTION_VIEW_H_
