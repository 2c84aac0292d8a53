// The table of what must be answered, from text to rows. Its own first comment
// tells a person how to read it.
#ifndef COMITY_TESTS_CONFORMANCE_SEED_TABLE_H_
#define COMITY_TESTS_CONFORMANCE_SEED_TABLE_H_

#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"

namespace comity::test_support {

// One question and what its answer must contain, or must not.
struct SeedRow {
  // Where it begins, 1 for the first line.
  int line = 0;
  // `S1` of a statement, `Q1` of a question.
  std::string id;
  // The comment above it, in words.
  std::string statement;
  // The paragraph that is cited; empty: none.
  std::string paragraph;
  // Whether the answer must contain the part, or else must not.
  bool contained = true;
  std::string rpc;
  // Both in protobuf text format, `@par` written out.
  std::string request;
  std::string part;
};

// The rows in their order. INVALID_ARGUMENT, naming the line, for one that is
// not of the form, or that has a paragraph and no place where it is cited.
absl::StatusOr<std::vector<SeedRow>> ParseSeedTable(absl::string_view text);

}  // namespace comity::test_support

#endif  // COMITY_TESTS_CONFORMANCE_SEED_TABLE_H_
