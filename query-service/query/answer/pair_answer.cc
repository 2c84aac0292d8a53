#include "query/answer/pair_answer.h"

#include <optional>
#include <string>

#include "absl/strings/str_cat.h"

#include "common/model/fold.h"
#include "common/model/record_access.h"
#include "common/model/view.h"
#include "common/platform/error.h"
#include "query/answer/stretches.h"

namespace comity::query {
namespace {

using model::MembershipTimeline;
using model::OutcomeKind;
using model::v1::Event;
using model::v1::Record;

v1::Certainty ToProto(model::Certainty certainty) {
  switch (certainty) {
    case model::Certainty::kCertain:
      return v1::CERTAINTY_CERTAIN;
    case model::Certainty::kPossible:
      return v1::CERTAINTY_POSSIBLE;
    case model::Certainty::kNone:
      break;
  }
  return v1::CERTAINTY_UNSPECIFIED;
}

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

// What the stretches of the days asked amount to.
struct Tally {
  bool asked = false;    // one of the statuses asked for may hold
  bool other = false;    // another one, or none, may hold
  bool unknown = false;  // the source may not know

  v1::Verdict verdict() const {
    if (unknown) {
      return asked || other ? v1::VERDICT_POSSIBLY : v1::VERDICT_UNKNOWN;
    }
    if (asked) return other ? v1::VERDICT_POSSIBLY : v1::VERDICT_YES;
    return v1::VERDICT_NO;
  }
};

}  // namespace

absl::Status PairAnswerer::Fill(absl::string_view organization,
                                absl::string_view member,
                                const Version* version, model::DayRange days,
                                v1::MembershipAnswer& answer) {
  answer.set_organization(organization.data(), organization.size());
  answer.set_member(member.data(), member.size());
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
        absl::StrCat("'", record.name(), "' at revision ", context_.revision,
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
  ForEachStretch(timeline, days, [&](const Stretch& held) {
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
                          const Stretch& held, bool wholly_covered,
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
  const absl::string_view what = model::PayloadName(event);
  basis.set_record(record.name());
  basis.set_event_id(event.id());
  basis.set_what(what.data(), what.size());
  const model::DayRange bounds = membership.timeline.bounds(place);
  v1::AnswerDate& date = *basis.mutable_date();
  date.set_date(event.date());
  if (bounds.first != model::kMinDay) {
    date.set_earliest(bounds.first.ToString());
  }
  if (bounds.last != model::kMaxDay) date.set_latest(bounds.last.ToString());
  basis.set_standing(model::IsAccepted(event) ? model::v1::STANDING_ACCEPTED
                                              : event.standing());
  for (const model::v1::Citation& citation : event.citations()) {
    if (reader_.Shows(citation)) *basis.add_citations() = citation;
  }
}

void PairAnswerer::SetUnknown(v1::UnknownReason reason,
                              v1::MembershipAnswer& answer) const {
  answer.set_unknown_reason(reason);
  SetVerdict(v1::VERDICT_UNKNOWN, answer);
}

void PairAnswerer::SetVerdict(v1::Verdict verdict,
                              v1::MembershipAnswer& answer) const {
  answer.set_verdict(verdict);
  const v1::CertaintyMode mode = context_.mode();
  if (verdict == v1::VERDICT_YES || verdict == v1::VERDICT_NO) {
    answer.set_holds(verdict == v1::VERDICT_YES);
  } else if (verdict == v1::VERDICT_POSSIBLY &&
             mode != v1::CERTAINTY_MODE_UNSPECIFIED) {
    answer.set_holds(mode == v1::CERTAINTY_MODE_INCLUSIVE);
  }
}

}  // namespace comity::query
