// What a table of a data set says, as records to be put.
#ifndef COMITY_CLI_IMPORT_FACTS_H_
#define COMITY_CLI_IMPORT_FACTS_H_

#include <map>
#include <set>
#include <string>
#include <vector>

#include "cli/import/left_out.h"

#include "comity/model/v1/record.pb.h"
#include "common/model/day.h"

namespace comity::cli {

struct Facts {
  // The data set's own records, such as its source; put where they differ.
  std::map<std::string, model::v1::Record> own;
  // Memberships and instruments, by name, with the events that the table says,
  // each of which cites the data set's source and nothing else, and bears an
  // id that no other source's event has.
  std::map<std::string, model::v1::Record> told;
  // What the table speaks of: `organizations/eu`, `instruments/unfccc`. Its
  // events there that are not `told` any more are taken back.
  std::set<std::string> subjects;
  // By membership: on which days the table says whether it is one, ascending.
  // Kept of the Correlates of War, where a cell may say nothing: the last day
  // of each year whose cell speaks; elsewhere empty. A pair without events in
  // `told` is none on all of them.
  std::map<std::string, std::vector<model::DayRange>> spoken;
  LeftOut left_out;
};

}  // namespace comity::cli

#endif  // COMITY_CLI_IMPORT_FACTS_H_
