// What sources claim of one record, side by side.
//
// Thread safety: for one answer, on one thread.
#ifndef COMITY_QUERY_ANSWER_CLAIMS_H_
#define COMITY_QUERY_ANSWER_CLAIMS_H_

#include <string>
#include <vector>

#include "comity/query/v1/disagreement.pb.h"
#include "common/model/day.h"
#include "query/answer/tools.h"

namespace comity::query {

// A disagreement, and the days it is about.
struct FoundDisagreement {
  v1::Disagreement disagreement;
  model::DayRange days;
};

// The sources that support the event, and those that dispute it, of those that
// the view shows; each ascending, each once.
std::vector<std::string> SupportersOf(const model::v1::Event& event,
                                      ViewReader& view);
std::vector<std::string> DisputersOf(const model::v1::Event& event,
                                     ViewReader& view);

// Appends the disagreements of kinds DATE and EVENT. The view of `tools` has no
// sources of its own: all are heard.
void FindEventDisagreements(const model::v1::Record& record, Tools& tools,
                            std::vector<FoundDisagreement>& found);

// Appends those of kind STATUS. REQUIRES: a membership.
void FindStatusDisagreements(const model::v1::Record& record, Tools& tools,
                             std::vector<FoundDisagreement>& found);

}  // namespace comity::query

#endif  // COMITY_QUERY_ANSWER_CLAIMS_H_
