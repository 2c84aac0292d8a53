// The records that a list or profile may have to do with.
#ifndef COMITY_QUERY_ANSWER_CANDIDATES_H_
#define COMITY_QUERY_ANSWER_CANDIDATES_H_

#include <map>
#include <string>

#include "absl/strings/string_view.h"

#include "comity/model/v1/record.pb.h"
#include "query/answer/tools.h"
#include "query/answer/topics.h"

namespace comity::query {

// Ascending by name. The pointers are good as long as the context.
using Candidates = std::map<absl::string_view, const model::v1::Record*>;

// Adds the records of a kind that the view knows: those that name any of
// `named` in a field, or all where it is empty.
void AddCandidates(Tools& tools, model::v1::RecordKind kind,
                   const NameSet& named, Candidates& candidates);

// Adds the institutions or offices of a state or organization.
void AddChildren(Tools& tools, model::v1::RecordKind kind,
                 absl::string_view parent, Candidates& candidates);

}  // namespace comity::query

#endif  // COMITY_QUERY_ANSWER_CANDIDATES_H_
