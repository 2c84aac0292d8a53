// Whether a message contains a part of one: a table of expectations then says
// what it is about and nothing else.
//
// What is set in the part must be there: a scalar with the same value, a
// message containing the part's, of each element of a repeated field an element
// that contains it, in any order; two elements of the part may be found in one.
// A field without presence that has its default value counts as not set, in the
// part as in any message.
//
// Thread safety: pure functions.
#ifndef COMITY_TESTS_CONFORMANCE_PARTIAL_MATCH_H_
#define COMITY_TESTS_CONFORMANCE_PARTIAL_MATCH_H_

#include <string>
#include <vector>

#include "google/protobuf/message.h"

namespace comity::test_support {

// What `actual` lacks of `part`, one thing a line, each with its path, such as
// `members[3].verdict: is VERDICT_NO, not VERDICT_YES`; empty when nothing. Of
// an element that is not found, what the element most like it lacks.
// REQUIRES: both are of one type.
std::vector<std::string> Missing(const google::protobuf::Message& part,
                                 const google::protobuf::Message& actual);

}  // namespace comity::test_support

#endif  // COMITY_TESTS_CONFORMANCE_PARTIAL_MATCH_H_
