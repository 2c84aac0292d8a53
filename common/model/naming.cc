#include "common/model/naming.h"

#include "absl/strings/string_view.h"

#include "common/model/record_access.h"
#include "common/model/track.h"

namespace comity::model {
namespace {

// What does not parse, which no rule lets in, bounds nothing.
Interval IntervalOf(absl::string_view text) {
  const absl::StatusOr<Interval> interval = Interval::Parse(text);
  return interval.ok() ? *interval : Interval();
}

}  // namespace

std::vector<LabelInUse> LabelsInUse(const v1::Record& record,
                                    absl::Span<const v1::Event* const> events,
                                    DayRange days) {
  std::vector<LabelInUse> labels;
  for (const v1::Label& label : LabelsOf(record)) {
    const Interval valid = IntervalOf(label.valid());
    const Certainty overlaps = valid.Overlaps(days);
    if (overlaps == Certainty::kNone) continue;
    labels.push_back({&label, overlaps, valid.Covers(days)});
  }
  std::vector<const v1::Event*> renamings;
  for (const v1::Event* event : events) {
    if (event->has_renamed()) renamings.push_back(event);
  }
  if (renamings.empty()) return labels;
  const Track track(std::move(renamings));
  track.ForEachStretch(
      days, [](int place) { return place; },
      [&](const Stretch& stretch) {
        if (stretch.bearing < 0) return;
        for (const v1::Label& label :
             track.event(stretch.bearing)->renamed().labels()) {
          labels.push_back({&label, stretch.at_some_time, stretch.throughout});
        }
      });
  return labels;
}

Certainty InUse(const v1::Code& code, DayRange days) {
  return IntervalOf(code.valid()).Overlaps(days);
}

Certainty InUse(const v1::Label& label, DayRange days) {
  return IntervalOf(label.valid()).Overlaps(days);
}

}  // namespace comity::model
