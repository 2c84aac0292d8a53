// What the data set "Correlates of War, Intergovernmental Organizations" says
// of one pair, as dated events: its cells are a status a year, ours a status
// from an event on, known as exactly as the cells allow.
//
// Pure functions; see the README for the reading of each code.
#ifndef COMITY_CLI_IMPORT_COW_SPELLS_H_
#define COMITY_CLI_IMPORT_COW_SPELLS_H_

#include <string>
#include <vector>

#include "comity/model/v1/event.pb.h"

namespace comity::cli {

// The codes of a cell.
enum class CowCode : int {
  kMissing = -9,
  kNothing = -1,  // the state is not in the system, or the organization is not
  kNone = 0,
  kMember = 1,
  kAssociate = 2,
  kObserver = 3,
};

inline constexpr int kCowFirstYear = 1816;
inline constexpr int kCowLastYear = 2014;

// Years after one another with the same code. A year that no run covers has no
// row, which says as little as kNothing.
struct CowRun {
  int first = 0;
  int last = 0;
  CowCode code = CowCode::kNothing;
};

// How exactly the data set knows changes until 1965, when it begins to be
// collected each year.
enum class CowAccuracy { kByYear, kWithinFiveYears };

// The events, without citations. Runs ascend and do not overlap.
//
//   A status first coded in year y began in y; until 1965, where years are not
//   exact, in `[y-4..y]`; coded in 1816 already, in `[..1816]`.
//   A status coded last in y and none in y+1 ended in `[y..y+1]`, since the
//   year of leaving is coded either way; until 1965, where years are not exact,
//   in `[y-4..y+1]`.
//   Missing is STATUS_UNKNOWN from its first year on.
//   Years that say nothing between others change nothing; at the end of all,
//   the state or the organization is gone: ENDED_BY_DISSOLUTION.
std::vector<model::v1::Event> CowEvents(const std::vector<CowRun>& runs,
                                        CowAccuracy accuracy);

// The code of a year; kNothing where no run has it.
CowCode CowCodeIn(const std::vector<CowRun>& runs, int year);

// Adds one cell to runs that ascend; false if the year was said before.
bool AddCowCell(int year, CowCode code, std::vector<CowRun>& runs);

}  // namespace comity::cli

#endif  // COMITY_CLI_IMPORT_COW_SPELLS_H_
