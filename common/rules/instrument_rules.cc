// Parties of instruments: who signs, binds itself and leaves, and when.
#include <map>
#include <optional>
#include <string>

#include "absl/strings/str_cat.h"

#include "common/model/errors.h"
#include "common/model/record_access.h"
#include "common/rules/rules.h"

namespace comity::rules {
namespace {

using model::Quoted;
using model::v1::Event;
using platform::Violations;

enum class Tie { kNone, kSigned, kBound };

// A party may ratify without a signature on record: sources often tell the one
// and not the other. What it does twice it must have undone between.
void JudgeParty(const Draft& draft, absl::string_view party,
                const EventSelection& events, Violations& violations) {
  const auto add = [&](size_t i, model::v1::Reason reason,
                       absl::string_view what) {
    draft.AddEventViolation(events.indexes[i], "", reason,
                            absl::StrCat(Quoted(party), what), violations);
  };
  Tie tie = Tie::kNone;
  for (size_t i = 0; i < events.size(); ++i) {
    switch (events.events[i]->payload_case()) {
      case Event::kSigned:
        if (tie != Tie::kNone) {
          add(i, model::v1::REASON_STEP_OUT_OF_ORDER,
              tie == Tie::kSigned ? " signs but has signed already"
                                  : " signs but is bound already");
        }
        if (tie == Tie::kNone) tie = Tie::kSigned;
        break;
      case Event::kRatified:
      case Event::kAcceded:
        if (tie == Tie::kBound) {
          add(i, model::v1::REASON_STEP_OUT_OF_ORDER,
              events.events[i]->has_ratified()
                  ? " ratifies but is bound already"
                  : " accedes but is bound already");
        }
        tie = Tie::kBound;
        break;
      default:
        if (tie == Tie::kNone) {
          add(i, model::v1::REASON_PARTY_NOT_JOINED,
              " withdraws but is not a party at that point");
        }
        tie = Tie::kNone;
    }
  }
  JudgeOrder(draft, events, violations);
}

// The instrument's own steps, in the order in which they may come.
int StepOf(const Event& event) {
  switch (event.payload_case()) {
    case Event::kAdopted:
      return 1;
    case Event::kEnteredIntoForce:
      return 2;
    case Event::kTerminated:
      return 3;
    default:
      return 0;
  }
}

void JudgeOwnSteps(const Draft& draft, const EventSelection& own,
                   Violations& violations) {
  for (size_t i = 1; i < own.size(); ++i) {
    if (StepOf(*own.events[i]) > StepOf(*own.events[i - 1])) continue;
    draft.AddEventViolation(
        own.indexes[i], "", model::v1::REASON_STEP_OUT_OF_ORDER,
        absl::StrCat("'", model::PayloadName(*own.events[i]),
                     "' cannot follow '",
                     model::PayloadName(*own.events[i - 1]), "'"),
        violations);
  }
  JudgeOrder(draft, own, violations);
}

}  // namespace

void JudgeInstrument(const Draft& draft, Violations& violations) {
  if (!draft.after->has_instrument()) return;
  // Lists are often kept party by party: each party's events are an order of
  // their own, and so are the instrument's.
  std::map<absl::string_view, EventSelection> parties;
  EventSelection own;
  std::optional<model::DayRange> end;
  const EventSelection accepted = AcceptedOf(draft);
  for (size_t i = 0; i < accepted.size(); ++i) {
    const Event& event = *accepted.events[i];
    const absl::string_view party = model::PartyOf(event);
    (party.empty() ? own : parties[party]).Add(event, accepted.indexes[i]);
    if (event.has_terminated()) end = BoundsOf(event);
  }
  JudgeOwnSteps(draft, own, violations);
  for (const auto& [party, events] : parties) {
    JudgeParty(draft, party, events, violations);
    if (!end.has_value()) continue;
    for (size_t i = 0; i < events.size(); ++i) {
      if (BoundsOf(*events.events[i]).first <= end->last) continue;
      draft.AddEventViolation(
          events.indexes[i], "", model::v1::REASON_OUTSIDE_LIFETIME,
          absl::StrCat(events.events[i]->date(), " is after ",
                       Quoted(draft.name), " was terminated (",
                       end->last.ToString(), " at the latest)"),
          violations);
    }
  }
}

}  // namespace comity::rules
