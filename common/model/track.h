// Some events of one record in their order, of which one is the newest on each
// day: what every fold but the membership's rests on. The seat of an
// institution is the track of its SEATED events, a mandate that of what was
// proposed, given and ended on one topic, a proposal that of all its steps.
//
// A track takes any events. Where their dates contradict the order in which
// they stand, as alternatives side by side do, they are taken by their earliest
// day; a date that does not parse counts as unknown, since judging it is the
// commit rules' business.
//
// Thread safety: immutable once built; any number of readers.
#ifndef COMMON_MODEL_TRACK_H_
#define COMMON_MODEL_TRACK_H_

#include <cstdint>
#include <vector>

#include "absl/functional/function_ref.h"
#include "absl/types/span.h"

#include "comity/model/v1/event.pb.h"
#include "common/model/day.h"
#include "common/model/edtf.h"
#include "common/model/ordering.h"
#include "common/model/stretches.h"

namespace comity::model {

class Track {
 public:
  Track() = default;
  // The events need not be of one payload, but must outlive the track.
  explicit Track(std::vector<const v1::Event*> events);

  // Places go from -1, before the first event, to size() - 1.
  int size() const { return static_cast<int>(events_.size()); }
  bool empty() const { return events_.empty(); }

  // Null at -1.
  const v1::Event* event(int place) const {
    return place < 0 ? nullptr : events_[static_cast<size_t>(place)];
  }
  // The tightened bounds. REQUIRES: 0 <= place < size().
  DayRange bounds(int place) const {
    return bounds_[static_cast<size_t>(place)];
  }
  absl::Span<const DayRange> bounds() const { return bounds_; }

  // Whether the date of an event that bounds one of these places is qualified.
  bool AnyQualified(IndexRange places) const;

  // Visits the stretches of equal `state` that may hold on one of the days;
  // `state` is asked with places from -1 on.
  void ForEachStretch(DayRange days, absl::FunctionRef<int(int place)> state,
                      absl::FunctionRef<void(const Stretch&)> visitor) const;

  // How firmly it can be said that `holds` is true of the newest event, at some
  // time of the days and throughout.
  struct Firmness {
    Certainty at_some_time = Certainty::kNone;
    Certainty throughout = Certainty::kNone;
  };
  Firmness During(DayRange days,
                  absl::FunctionRef<bool(int place)> holds) const;

 private:
  std::vector<const v1::Event*> events_;
  std::vector<DayRange> bounds_;
  std::vector<uint8_t> qualified_;
};

}  // namespace comity::model

#endif  // COMMON_MODEL_TRACK_H_
