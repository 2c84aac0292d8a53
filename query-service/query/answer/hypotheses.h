// "What if": changes laid over the register for one answer.
//
// A hypothesis is a commit that is judged and never made: it takes the same
// changes, obeys the same rules (common/rules), and is refused by the same
// reasons. Only that it need not cite anybody.
//
// Thread safety: pure functions.
#ifndef COMITY_QUERY_ANSWER_HYPOTHESES_H_
#define COMITY_QUERY_ANSWER_HYPOTHESES_H_

#include <string>

#include "absl/status/statusor.h"

#include "comity/registry/v1/commit.pb.h"
#include "query/index/register_reader.h"

namespace comity::query {

using Hypotheses = google::protobuf::RepeatedPtrField<registry::v1::Change>;

// The register with the hypotheses laid over it. `field` is where the caller
// gave them, such as "context.hypotheses". Fails with the reasons of the commit
// rules, all at once. Those without effect change nothing.
absl::StatusOr<RegisterReader> LayHypotheses(const Hypotheses& hypotheses,
                                             const std::string& field,
                                             const RegisterReader& reader);

}  // namespace comity::query

#endif  // COMITY_QUERY_ANSWER_HYPOTHESES_H_
