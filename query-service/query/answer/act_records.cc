// Proposals, positions and offices as they stood: what somebody does.
#include <algorithm>
#include <map>
#include <string>
#include <tuple>
#include <utility>
#include <vector>

#include "common/model/ordering.h"
#include "query/answer/record_views.h"

namespace comity::query {
namespace {

using model::Certainty;
using model::Stretch;
using model::Track;
using model::v1::Event;
using model::v1::Record;
using Events = std::vector<const Event*>;

// A state that is there only because no event says when it began.
Stretch AtMostPossible(Stretch stretch) {
  stretch.at_some_time = std::min(stretch.at_some_time, Certainty::kPossible);
  stretch.throughout = std::min(stretch.throughout, Certainty::kPossible);
  return stretch;
}

v1::ProposalState StateOf(const Event& event) {
  switch (event.payload_case()) {
    case Event::kProposed:
      return v1::PROPOSAL_STATE_PROPOSED;
    case Event::kUnderConsideration:
      return v1::PROPOSAL_STATE_UNDER_CONSIDERATION;
    case Event::kAdopted:
      return v1::PROPOSAL_STATE_ADOPTED;
    case Event::kRejected:
      return v1::PROPOSAL_STATE_REJECTED;
    case Event::kWithdrawn:
      return v1::PROPOSAL_STATE_WITHDRAWN;
    case Event::kLapsed:
      return v1::PROPOSAL_STATE_LAPSED;
    default:
      return v1::PROPOSAL_STATE_UNSPECIFIED;
  }
}

void DescribeActs(const Record& record, const Events& events, Tools& tools,
                  v1::ProposalDescription& description) {
  const Track acts(events);
  for (int i = 0; i < acts.size(); ++i) {
    const Event& event = *acts.event(i);
    if (acts.bounds(i).first > tools.context.days.last) continue;
    v1::ProposalAct& act = *description.add_acts();
    const absl::string_view what = model::PayloadName(event);
    act.set_what(what.data(), what.size());
    *act.mutable_actors() = event.actors();
    tools.explain.Event(record, event, acts.bounds(i), *act.mutable_event());
    if (!event.adopted().result().empty()) {
      description.set_result(event.adopted().result());
    }
  }
}

// Who holds an office: the state, the person.
using Holder = std::pair<std::string, std::string>;

Holder HolderOf(const Event& event) {
  if (event.has_assumed()) {
    return {event.assumed().state(), event.assumed().person()};
  }
  return {event.vacated().state(), event.vacated().person()};
}

void DescribeTrackOfHolders(
    const Record& record, const Track& track, Tools& tools,
    absl::FunctionRef<void(v1::OfficeHolderDescription&&)> visitor) {
  // Each place its own state, but for a holder who follows themself.
  const auto state = [&track](int place) {
    if (place < 0 || !track.event(place)->has_assumed()) return -1;
    while (place > 0 && track.event(place - 1)->has_assumed() &&
           HolderOf(*track.event(place - 1)) == HolderOf(*track.event(place))) {
      --place;
    }
    return place;
  };
  track.ForEachStretch(tools.context.days, state, [&](const Stretch& stretch) {
    if (state(stretch.bearing) < 0 ||
        !IsShown(stretch.at_some_time, tools.mode())) {
      return;
    }
    const Holder holder = HolderOf(*track.event(stretch.bearing));
    v1::OfficeHolderDescription row;
    row.set_office(record.name());
    *row.mutable_office_labels() = record.office().labels();
    row.set_state(holder.first);
    row.set_person(holder.second);
    tools.explain.Holding(record, track, stretch, *row.mutable_holding());
    visitor(std::move(row));
  });
}

}  // namespace

bool DescribeProposal(const Record& record, Tools& tools,
                      v1::ProposalDescription& description) {
  const model::v1::Proposal& proposal = record.proposal();
  description.set_proposal(record.name());
  *description.mutable_labels() = proposal.labels();
  description.set_kind(proposal.kind());
  description.set_addressee(proposal.addressee());
  *description.mutable_subjects() = proposal.subjects();
  tools.explain.Citations(proposal.citations(),
                          *description.mutable_citations());
  const Events events = tools.EventsOf(record);
  DescribeActs(record, events, tools, description);

  const Track track(Only(
      events, {Event::kProposed, Event::kUnderConsideration, Event::kAdopted,
               Event::kRejected, Event::kWithdrawn, Event::kLapsed}));
  // Without an event that says when it was made, it may have been at any time
  // before the first step on record.
  const bool begins = !track.empty() && track.event(0)->has_proposed();
  const auto state = [&](int place) {
    if (place >= 0) return StateOf(*track.event(place));
    return begins ? v1::PROPOSAL_STATE_UNSPECIFIED
                  : v1::PROPOSAL_STATE_PROPOSED;
  };
  track.ForEachStretch(tools.context.days, state, [&](const Stretch& stretch) {
    const Stretch shown =
        stretch.places.first < 0 ? AtMostPossible(stretch) : stretch;
    if (state(stretch.bearing) == v1::PROPOSAL_STATE_UNSPECIFIED ||
        !IsShown(shown.at_some_time, tools.mode())) {
      return;
    }
    v1::ProposalStanding& row = *description.add_standings();
    row.set_state(state(stretch.bearing));
    tools.explain.Holding(record, track, shown, *row.mutable_holding());
  });
  return !description.standings().empty();
}

bool DescribePosition(const Record& record, Tools& tools,
                      v1::PositionDescription& description) {
  const model::v1::Position& position = record.position();
  description.set_position(record.name());
  *description.mutable_holders() = position.holders();
  description.set_stance(position.stance());
  *description.mutable_targets() = position.targets();
  tools.explain.Citations(position.citations(),
                          *description.mutable_citations());
  const Track track(Only(tools.EventsOf(record),
                         {Event::kTaken, Event::kChanged, Event::kAbandoned}));
  *description.mutable_summary() = position.summary();
  const int newest =
      model::PossibleAt(track.bounds(), tools.context.days.last).last;
  for (int i = 0; i <= newest; ++i) {
    if (track.event(i)->has_changed()) {
      *description.mutable_summary() = track.event(i)->changed().summary();
    }
  }
  const bool begins = !track.empty() && track.event(0)->has_taken();
  const auto held = [&](int place) {
    return place < 0 ? !begins : !track.event(place)->has_abandoned();
  };
  bool shown = false;
  track.ForEachStretch(
      tools.context.days, [&](int place) { return held(place) ? 1 : 0; },
      [&](const Stretch& stretch) {
        if (!held(stretch.bearing)) return;
        // Of several stretches in the days asked, the first that is certain
        // speaks for the position.
        const Stretch capped =
            stretch.places.first < 0 ? AtMostPossible(stretch) : stretch;
        if (!IsShown(capped.at_some_time, tools.mode())) return;
        const bool stronger =
            description.holding().at_some_time() != v1::CERTAINTY_CERTAIN &&
            capped.at_some_time == Certainty::kCertain;
        if (shown && !stronger) return;
        shown = true;
        description.clear_holding();
        tools.explain.Holding(record, track, capped,
                              *description.mutable_holding());
      });
  return shown;
}

void DescribeHolders(
    const Record& record, Tools& tools,
    absl::FunctionRef<void(v1::OfficeHolderDescription&&)> visitor) {
  const Events events =
      Only(tools.EventsOf(record), {Event::kAssumed, Event::kVacated});
  if (!record.office().concurrent_holders()) {
    // A new holder displaces the one before, even if nobody said that it left.
    DescribeTrackOfHolders(record, Track(events), tools, visitor);
    return;
  }
  // Each holder's events are an order of their own.
  std::map<Holder, Events> by_holder;
  for (const Event* event : events) {
    by_holder[HolderOf(*event)].push_back(event);
  }
  std::vector<std::pair<std::tuple<model::Day, model::Day>, Track>> tracks;
  for (auto& [holder, own] : by_holder) {
    Track track(std::move(own));
    const model::DayRange first = track.bounds(0);
    tracks.emplace_back(std::make_tuple(first.first, first.last),
                        std::move(track));
  }
  std::stable_sort(
      tracks.begin(), tracks.end(),
      [](const auto& a, const auto& b) { return a.first < b.first; });
  for (const auto& [order, track] : tracks) {
    DescribeTrackOfHolders(record, track, tools, visitor);
  }
}

}  // namespace comity::query
