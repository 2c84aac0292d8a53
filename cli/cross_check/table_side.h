// What a table says, ready to be compared: when it speaks of whom, and what it
// says then.
#ifndef COMITY_CLI_CROSS_CHECK_TABLE_SIDE_H_
#define COMITY_CLI_CROSS_CHECK_TABLE_SIDE_H_

#include <map>
#include <set>
#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "cli/import/facts.h"

#include "comity/pack/v1/pack.pb.h"
#include "common/model/day.h"
#include "common/model/fold.h"

namespace comity::cli {

struct TableSide {
  std::string source;
  // Organizations that it speaks of.
  std::set<std::string> organizations;
  // By membership; one without is none.
  std::map<std::string, model::MembershipTimeline> memberships;
  // By membership: the days, as a rule single ones, of which it speaks.
  std::map<std::string, std::vector<model::DayRange>> spoken;
  // By organization: the same of all members that `spoken` lacks.
  std::map<std::string, std::vector<model::DayRange>> spoken_of_others;
  // The statuses that it has words for.
  std::set<model::v1::MembershipStatus> vocabulary;
};

// Of a list of members each entry is held to its date: the day before its
// earliest and its latest one; and the whole list to the end of its source's
// coverage, the time as of which it was made.
absl::StatusOr<TableSide> MakeTableSide(const pack::v1::DataSet& data_set,
                                        const Facts& facts);

}  // namespace comity::cli

#endif  // COMITY_CLI_CROSS_CHECK_TABLE_SIDE_H_
