// Differences that somebody looked into and gave a reason for:
// `table,organization,member,years,registry,table_says,reason`.
//
// `years` is a year or `1890/1947`. Member `*` is all members of whom the same
// is said in those years or some of them; a row with a member is true of its
// first and last year, so that it does not outlive what it explains. A reason
// begins with its kind, a word and a colon: "date: counts from the signature".
#ifndef COMITY_CLI_CROSS_CHECK_KNOWN_DIFFERENCES_H_
#define COMITY_CLI_CROSS_CHECK_KNOWN_DIFFERENCES_H_

#include <map>
#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "cli/cross_check/comparison.h"

namespace comity::cli {

// Differences of adjoining years that say the same.
struct DifferenceRow {
  std::string organization;
  std::string member;
  int first = 0;
  int last = 0;
  std::string registry;
  std::string table;

  // "1950", "1950/1953".
  std::string Years() const;
};

struct KnownDifference {
  int line = 0;
  DifferenceRow row;
  std::string kind;
  std::string reason;
};

// The rows of the file about the table (its source's id). All that is wrong
// with the file is told together: a row without a reason or its kind, years
// that are none, a row that repeats another.
absl::StatusOr<std::vector<KnownDifference>> ReadKnownDifferences(
    const std::string& path, const std::string& table);

// What is left once known differences are told apart.
struct Judgement {
  std::vector<DifferenceRow> unknown;
  // Known ones that do not occur, or no longer in all of their years.
  std::vector<KnownDifference> stale;
  // Differences explained, by organization and by kind of reason.
  std::map<std::string, int> known_by_organization;
  std::map<std::string, int> known_by_kind;
  // Differences not explained, by organization.
  std::map<std::string, int> unknown_by_organization;
};

// REQUIRES: `differences` ascend.
Judgement Judge(const std::vector<Difference>& differences,
                const std::vector<KnownDifference>& known);

// Writes the rows in the layout above, with an empty reason to be filled in.
absl::Status WriteDifferences(const std::string& path, const std::string& table,
                              const std::vector<DifferenceRow>& rows);

}  // namespace comity::cli

#endif  // COMITY_CLI_CROSS_CHECK_KNOWN_DIFFERENCES_H_
