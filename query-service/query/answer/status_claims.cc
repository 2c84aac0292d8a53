// Disagreements about what a member was: each source's own fold, side by side.
#include <algorithm>
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

// What a witness says of a day: a status, or none (unspecified), and the place
// of the event that it holds since, -1 for none.
struct Word {
  model::v1::MembershipStatus status;
  int since;
};

// Nothing when it does not speak of the day, does not know, or leaves it open.
std::optional<Word> WordOf(const Witness& witness, Day day) {
  if (day < witness.speaks.first || day > witness.speaks.last) {
    return std::nullopt;
  }
  const MembershipTimeline::DayView view = witness.timeline.At(day);
  const model::Outcome& outcome = witness.timeline.outcome(view.possible.last);
  if (!view.certain || outcome.kind == OutcomeKind::kUnknown) {
    return std::nullopt;
  }
  int since = view.possible.last;
  while (since >= 0 &&
         witness.timeline.outcome(since - 1).SameStatus(outcome)) {
    --since;
  }
  return Word{outcome.status, since};
}

// The days that a source speaks of: within its coverage, or from its first
// event on, and not after it was published.
DayRange SpeaksOf(const model::v1::Source& source,
                  const MembershipTimeline& timeline) {
  DayRange days;
  const auto coverage = model::Interval::Parse(source.coverage());
  if (!source.coverage().empty() && coverage.ok()) {
    days = coverage->outer();
  } else if (timeline.size() > 0) {
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

Sayings SayingsOn(const std::vector<Witness>& witnesses, Day day) {
  Sayings sayings;
  for (const Witness& witness : witnesses) {
    const std::optional<Word> word = WordOf(witness, day);
    if (word.has_value()) {
      sayings[word->status].push_back({&witness, word->since});
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
    if (open.size() > 1) Report(record, open, days, tools, found);
    open.clear();
  };
  for (auto turn = turns.begin(); turn != turns.end(); ++turn) {
    Sayings sayings = SayingsOn(witnesses, *turn);
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
