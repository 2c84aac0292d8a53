#include "query/answer/explain.h"

#include "absl/strings/string_view.h"

namespace comity::query {

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

v1::Verdict VerdictOn(const model::Track& track, model::DayRange days,
                      absl::FunctionRef<bool(int place)> holds) {
  Tally tally;
  track.ForEachStretch(
      days, [holds](int place) { return holds(place) ? 1 : 0; },
      [&](const model::Stretch& stretch) {
        (holds(stretch.bearing) ? tally.asked : tally.other) = true;
      });
  return tally.verdict();
}

bool IsShown(v1::Verdict verdict, v1::CertaintyMode mode) {
  if (verdict == v1::VERDICT_UNKNOWN) return true;
  if (verdict == v1::VERDICT_POSSIBLY) {
    return mode != v1::CERTAINTY_MODE_STRICT;
  }
  return verdict == v1::VERDICT_YES;
}

bool IsShown(model::Certainty at_some_time, v1::CertaintyMode mode) {
  if (at_some_time == model::Certainty::kPossible) {
    return mode != v1::CERTAINTY_MODE_STRICT;
  }
  return at_some_time == model::Certainty::kCertain;
}

std::optional<bool> HoldsOf(v1::Verdict verdict, v1::CertaintyMode mode) {
  if (verdict == v1::VERDICT_YES || verdict == v1::VERDICT_NO) {
    return verdict == v1::VERDICT_YES;
  }
  if (verdict == v1::VERDICT_POSSIBLY &&
      mode != v1::CERTAINTY_MODE_UNSPECIFIED) {
    return mode == v1::CERTAINTY_MODE_INCLUSIVE;
  }
  return std::nullopt;
}

void FillDate(const model::v1::Event& event, model::DayRange bounds,
              v1::AnswerDate& date) {
  date.set_date(event.date());
  if (bounds.first != model::kMinDay) {
    date.set_earliest(bounds.first.ToString());
  }
  if (bounds.last != model::kMaxDay) date.set_latest(bounds.last.ToString());
}

void Explainer::Event(const model::v1::Record& record,
                      const model::v1::Event& event, model::DayRange bounds,
                      v1::EventBasis& basis) {
  const absl::string_view what = model::PayloadName(event);
  basis.set_record(record.name());
  basis.set_event_id(event.id());
  basis.set_what(what.data(), what.size());
  FillDate(event, bounds, *basis.mutable_date());
  basis.set_standing(model::IsAccepted(event) ? model::v1::STANDING_ACCEPTED
                                              : event.standing());
  Citations(event.citations(), *basis.mutable_citations());
  if (context_.reader.IsHypothetical(event)) basis.set_hypothetical(true);
}

void Explainer::Holding(const model::v1::Record& record,
                        const model::Track& track,
                        const model::Stretch& stretch, v1::Holding& holding) {
  holding.set_at_some_time(ToProto(stretch.at_some_time));
  holding.set_throughout(ToProto(stretch.throughout));
  holding.set_approximate(track.AnyQualified(stretch.places));
  const int first = stretch.places.first;
  if (first >= 0) {
    Event(record, *track.event(first), track.bounds(first),
          *holding.mutable_since());
  }
  const int end = stretch.places.last + 1;
  if (end < track.size()) {
    Event(record, *track.event(end), track.bounds(end),
          *holding.mutable_until());
  }
}

void Explainer::Citations(
    const model::CitationList& citations,
    google::protobuf::RepeatedPtrField<model::v1::Citation>& out) {
  for (const model::v1::Citation& citation : citations) {
    if (reader_.Shows(citation)) *out.Add() = citation;
  }
}

}  // namespace comity::query
