// Names to records for many at once: batches that the service takes, and a
// table with the columns `name`, `code` and `candidates` added.
#ifndef COMITY_CLI_ASK_RESOLVE_SHEET_H_
#define COMITY_CLI_ASK_RESOLVE_SHEET_H_

#include <array>
#include <cstdint>
#include <functional>
#include <istream>
#include <map>
#include <ostream>
#include <string>
#include <vector>

#include "absl/status/statusor.h"

#include "comity/query/v1/names.pb.h"

namespace comity::cli {

// Asks for 1 to kNamesMax names.
using AskNames = std::function<absl::StatusOr<query::v1::ResolveNamesResponse>(
    const std::vector<std::string>& names)>;
inline constexpr size_t kNamesMax = 1000;

// Any number of names, in batches, as one response. Nothing is asked for none.
absl::StatusOr<query::v1::ResolveNamesResponse> ResolveAll(
    const std::vector<std::string>& names, const AskNames& ask);

// How often what came out.
struct ResolveCounts {
  std::array<int64_t, query::v1::ResolveOutcome_ARRAYSIZE> outcomes = {};
  int64_t blank = 0;
};

// "120 names: 100 exact, 12 fuzzy, 3 ambiguous, 5 not found".
std::string CountsText(const ResolveCounts& counts);

// "states/KOR 0.83 (Korea, Republic of); states/PRK 0.83 (…)": what a person
// should look at; empty when the outcome is EXACT.
std::string CandidatesText(const query::v1::ResolvedName& result);

// Copies the table, as CsvReader takes it with any delimiter, to `output` with
// three more columns:
//
//   name        the record, when the outcome is EXACT or FUZZY
//   code        its id, which for a state is the ISO alpha-3 code if it has one
//   candidates  empty when it is EXACT, so that what a person should look at
//               is what has something there, or nothing in any of the three
//
// A column that the table has already is called resolved_name and so on. A
// blank cell stays blank and is not asked for. A name is asked for once,
// however many rows have it. `progress` is told how many rows are done.
//
// An error of the table is INVALID_ARGUMENT; on any error what was written
// before stays written.
absl::StatusOr<ResolveCounts> ResolveSheet(
    std::istream& input, std::ostream& output, const std::string& column,
    const AskNames& ask, const std::function<void(int64_t)>& progress);

}  // namespace comity::cli

#endif  // COMITY_CLI_ASK_RESOLVE_SHEET_H_
