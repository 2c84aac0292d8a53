#include "query/answer/party_view.h"

#include <utility>

namespace comity::query {
namespace {

using model::v1::Event;

// How it stands from the place on; a signature does not undo a ratification.
v1::PartyState StateAt(const model::Track& track, int place) {
  v1::PartyState state = v1::PARTY_STATE_UNSPECIFIED;
  for (int i = 0; i <= place; ++i) {
    switch (track.event(i)->payload_case()) {
      case Event::kSigned:
        if (state != v1::PARTY_STATE_PARTY) state = v1::PARTY_STATE_SIGNATORY;
        break;
      case Event::kRatified:
      case Event::kAcceded:
        state = v1::PARTY_STATE_PARTY;
        break;
      case Event::kWithdrew:
        state = v1::PARTY_STATE_FORMER;
        break;
      default:  // terminated: nobody is anything to it
        state = v1::PARTY_STATE_UNSPECIFIED;
        break;
    }
  }
  return state;
}

model::v1::ConsentForm FormAt(const model::Track& track, int place) {
  for (int i = place; i >= 0; --i) {
    if (track.event(i)->has_ratified()) {
      return track.event(i)->ratified().form();
    }
    if (track.event(i)->has_acceded()) return track.event(i)->acceded().form();
  }
  return model::v1::CONSENT_FORM_UNSPECIFIED;
}

}  // namespace

PartyTracks::PartyTracks(const model::v1::Record& instrument, Tools& tools)
    : instrument_(instrument), tools_(tools) {
  std::map<absl::string_view, std::vector<const Event*>> acts;
  std::vector<const Event*> terminations;
  for (const Event* event : tools.EventsOf(instrument)) {
    const absl::string_view party = model::PartyOf(*event);
    if (!party.empty()) acts[party].push_back(event);
    if (event->has_terminated()) terminations.push_back(event);
  }
  for (auto& [party, events] : acts) {
    events.insert(events.end(), terminations.begin(), terminations.end());
    tracks_.emplace(party, model::Track(std::move(events)));
  }
}

v1::Verdict PartyTracks::IsParty(absl::string_view party,
                                 model::DayRange days) const {
  const auto found = tracks_.find(party);
  if (found == tracks_.end()) return v1::VERDICT_NO;
  return VerdictOn(found->second, days, [&](int place) {
    return StateAt(found->second, place) == v1::PARTY_STATE_PARTY;
  });
}

v1::Verdict PartyTracks::HasSigned(absl::string_view party,
                                   model::DayRange days) const {
  const auto found = tracks_.find(party);
  if (found == tracks_.end()) return v1::VERDICT_NO;
  return VerdictOn(found->second, days, [&](int place) {
    for (int i = 0; i <= place; ++i) {
      if (found->second.event(i)->has_signed_()) return true;
    }
    return false;
  });
}

void PartyTracks::Describe(
    absl::string_view party, model::DayRange days,
    absl::FunctionRef<void(v1::PartyDescription&&)> visitor) {
  const auto found = tracks_.find(party);
  if (found == tracks_.end()) return;
  const model::Track& track = found->second;
  track.ForEachStretch(
      days, [&](int place) { return StateAt(track, place); },
      [&](const model::Stretch& stretch) {
        const v1::PartyState state = StateAt(track, stretch.bearing);
        if (state == v1::PARTY_STATE_UNSPECIFIED) return;
        v1::PartyDescription row;
        row.set_instrument(instrument_.name());
        row.set_party(party.data(), party.size());
        row.set_state(state);
        if (state == v1::PARTY_STATE_PARTY) {
          row.set_form(FormAt(track, stretch.bearing));
        }
        tools_.explain.Holding(instrument_, track, stretch,
                               *row.mutable_holding());
        for (int i = 0; i <= stretch.places.last; ++i) {
          if (!track.event(i)->has_signed_()) continue;
          tools_.explain.Event(instrument_, *track.event(i), track.bounds(i),
                               *row.mutable_signature());
          break;
        }
        visitor(std::move(row));
      });
}

}  // namespace comity::query
