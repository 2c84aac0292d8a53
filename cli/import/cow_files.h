// Reads the files of "Correlates of War, Intergovernmental Organizations", in
// either layout or both:
//   by state and year (`ccode,year,state,` and a column an organization), and
//   by organization and year (`ioname,orgname,year,` a column a state, and what
//   is said of the organization).
// With both, cells come from the first and organizations from the second, and
// where their cells differ the first counts and the second is reported.
#ifndef COMITY_CLI_IMPORT_COW_FILES_H_
#define COMITY_CLI_IMPORT_COW_FILES_H_

#include <functional>
#include <map>
#include <string>
#include <utility>
#include <vector>

#include "absl/status/status.h"
#include "cli/import/cow_spells.h"
#include "cli/import/left_out.h"

namespace comity::cli {

// What the data set says of an organization.
struct CowOrganization {
  std::string name;        // as in the file, "NATO"
  std::string long_title;  // empty without the layout by organization
  std::string title;
  std::string founded;    // a year, or empty
  std::string dissolved;  // a year, or empty
  CowAccuracy accuracy = CowAccuracy::kWithinFiveYears;
};

using CowCells = std::map<std::pair<std::string, int>, std::vector<CowRun>>;

struct CowData {
  // By the name in lower case, which the columns of the other layout bear.
  std::map<std::string, CowOrganization> organizations;
  // The cells of an organization (its key above) and a COW state code.
  CowCells runs;
};

// Told after some rows how many bytes were read since the last time.
using ReadProgress = std::function<void(int64_t bytes)>;

// Reads one or two files, in any order. `state_columns` gives the COW code of a
// column of the layout by organization. All that is wrong with the files is
// told together.
absl::Status ReadCowFiles(const std::vector<std::string>& paths,
                          const std::map<std::string, int>& state_columns,
                          const ReadProgress& progress, CowData& data,
                          LeftOut& left_out);

}  // namespace comity::cli

#endif  // COMITY_CLI_IMPORT_COW_FILES_H_
