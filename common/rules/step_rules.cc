// The order of steps in the lives of states, organizations, institutions,
// proposals and positions.
#include <algorithm>
#include <map>
#include <optional>
#include <string>

#include "absl/strings/str_cat.h"

#include "common/model/record_access.h"
#include "common/rules/rules.h"

namespace comity::rules {
namespace {

using model::v1::Event;
using platform::Violations;

void AddStep(const Draft& draft, int index, absl::string_view message,
             Violations& violations) {
  draft.AddEventViolation(index, "", model::v1::REASON_STEP_OUT_OF_ORDER,
                          message, violations);
}

std::string Step(const Event& event) {
  return absl::StrCat("'", model::PayloadName(event), "'");
}

// The list of a state or organization may name its dissolution and its
// successors in any order: only foundings and endings are held against each
// other.
void JudgeLife(const Draft& draft, const EventSelection& accepted,
               Violations& violations) {
  // By class (founding, ending), the one before that can be no earlier.
  std::optional<size_t> latest[2];
  for (size_t i = 0; i < accepted.size(); ++i) {
    const Event& event = *accepted.events[i];
    const bool ends = event.has_dissolved() || event.has_succeeded_by();
    if (!ends && !event.has_founded()) continue;
    const std::optional<size_t>& rival = latest[ends ? 0 : 1];
    const model::DayRange bounds = BoundsOf(event);
    if (rival.has_value() &&
        BoundsOf(*accepted.events[*rival]).first > bounds.last) {
      draft.AddEventViolation(
          accepted.indexes[i], "", model::v1::REASON_ORDER_IMPOSSIBLE,
          absl::StrCat(model::NameOfEvent(event), " cannot follow ",
                       model::NameOfEvent(*accepted.events[*rival])),
          violations);
    }
    std::optional<size_t>& own = latest[ends ? 1 : 0];
    if (!own.has_value() ||
        BoundsOf(*accepted.events[*own]).first < bounds.first) {
      own = i;
    }
  }
}

// What is taken up and given up again, topic by topic: purposes and mandates.
struct TopicStep {
  absl::string_view topic;  // empty: not such an event
  bool begins = false;
};

TopicStep TopicStepOf(const Event& event) {
  switch (event.payload_case()) {
    case Event::kPurposeAdopted:
      return {event.purpose_adopted().topic(), true};
    case Event::kPurposeDropped:
      return {event.purpose_dropped().topic(), false};
    case Event::kMandateGiven:
      return {event.mandate_given().topic(), true};
    case Event::kMandateEnded:
      return {event.mandate_ended().topic(), false};
    default:
      return {};
  }
}

void JudgeTopics(const Draft& draft, const EventSelection& accepted,
                 Violations& violations) {
  std::map<absl::string_view, EventSelection> by_topic;
  for (size_t i = 0; i < accepted.size(); ++i) {
    const TopicStep step = TopicStepOf(*accepted.events[i]);
    if (step.topic.empty()) continue;
    by_topic[step.topic].Add(*accepted.events[i], accepted.indexes[i]);
  }
  for (const auto& [topic, events] : by_topic) {
    bool holds = false;
    for (size_t i = 0; i < events.size(); ++i) {
      const bool begins = TopicStepOf(*events.events[i]).begins;
      if (!begins && !holds) {
        AddStep(draft, events.indexes[i],
                absl::StrCat(Step(*events.events[i]), " but '", topic,
                             "' was not taken up before"),
                violations);
      }
      holds = begins;
    }
    JudgeOrder(draft, events, violations);
  }
}

// ESTABLISHED, OPENED, CLOSED, each once; whatever else happens to an
// institution happens before it closed.
void JudgeInstitution(const Draft& draft, const EventSelection& accepted,
                      Violations& violations) {
  const auto rank = [](const Event& event) {
    return event.has_established() ? 1
           : event.has_opened()    ? 2
           : event.has_closed()    ? 3
                                   : 0;
  };
  EventSelection life;
  EventSelection seats;
  std::optional<size_t> closing;
  for (size_t i = 0; i < accepted.size(); ++i) {
    const Event& event = *accepted.events[i];
    if (rank(event) > 0) life.Add(event, accepted.indexes[i]);
    if (event.has_seated()) seats.Add(event, accepted.indexes[i]);
    if (event.has_closed()) closing = i;
  }
  for (size_t i = 1; i < life.size(); ++i) {
    if (rank(*life.events[i]) > rank(*life.events[i - 1])) continue;
    AddStep(draft, life.indexes[i],
            absl::StrCat(Step(*life.events[i]), " cannot follow ",
                         Step(*life.events[i - 1])),
            violations);
  }
  JudgeOrder(draft, life, violations);
  JudgeOrder(draft, seats, violations);
  if (!closing.has_value()) return;
  const model::DayRange closed = BoundsOf(*accepted.events[*closing]);
  for (size_t i = 0; i < accepted.size(); ++i) {
    const Event& event = *accepted.events[i];
    if (rank(event) > 0 || BoundsOf(event).first <= closed.last) continue;
    AddStep(draft, accepted.indexes[i],
            absl::StrCat(Step(event), " is after the institution closed (",
                         closed.last.ToString(), " at the latest)"),
            violations);
  }
}

bool EndsProposal(const Event& event) {
  return event.has_adopted() || event.has_rejected() || event.has_withdrawn() ||
         event.has_lapsed();
}

// A proposal is made before anything comes of it, may be made again while it is
// open, and nothing follows its end.
void JudgeProposal(const Draft& draft, const EventSelection& accepted,
                   Violations& violations) {
  const Event* end = nullptr;
  bool proposed = false;
  for (size_t i = 0; i < accepted.size(); ++i) {
    const Event& event = *accepted.events[i];
    if (end != nullptr) {
      AddStep(draft, accepted.indexes[i],
              absl::StrCat(Step(event), " follows ", Step(*end),
                           ", which ends a proposal"),
              violations);
    } else if (event.has_proposed() && !proposed && i > 0) {
      AddStep(draft, accepted.indexes[i],
              absl::StrCat("'proposed' follows ", Step(*accepted.events[i - 1]),
                           "; a proposal is made first"),
              violations);
    }
    proposed |= event.has_proposed();
    if (end == nullptr && EndsProposal(event)) end = &event;
  }
  JudgeOrder(draft, accepted, violations);
}

// A position is taken, changed while it is held, abandoned, and may be taken
// again. When it was taken may be left open.
void JudgePosition(const Draft& draft, const EventSelection& accepted,
                   Violations& violations) {
  const Event* before = nullptr;
  for (size_t i = 0; i < accepted.size(); ++i) {
    const Event& event = *accepted.events[i];
    const bool abandoned = before != nullptr && before->has_abandoned();
    const bool fits = before == nullptr || event.has_taken() == abandoned;
    if (!fits) {
      AddStep(draft, accepted.indexes[i],
              absl::StrCat(Step(event), " cannot follow ", Step(*before)),
              violations);
    }
    before = &event;
  }
  JudgeOrder(draft, accepted, violations);
}

}  // namespace

void JudgeSteps(const Draft& draft, Violations& violations) {
  const EventSelection accepted = AcceptedOf(draft);
  switch (draft.after->body_case()) {
    case model::v1::Record::kState:
      return JudgeLife(draft, accepted, violations);
    case model::v1::Record::kOrganization:
      JudgeLife(draft, accepted, violations);
      return JudgeTopics(draft, accepted, violations);
    case model::v1::Record::kInstitution:
      JudgeInstitution(draft, accepted, violations);
      return JudgeTopics(draft, accepted, violations);
    case model::v1::Record::kProposal:
      return JudgeProposal(draft, accepted, violations);
    case model::v1::Record::kPosition:
      return JudgePosition(draft, accepted, violations);
    default:
      return;
  }
}

}  // namespace comity::rules
