// Where a table and the registry certainly contradict each other on who is in
// an organization.
//
// The table speaks of a pair on some days: the last of each year, or those of a
// list. There both sides are folded; a side that is not certain of one status
// says nothing, and nothing is compared. So what remains is wrong on one side,
// or counted otherwise, and no matter of how exactly a date is known.
//
// Pure functions.
#ifndef COMITY_CLI_CROSS_CHECK_COMPARISON_H_
#define COMITY_CLI_CROSS_CHECK_COMPARISON_H_

#include <compare>
#include <map>
#include <string>
#include <vector>

#include "cli/cross_check/registry_side.h"
#include "cli/cross_check/table_side.h"

namespace comity::cli {

// What a difference is of.
enum class DifferenceKind {
  kRegistryOnly,  // in by the registry, not by the table
  kTableOnly,     // the other way round
  kStatus,        // in by both, as something else
  kAct,           // an act of a party to a treaty
};

// One such day. Organization (or instrument) and member are ids; what each side
// says is "none", a status such as "associate", or what was done and when.
struct Difference {
  std::string organization;
  std::string member;
  int year = 0;
  std::string registry;
  std::string table;
  DifferenceKind kind = DifferenceKind::kStatus;

  friend auto operator<=>(const Difference&, const Difference&) = default;
};

// Of one organization, or instrument. A pair counts where either side has an
// event; the others are days of such pairs.
struct ComparisonCounts {
  int pairs = 0;
  int agree_in = 0;     // both certain of the same status
  int agree_out = 0;    // both certain of none
  int not_certain = 0;  // a side is not certain, or has no word for it
  std::map<DifferenceKind, int> differ;
};

struct Comparison {
  std::vector<Difference> differences;             // ascending
  std::map<std::string, ComparisonCounts> counts;  // by id
  // Organizations that one side has and the other not.
  int registry_alone = 0;
  int table_alone = 0;
};

// Compares memberships. A status that the table has no word for, such as
// candidate, is not compared with none, and a suspended member with no status:
// some tables count it and some do not.
Comparison CompareMemberships(const RegistrySide& registry,
                              const TableSide& table);

}  // namespace comity::cli

#endif  // COMITY_CLI_CROSS_CHECK_COMPARISON_H_
