#include "common/model/fold.h"

#include <algorithm>
#include <string>

#include "absl/strings/str_cat.h"

#include "common/model/errors.h"
#include "common/model/record_access.h"

namespace comity::model {
namespace {

using v1::Event;

// Whether nothing needs to have been held before the event. What another one
// comes first in is only the end of a story: of what was before it, such as
// before a withdrawal, nothing is known.
bool BeginsAStory(const Event& event) {
  return event.payload_case() == Event::kAdmitted ||
         event.payload_case() == Event::kStatusUnknown;
}

}  // namespace

bool BearsStatus(const Event& event) {
  switch (event.payload_case()) {
    case Event::kAdmitted:
    case Event::kStatusChanged:
    case Event::kSuspended:
    case Event::kReinstated:
    case Event::kWithdrew:
    case Event::kExpelled:
    case Event::kEndedBySuccession:
    case Event::kContinuedBy:
    case Event::kEndedByDissolution:
    case Event::kStatusUnknown:
      return true;
    default:
      return false;
  }
}

void MembershipFold::Apply(const Event& event, int index) {
  Outcome next;
  next.event = index;
  // A status outside the enum's known values, which only a newer contract could
  // give, is not guessed at.
  const auto set_status = [&next, index](v1::MembershipStatus status) {
    const bool known = v1::MembershipStatus_IsValid(status) &&
                       status != v1::MEMBERSHIP_STATUS_UNSPECIFIED;
    next.kind = known ? OutcomeKind::kStatus : OutcomeKind::kUnknown;
    next.status = known ? status : v1::MEMBERSHIP_STATUS_UNSPECIFIED;
    next.title_event = known ? index : -1;
  };
  switch (event.payload_case()) {
    case Event::kAdmitted:
      set_status(event.admitted().status());
      break;
    case Event::kStatusChanged:
      set_status(event.status_changed().status());
      break;
    case Event::kSuspended:
      set_status(v1::MEMBERSHIP_STATUS_SUSPENDED);
      if (current_.status != v1::MEMBERSHIP_STATUS_SUSPENDED) {
        before_suspension_ = current_;
      }
      break;
    case Event::kReinstated: {
      if (event.reinstated().status() != v1::MEMBERSHIP_STATUS_UNSPECIFIED) {
        set_status(event.reinstated().status());
        break;
      }
      const Outcome& restored =
          before_suspension_.has_value() ? *before_suspension_ : current_;
      const bool known = restored.kind == OutcomeKind::kStatus &&
                         restored.status != v1::MEMBERSHIP_STATUS_SUSPENDED;
      next.kind = known ? OutcomeKind::kStatus : OutcomeKind::kUnknown;
      if (known) {
        next.status = restored.status;
        next.title_event = restored.title_event;
      }
      break;
    }
    case Event::kStatusUnknown:
      next.kind = OutcomeKind::kUnknown;
      break;
    default:  // the member left, in one way or another
      break;
  }
  if (next.status != v1::MEMBERSHIP_STATUS_SUSPENDED)
    before_suspension_.reset();
  current_ = next;
}

absl::StatusOr<MembershipTimeline> MembershipTimeline::Build(
    absl::Span<const Event* const> events, OrderPolicy policy,
    OrderConflict* conflict) {
  MembershipTimeline timeline;
  std::vector<size_t> places;  // index in `events` of each place
  for (size_t i = 0; i < events.size(); ++i) {
    if (!BearsStatus(*events[i])) continue;
    absl::StatusOr<Date> date = Date::Parse(events[i]->date());
    if (!date.ok()) return date.status();
    places.push_back(i);
    timeline.bounds_.push_back(date->bounds());
    timeline.qualified_.push_back(date->qualified() ? 1 : 0);
  }

  if (const auto found = FindOrderConflict(timeline.bounds_)) {
    const size_t earlier = places[found->earlier];
    const size_t later = places[found->later];
    if (policy == OrderPolicy::kRefuse) {
      if (conflict != nullptr) *conflict = {earlier, later};
      return ReasonError(
          v1::REASON_ORDER_IMPOSSIBLE,
          absl::StrCat(NameOfEvent(*events[later]), " cannot follow ",
                       NameOfEvent(*events[earlier])));
    }
    MembershipTimeline sorted;
    std::vector<size_t> sorted_places;
    for (size_t i : SortedByEarliest(timeline.bounds_)) {
      sorted_places.push_back(places[i]);
      sorted.bounds_.push_back(timeline.bounds_[i]);
      sorted.qualified_.push_back(timeline.qualified_[i]);
    }
    timeline = std::move(sorted);
    places = std::move(sorted_places);
  }
  Tighten(absl::MakeSpan(timeline.bounds_));

  MembershipFold fold;
  if (!places.empty() && !BeginsAStory(*events[places.front()])) {
    timeline.outcomes_[0].kind = OutcomeKind::kUnknown;
  }
  timeline.outcomes_.reserve(places.size() + 1);
  for (size_t i : places) {
    fold.Apply(*events[i], static_cast<int>(i));
    timeline.outcomes_.push_back(fold.current());
  }
  timeline.run_end_.resize(timeline.outcomes_.size());
  for (int place = timeline.size() - 1; place >= -1; --place) {
    const bool goes_on =
        place + 1 < timeline.size() &&
        timeline.outcome(place).SameStatus(timeline.outcome(place + 1));
    timeline.run_end_[place + 1] =
        goes_on ? timeline.run_end_[place + 2] : place;
  }
  return timeline;
}

bool MembershipTimeline::AnyQualified(IndexRange places) const {
  // A place is bounded by its own event and by the next one.
  const int first = std::max(places.first, 0);
  const int last = std::min(places.last + 1, size() - 1);
  for (int place = first; place <= last; ++place) {
    if (qualified(place)) return true;
  }
  return false;
}

MembershipTimeline::DayView MembershipTimeline::At(Day day) const {
  const IndexRange possible = PossibleAt(bounds_, day);
  return {possible, run_end_[possible.first + 1] >= possible.last};
}

}  // namespace comity::model
