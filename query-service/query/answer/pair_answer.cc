#include "query/answer/pair_answer.h"

#include <algorithm>
#include <optional>
#include <string>
#include <utility>

#include "absl/strings/str_cat.h"

#include "common/model/fold.h"
#include "common/model/record_access.h"
#include "common/model/stretches.h"
#include "common/platform/error.h"

namespace comity::query {
namespace {

using model::MembershipTimeline;
using model::OutcomeKind;
using model::v1::Event;
using model::v1::Record;

const std::string& TitleOf(const Event& event) {
  switch (event.payload_case()) {
    case Event::kAdmitted:
      return event.admitted().title();
    case Event::kStatusChanged:
      return event.status_changed().title();
    case Event::kSuspended:
      return event.suspended().title();
    default:
      return Event::default_instance().id();  // empty
  }
}

v1::SuccessionKind Inverse(v1::SuccessionKind kind) {
  return kind == v1::SUCCESSION_KIND_CONTINUED_BY
             ? v1::SUCCESSION_KIND_CONTINUES
             : v1::SUCCESSION_KIND_SUCCEEDS;
}

}  // namespace

v1::Verdict VerdictOf(const MembershipTimeline& timeline, model::DayRange days,
                      StatusSet asked) {
  const int first = timeline.At(days.first).possible.first;
  const int last = days.first == days.last
                       ? timeline.At(days.first).possible.last
                       : timeline.At(days.last).possible.last;
  Tally tally;
  for (int place = first; place <= last; ++place) {
    // A place that no day ends at is never seen: the next event falls on the
    // same day.
    if (place >= 0 && place + 1 < timeline.size() &&
        timeline.bounds(place).first >= timeline.bounds(place + 1).last) {
      continue;
    }
    const model::Outcome& outcome = timeline.outcome(place);
    switch (outcome.kind) {
      case OutcomeKind::kUnknown:
        tally.unknown = true;
        break;
      case OutcomeKind::kNone:
        tally.other = true;
        break;
      case OutcomeKind::kStatus:
        (asked.Has(outcome.status) ? tally.asked : tally.other) = true;
        break;
    }
  }
  return tally.verdict();
}

absl::Status PairAnswerer::Fill(absl::string_view organization,
                                absl::string_view member,
                                const Version* version, model::DayRange days,
                                v1::MembershipAnswer& answer) {
  answer.set_organization(organization.data(), organization.size());
  answer.set_member(member.data(), member.size());
  FillSuccessions(answer);
  const std::optional<model::DayRange> covered = reader_.Covered(days);
  if (!covered.has_value()) {
    SetUnknown(v1::UNKNOWN_REASON_OUTSIDE_COVERAGE, answer);
    return absl::OkStatus();
  }
  const bool wholly_covered = *covered == days;
  if (version == nullptr) {
    FillWithoutEvents(wholly_covered, answer);
    return absl::OkStatus();
  }
  if (!context_.view().canonical()) {
    return FillFromView(*version->record, *covered, wholly_covered, answer);
  }
  FillFromTimeline(*version->record, *version->membership, days,
                   /*wholly_covered=*/true, answer);
  return absl::OkStatus();
}

absl::Status PairAnswerer::FillFromView(const Record& record,
                                        model::DayRange days,
                                        bool wholly_covered,
                                        v1::MembershipAnswer& answer) {
  CompiledMembership membership;
  membership.events = reader_.Select(record.membership().events());
  if (membership.events.empty()) {
    FillWithoutEvents(wholly_covered, answer);
    return absl::OkStatus();
  }
  auto timeline = MembershipTimeline::Build(membership.events,
                                            context_.view().order_policy());
  if (!timeline.ok()) {
    return platform::Error(
        model::v1::REASON_INTERNAL,
        absl::StrCat("'", record.name(), "' at revision ", context_.revision(),
                     ": ", timeline.status().message()));
  }
  membership.timeline = *std::move(timeline);
  FillFromTimeline(record, membership, days, wholly_covered, answer);
  return absl::OkStatus();
}

void PairAnswerer::FillWithoutEvents(bool wholly_covered,
                                     v1::MembershipAnswer& answer) {
  // Silence is a "no" of the canonical view, which claims to be whole, and of
  // another one only where it speaks of the organization at all.
  if (!wholly_covered) {
    SetUnknown(v1::UNKNOWN_REASON_OUTSIDE_COVERAGE, answer);
  } else if (!context_.view().canonical() &&
             !reader_.SpeaksOf(answer.organization())) {
    SetUnknown(v1::UNKNOWN_REASON_NO_EVIDENCE, answer);
  } else {
    SetVerdict(v1::VERDICT_NO, answer);
  }
}

void PairAnswerer::FillFromTimeline(const Record& record,
                                    const CompiledMembership& membership,
                                    model::DayRange days, bool wholly_covered,
                                    v1::MembershipAnswer& answer) {
  const MembershipTimeline& timeline = membership.timeline;
  Tally tally;
  // On the days that no source speaks of, nothing is known.
  tally.unknown = !wholly_covered;
  v1::UnknownReason reason = wholly_covered
                                 ? v1::UNKNOWN_REASON_SOURCE_SAYS_UNKNOWN
                                 : v1::UNKNOWN_REASON_OUTSIDE_COVERAGE;
  bool any_certain = false;
  int none_since = -1;
  ForEachStretch(timeline, days, [&](const model::Stretch& held) {
    const model::Outcome& outcome = timeline.outcome(held.bearing);
    switch (outcome.kind) {
      case OutcomeKind::kUnknown:
        tally.unknown = true;
        // Before a story whose beginning the view lacks.
        if (held.places.first < 0) reason = v1::UNKNOWN_REASON_NO_EVIDENCE;
        return;
      case OutcomeKind::kNone:
        tally.other = true;
        none_since = held.places.first;
        return;
      case OutcomeKind::kStatus:
        break;
    }
    (asked_.Has(outcome.status) ? tally.asked : tally.other) = true;
    const bool certain = held.at_some_time == model::Certainty::kCertain;
    any_certain |= certain;
    if (certain || context_.mode() != v1::CERTAINTY_MODE_STRICT) {
      AddRow(record, membership, held, wholly_covered, answer);
    }
  });
  if (!any_certain && none_since >= 0) {
    Explain(record, membership, none_since, *answer.mutable_none_since());
  }
  const v1::Verdict verdict = tally.verdict();
  if (verdict == v1::VERDICT_UNKNOWN) answer.set_unknown_reason(reason);
  SetVerdict(verdict, answer);
}

void PairAnswerer::AddRow(const Record& record,
                          const CompiledMembership& membership,
                          const model::Stretch& held, bool wholly_covered,
                          v1::MembershipAnswer& answer) {
  const MembershipTimeline& timeline = membership.timeline;
  const model::Outcome& outcome = timeline.outcome(held.bearing);
  v1::HeldStatus& row = *answer.add_statuses();
  row.set_status(outcome.status);
  if (outcome.title_event >= 0) {
    row.set_title(
        TitleOf(*membership.events[static_cast<size_t>(outcome.title_event)]));
  }
  row.set_at_some_time(ToProto(held.at_some_time));
  const bool capped =
      !wholly_covered && held.throughout == model::Certainty::kCertain;
  row.set_throughout(capped ? v1::CERTAINTY_POSSIBLE
                            : ToProto(held.throughout));
  row.set_approximate(timeline.AnyQualified(held.places));
  Explain(record, membership, held.places.first, *row.mutable_since());
  if (held.places.last + 1 < timeline.size()) {
    Explain(record, membership, held.places.last + 1, *row.mutable_until());
  }
}

void PairAnswerer::Explain(const Record& record,
                           const CompiledMembership& membership, int place,
                           v1::EventBasis& basis) {
  const model::Outcome& outcome = membership.timeline.outcome(place);
  const Event& event = *membership.events[static_cast<size_t>(outcome.event)];
  explainer_.Event(record, event, membership.timeline.bounds(place), basis);
}

void PairAnswerer::FillSuccessions(v1::MembershipAnswer& answer) {
  context_.reader.ForEachSuccession(
      answer.organization(), [&](const Version& version) {
        const Record& record = *version.record;
        const std::string& before = record.membership().member();
        for (const Event* event : reader_.Select(model::EventsOf(record))) {
          if (event->has_continued_by()) {
            AddSuccession(record, *event, v1::SUCCESSION_KIND_CONTINUED_BY,
                          before, event->continued_by().member(), answer);
          }
          for (const std::string& after :
               event->ended_by_succession().successors()) {
            AddSuccession(record, *event, v1::SUCCESSION_KIND_SUCCEEDED_BY,
                          before, after, answer);
          }
        }
      });
  // The index keeps no order, and an answer must not depend on it.
  std::sort(answer.mutable_successions()->begin(),
            answer.mutable_successions()->end(),
            [](const v1::Succession& a, const v1::Succession& b) {
              return std::make_pair(a.kind(), a.member()) <
                     std::make_pair(b.kind(), b.member());
            });
}

void PairAnswerer::AddSuccession(const Record& record, const Event& event,
                                 v1::SuccessionKind kind,
                                 const std::string& before,
                                 const std::string& after,
                                 v1::MembershipAnswer& answer) {
  const bool is_before = answer.member() == before;
  if (!is_before && answer.member() != after) return;
  v1::Succession& succession = *answer.add_successions();
  succession.set_kind(is_before ? kind : Inverse(kind));
  succession.set_member(is_before ? after : before);
  const auto date = model::Date::Parse(event.date());
  explainer_.Event(record, event,
                   date.ok() ? date->bounds() : model::DayRange{},
                   *succession.mutable_event());
}

void PairAnswerer::SetUnknown(v1::UnknownReason reason,
                              v1::MembershipAnswer& answer) const {
  answer.set_unknown_reason(reason);
  SetVerdict(v1::VERDICT_UNKNOWN, answer);
}

void PairAnswerer::SetVerdict(v1::Verdict verdict,
                              v1::MembershipAnswer& answer) const {
  answer.set_verdict(verdict);
  const std::optional<bool> holds = HoldsOf(verdict, context_.mode());
  if (holds.has_value()) answer.set_holds(*holds);
}

}  // namespace comity::query
