// Topics and what is narrower than they are: a filter by a topic takes what is
// about a narrower one too.
#ifndef COMITY_QUERY_ANSWER_TOPICS_H_
#define COMITY_QUERY_ANSWER_TOPICS_H_

#include <string>

#include "absl/container/flat_hash_set.h"
#include "absl/strings/string_view.h"

#include "query/index/register_reader.h"

namespace comity::query {

using NameSet = absl::flat_hash_set<std::string>;

// The record and, if it is a topic, all topics narrower than it, to any depth.
NameSet WithNarrower(const RegisterReader& reader, absl::string_view name);

}  // namespace comity::query

#endif  // COMITY_QUERY_ANSWER_TOPICS_H_
