// Which events of a record a view folds (design.md, section 4).
//
// Thread safety: pure functions.
#ifndef COMMON_MODEL_VIEW_H_
#define COMMON_MODEL_VIEW_H_

#include <optional>
#include <string>
#include <vector>

#include "absl/functional/function_ref.h"
#include "absl/strings/string_view.h"
#include "absl/types/span.h"

#include "comity/model/v1/event.pb.h"
#include "common/model/day.h"
#include "common/model/ordering.h"
#include "common/model/record_access.h"

namespace comity::model {

// The day by which a source was certainly published: the latest day of its
// `published` date; nothing when that is unknown or there is no such source.
using PublishedByResolver =
    absl::FunctionRef<std::optional<Day>(absl::string_view source)>;

// The same of one Source message; nothing also when the date does not parse.
std::optional<Day> PublishedBy(const v1::Source& source);

struct View {
  // Empty: the canonical view, of accepted events. Otherwise the names of
  // sources: the events that one of them supports, whatever their standing.
  // REQUIRES: outlives the View.
  absl::Span<const std::string> sources;
  // If set: only events supported by a source (of `sources`, if given) that was
  // certainly published by the end of this day.
  std::optional<Day> evidence_until;

  bool canonical() const { return sources.empty() && !evidence_until; }

  // How a view's timeline is to be built. Events of the canonical view stand in
  // an order that was judged; in other views alternatives may mix.
  OrderPolicy order_policy() const {
    return sources.empty() ? OrderPolicy::kRefuse
                           : OrderPolicy::kSortByEarliest;
  }
};

// Whether the view takes the event. `resolver` is asked only under an evidence
// cut. An event without a citation, which only a hypothesis may have, is taken
// by every view.
bool Selects(const View& view, const v1::Event& event,
             PublishedByResolver resolver);

// The events that the view takes, in the order of the list. The pointers are
// into `events`.
std::vector<const v1::Event*> SelectEvents(const EventList& events,
                                           const View& view,
                                           PublishedByResolver resolver);

// The canonical view: the accepted events.
std::vector<const v1::Event*> AcceptedEvents(const EventList& events);

}  // namespace comity::model

#endif  // COMMON_MODEL_VIEW_H_
