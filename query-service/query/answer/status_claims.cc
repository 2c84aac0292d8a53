// Disagreements about what a member was: each source's own fold, side by side.
#include <algorithm>
#include <cstdint>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <utility>
#include <vector>

#include "common/model/edtf.h"
#include "common/model/fold.h"
#include "common/model/view.h"
#include "query/answer/claims.h"

namespace comity::query {
namespace {

using model::Day;
using model::DayRange;
using model::MembershipTimeline;
using model::OutcomeKind;
using model::v1::Event;
using model::v1::Record;

// One source's own story of the membership.
struct Witness {
  std::string source;
  std::vector<const Event*> events;
  MembershipTimeline timeline;
  // The days that it speaks of.
  DayRange speaks;
};

// What a witness leaves possible for a day: each status, or none (unspecified),
// with the place of the event that it would hold since, -1 for none.
using Words = std::map<model::v1::MembershipStatus, int>;

// Empty when it does not speak of the day, or does not know.
Words WordsOf(const Witness& witness, Day day) {
  Words words;
  if (day < witness.speaks.first || day > witness.speaks.last) return words;
  const model::IndexRange possible = witness.timeline.At(day).possible;
  for (int place = possible.last; place >= possible.first; --place) {
    const model::Outcome& outcome = witness.timeline.outcome(place);
    if (outcome.kind == OutcomeKind::kUnknown) return {};
    if (words.contains(outcome.status)) continue;
    int since = place;
    while (since >= 0 &&
           witness.timeline.outcome(since - 1).SameStatus(outcome)) {
      --since;
    }
    words.emplace(outcome.status, since);
  }
  return words;
}

// The days that a source speaks of: within its coverage, and not after it was
// published. A coverage that names no beginning is no claim to know the whole
// past: of a page that tells how a member came in, silence on what it was
// before is no word. Such a source speaks from its first event on.
DayRange SpeaksOf(const model::v1::Source& source,
                  const MembershipTimeline& timeline) {
  DayRange days;
  const auto coverage = model::Interval::Parse(source.coverage());
  if (!source.coverage().empty() && coverage.ok()) days = coverage->outer();
  if (days.first == model::kMinDay && timeline.size() > 0) {
    days.first = timeline.bounds(0).first;
  }
  const std::optional<Day> published = model::PublishedBy(source);
  if (published.has_value()) days.last = std::min(days.last, *published);
  return days;
}

std::vector<Witness> WitnessesOf(const Record& record, Tools& tools) {
  std::map<std::string, std::vector<const Event*>> by_source;
  for (const Event& event : model::EventsOf(record)) {
    if (!model::BearsStatus(event)) continue;
    for (const std::string& source : SupportersOf(event, tools.view)) {
      by_source[source].push_back(&event);
    }
  }
  std::vector<Witness> witnesses;
  for (auto& [source, events] : by_source) {
    const Record* const source_record = tools.reader().Find(source);
    auto timeline =
        MembershipTimeline::Build(events, model::OrderPolicy::kSortByEarliest);
    if (source_record == nullptr || !timeline.ok()) continue;
    Witness& witness = witnesses.emplace_back();
    witness.source = source;
    witness.events = std::move(events);
    witness.timeline = *std::move(timeline);
    witness.speaks = SpeaksOf(source_record->source(), witness.timeline);
  }
  return witnesses;
}

// The days on which what any witness says may change, ascending.
std::set<Day> TurningDays(const std::vector<Witness>& witnesses) {
  std::set<Day> days;
  for (const Witness& witness : witnesses) {
    days.insert(witness.speaks.first);
    if (witness.speaks.last < model::kMaxDay) {
      days.insert(witness.speaks.last.Next());
    }
    for (const DayRange& bounds : witness.timeline.bounds()) {
      days.insert(bounds.first);
      days.insert(bounds.last);
    }
  }
  return days;
}

// What is said of a day, by the status.
struct Saying {
  const Witness* witness;
  int since;
};
using Sayings = std::map<model::v1::MembershipStatus, std::vector<Saying>>;

// A set of statuses, a bit each.
static_assert(model::v1::MembershipStatus_MAX < 32);
uint32_t MaskOf(const Words& words) {
  uint32_t mask = 0;
  for (const auto& [status, since] : words) mask |= uint32_t{1} << status;
  return mask;
}

// What is said of a day by those who part: by witnesses with whom another one
// has no status in common. Who agrees with all, in part at least, is not in it.
Sayings PartingsOn(const std::vector<Witness>& witnesses, Day day) {
  std::vector<Words> words;
  std::set<uint32_t> masks;  // few, whatever the number of witnesses
  for (const Witness& witness : witnesses) {
    words.push_back(WordsOf(witness, day));
    if (!words.back().empty()) masks.insert(MaskOf(words.back()));
  }
  Sayings sayings;
  for (size_t i = 0; i < witnesses.size(); ++i) {
    const uint32_t mask = MaskOf(words[i]);
    const bool parts =
        std::any_of(masks.begin(), masks.end(),
                    [mask](uint32_t other) { return (mask & other) == 0; });
    if (!parts) continue;
    for (const auto& [status, since] : words[i]) {
      sayings[status].push_back({&witnesses[i], since});
    }
  }
  return sayings;
}

bool SameSayings(const Sayings& a, const Sayings& b) {
  return std::equal(
      a.begin(), a.end(), b.begin(), b.end(), [](const auto& x, const auto& y) {
        return x.first == y.first &&
               std::equal(x.second.begin(), x.second.end(), y.second.begin(),
                          y.second.end(), [](const Saying& s, const Saying& t) {
                            return s.witness == t.witness && s.since == t.since;
                          });
      });
}

void Report(const Record& record, const Sayings& sayings, DayRange days,
            Tools& tools, std::vector<FoundDisagreement>& found) {
  FoundDisagreement& result = found.emplace_back();
  result.days = days;
  v1::Disagreement& disagreement = result.disagreement;
  disagreement.set_record(record.name());
  disagreement.set_kind(v1::DISAGREEMENT_KIND_STATUS);
  for (const auto& [status, said] : sayings) {
    v1::Claim& claim = *disagreement.add_claims();
    claim.set_status(status);
    for (const Saying& saying : said) {
      claim.add_sources(saying.witness->source);
      if (claim.has_event() || saying.since < 0) continue;
      const MembershipTimeline& timeline = saying.witness->timeline;
      const int event = timeline.outcome(saying.since).event;
      tools.explain.Event(
          record, *saying.witness->events[static_cast<size_t>(event)],
          timeline.bounds(saying.since), *claim.mutable_event());
    }
  }
}

}  // namespace

void FindStatusDisagreements(const Record& record, Tools& tools,
                             std::vector<FoundDisagreement>& found) {
  const std::vector<Witness> witnesses = WitnessesOf(record, tools);
  if (witnesses.size() < 2) return;
  const std::set<Day> turns = TurningDays(witnesses);
  Sayings open;  // of the stretch that is not reported yet
  DayRange days;
  const auto close = [&] {
    if (!open.empty()) Report(record, open, days, tools, found);
    open.clear();
  };
  for (auto turn = turns.begin(); turn != turns.end(); ++turn) {
    Sayings sayings = PartingsOn(witnesses, *turn);
    const Day last = std::next(turn) == turns.end()
                         ? model::kMaxDay
                         : std::next(turn)->Previous();
    if (!open.empty() && SameSayings(open, sayings)) {
      days.last = last;
      continue;
    }
    close();
    open = std::move(sayings);
    days = {*turn, last};
  }
  close();
}

}  // namespace comity::query
