// Which names and codes of a record were in use on some days.
//
// A label or code of the record itself is in use as long as its `valid` says.
// Those that a renaming brought are in use from its date to the next renaming.
//
// Thread safety: pure functions.
#ifndef COMMON_MODEL_NAMING_H_
#define COMMON_MODEL_NAMING_H_

#include <vector>

#include "absl/types/span.h"

#include "comity/model/v1/record.pb.h"
#include "common/model/day.h"
#include "common/model/edtf.h"

namespace comity::model {

struct LabelInUse {
  const v1::Label* label = nullptr;
  Certainty at_some_time = Certainty::kNone;
  Certainty throughout = Certainty::kNone;
};

// The labels that may have been in use at some time of the days, the record's
// own first, in their order. `events` are those of one view; all but renamings
// are passed over. The pointers are into record and events.
std::vector<LabelInUse> LabelsInUse(const v1::Record& record,
                                    absl::Span<const v1::Event* const> events,
                                    DayRange days);

// How firmly a code, or a label that is no renaming's, was in use at some time
// of the days.
Certainty InUse(const v1::Code& code, DayRange days);
Certainty InUse(const v1::Label& label, DayRange days);

}  // namespace comity::model

#endif  // COMMON_MODEL_NAMING_H_
