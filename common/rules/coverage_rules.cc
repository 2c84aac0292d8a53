// A source cannot support a day that it says nothing about.
#include <string>

#include "absl/strings/str_cat.h"

#include "common/model/edtf.h"
#include "common/model/errors.h"
#include "common/model/fold.h"
#include "common/model/record_access.h"
#include "common/platform/status_macros.h"
#include "common/rules/rules.h"

namespace comity::rules {

using model::v1::Event;
using model::v1::Record;

absl::Status JudgeCoverage(const Draft& draft, Overlay& overlay,
                           platform::Violations& violations) {
  if (!draft.after->has_membership()) return absl::OkStatus();
  const model::EventList& events = model::EventsOf(*draft.after);
  for (int i = 0; i < events.size(); ++i) {
    const Event& event = events[i];
    if (!model::BearsStatus(event)) continue;
    for (int j = 0; j < event.citations_size(); ++j) {
      if (!model::Supports(event.citations(j))) continue;
      const std::string& name = event.citations(j).source();
      COMITY_ASSIGN_OR_RETURN(const Record* source,
                              overlay.FindWellFormed(name));
      if (source == nullptr || source->source().coverage().empty()) continue;
      const absl::StatusOr<model::Interval> coverage =
          model::Interval::Parse(source->source().coverage());
      if (!coverage.ok() ||
          coverage->Overlaps(BoundsOf(event)) != model::Certainty::kNone) {
        continue;
      }
      draft.AddEventViolation(i, absl::StrCat("citations[", j, "]"),
                              model::v1::REASON_OUTSIDE_COVERAGE,
                              absl::StrCat(model::Quoted(name), " covers ",
                                           source->source().coverage(),
                                           ", the event is of ", event.date()),
                              violations);
    }
  }
  return absl::OkStatus();
}

}  // namespace comity::rules
