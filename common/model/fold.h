// What a membership was on a day: the fold over its status-bearing events
// (design.md, section 3), compiled once so that a question is a binary search.
//
// The idea in four sentences. The events stand in their causal order, their
// bounds tightened, so both ends of the bounds rise along the list. Therefore
// the events that may be the newest one on a day are neighbours: a range found
// by two binary searches, in which -1 stands for "before the first event". What
// holds from an event on depends on the events before it and not on their days,
// so it is folded once. A status is certain on a day when every event of that
// day's range yields it.
//
// The fold is total: it gives an outcome for any list of events, since a view
// of some sources may lack what came before. Whether a list makes sense is
// another question, see membership_rules.h.
//
// Thread safety: immutable once built; any number of readers.
#ifndef COMMON_MODEL_FOLD_H_
#define COMMON_MODEL_FOLD_H_

#include <cstdint>
#include <optional>
#include <vector>

#include "absl/status/statusor.h"
#include "absl/types/span.h"

#include "comity/model/v1/event.pb.h"
#include "common/model/day.h"
#include "common/model/edtf.h"
#include "common/model/ordering.h"

namespace comity::model {

enum class OutcomeKind : uint8_t {
  kNone,     // holds no status
  kStatus,   // holds `status`
  kUnknown,  // the source says that it does not know
};

// What holds from one event to the next.
struct Outcome {
  OutcomeKind kind = OutcomeKind::kNone;
  // UNSPECIFIED unless kind is kStatus.
  v1::MembershipStatus status = v1::MEMBERSHIP_STATUS_UNSPECIFIED;
  // Indexes into the events given to Build; -1 for none. The event that this
  // outcome begins with, and the one whose payload bears the organisation's
  // title for the status: after a reinstatement that is the earlier admission.
  int event = -1;
  int title_event = -1;

  // Equal in what holds, whatever the events behind it.
  bool SameStatus(const Outcome& other) const {
    return kind == other.kind && status == other.status;
  }
};

// Whether the event's payload bears a status, as against a step of accession.
bool BearsStatus(const v1::Event& event);

// The fold by itself: feed it status-bearing events one after the other.
class MembershipFold {
 public:
  // What holds now; none at the beginning.
  const Outcome& current() const { return current_; }

  // Applies one event that BearsStatus, `index` being its place for Outcome.
  //   REINSTATED restores what was held before the suspension, unless it names
  //   a status; where nothing is known of that, the outcome is kUnknown: a
  //   member of some kind, and not nobody.
  void Apply(const v1::Event& event, int index);

 private:
  Outcome current_;
  std::optional<Outcome> before_suspension_;
};

class MembershipTimeline {
 public:
  // Without events: no status, certainly, at all times.
  MembershipTimeline() = default;

  // Picks the status-bearing ones of `events`, which stand in causal order, and
  // compiles them. The events need not outlive the call. Fails
  //   with REASON_DATE_MALFORMED if a date does not parse;
  //   with REASON_ORDER_IMPOSSIBLE under kRefuse if the dates contradict the
  //   order; the message names both events, and `conflict`, unless null,
  //   receives their indexes in `events`.
  static absl::StatusOr<MembershipTimeline> Build(
      absl::Span<const v1::Event* const> events,
      OrderPolicy policy = OrderPolicy::kRefuse,
      OrderConflict* conflict = nullptr);

  // The number of status-bearing events. Places below go from -1 to size() - 1.
  int size() const { return static_cast<int>(bounds_.size()); }

  // What holds from that place's event on. At -1 none; but unknown where the
  // first event is one that needs something to have been held, as in a view of
  // a source that knows the end of a story only.
  const Outcome& outcome(int place) const { return outcomes_[place + 1]; }
  // The tightened bounds of the event's day. REQUIRES: 0 <= place < size().
  DayRange bounds(int place) const { return bounds_[place]; }
  // The same of all places from 0 on.
  absl::Span<const DayRange> bounds() const { return bounds_; }
  // Whether the event's date bears a qualifier. REQUIRES: as bounds.
  bool qualified(int place) const { return qualified_[place] != 0; }

  // Whether the date of an event that bounds one of these places is qualified:
  // an answer that rests on them is then marked approximate.
  bool AnyQualified(IndexRange places) const;

  struct DayView {
    // The places that may be the newest on the day.
    IndexRange possible;
    // Whether all of them yield the same status (or none, or unknown); then
    // outcome(possible.last) is it.
    bool certain = true;
  };
  // What can be said of a day. Does not allocate.
  DayView At(Day day) const;

 private:
  // Indexed by place; both ends rise.
  std::vector<DayRange> bounds_;
  std::vector<uint8_t> qualified_;
  // Indexed by place + 1.
  std::vector<Outcome> outcomes_ = {Outcome()};
  // Indexed by place + 1: the last place up to which the same status goes on.
  std::vector<int> run_end_ = {-1};
};

}  // namespace comity::model

#endif  // COMMON_MODEL_FOLD_H_
