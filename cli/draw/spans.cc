#include "cli/draw/spans.h"

#include <algorithm>
#include <utility>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_replace.h"
#include "absl/strings/string_view.h"
#include "cli/command/words.h"

#include "common/model/edtf.h"
#include "common/model/fold.h"
#include "common/model/record_access.h"

namespace comity::cli {
namespace {

using model::Day;
using model::DayRange;
using model::v1::Event;
using Citations = google::protobuf::RepeatedPtrField<model::v1::Citation>;

constexpr int kCitationsMax = 3;

Day DayOf(const std::string& text, Day otherwise) {
  if (text.empty()) return otherwise;
  const auto date = model::Date::Parse(text);
  return date.ok() ? date->earliest() : otherwise;
}

std::string YearOf(Day day) { return absl::StrCat(day.ToCivil().year()); }

std::string LineOf(const query::v1::EventBasis& event, absl::string_view word) {
  const std::string says = SaysWho(event.citations());
  return absl::StrCat(word, " ", DateInWords(event.date()), " (",
                      EventWords(event.what()), ")",
                      event.hypothetical() ? ", what if" : "",
                      says.empty() ? "" : "\n  ", says);
}

std::string StoryOf(const query::v1::HeldStatus& held, bool certain) {
  std::string story = StatusWord(held.status());
  if (!held.title().empty()) absl::StrAppend(&story, " (", held.title(), ")");
  if (!certain) absl::StrAppend(&story, ", possibly");
  if (held.approximate()) absl::StrAppend(&story, ", by approximate dates");
  absl::StrAppend(&story, "\n", LineOf(held.since(), "since"));
  if (held.has_until()) {
    absl::StrAppend(&story, "\n", LineOf(held.until(), "until"));
  }
  return story;
}

// The days between a beginning and an end; see the header.
void SetDays(DayRange since, std::optional<DayRange> until, ChartSpan& span) {
  span.goes_on = !until.has_value();
  const Day last = span.goes_on || until->last == model::kMaxDay
                       ? model::kMaxDay
                       : until->last.Previous();
  span.possible = {since.first, last};
  const Day certain_last = span.goes_on ? model::kMaxDay
                           : until->first == model::kMinDay
                               ? model::kMinDay
                               : until->first.Previous();
  if (since.last != model::kMaxDay && since.last <= certain_last) {
    span.certain = {since.last, certain_last};
  }
}

std::optional<MarkerKind> MarkerKindOf(Event::PayloadCase payload) {
  switch (payload) {
    case Event::kExpressedInterest:
    case Event::kInvited:
    case Event::kApplied:
      return MarkerKind::kApplication;
    case Event::kNegotiationsOpened:
      return MarkerKind::kTalks;
    case Event::kAdmissionDecided:
      return MarkerKind::kDecision;
    case Event::kAccessionSigned:
    case Event::kAccessionRatified:
      return MarkerKind::kSignature;
    case Event::kApplicationWithdrawn:
    case Event::kWithdrawalNotified:
      return MarkerKind::kLeaving;
    default:
      return std::nullopt;
  }
}

}  // namespace

DayRange BoundsOf(const query::v1::AnswerDate& date) {
  return {DayOf(date.earliest(), model::kMinDay),
          DayOf(date.latest(), model::kMaxDay)};
}

std::string ShortDate(const query::v1::AnswerDate& date) {
  const auto parsed = model::Date::Parse(date.date());
  if (parsed.ok() && !parsed->unknown() &&
      parsed->precision() != model::DatePrecision::kRange) {
    const char* mark = parsed->approximate() ? (parsed->uncertain() ? "%" : "~")
                                             : (parsed->uncertain() ? "?" : "");
    return absl::StrCat(YearOf(parsed->earliest()), mark);
  }
  const DayRange days = BoundsOf(date);
  const bool has_first = days.first != model::kMinDay;
  const bool has_last = days.last != model::kMaxDay;
  if (!has_first && !has_last) return "?";
  if (!has_first) return absl::StrCat("by ", YearOf(days.last));
  const std::string first = YearOf(days.first);
  if (!has_last) return absl::StrCat("from ", first);
  const std::string last = YearOf(days.last);
  return first == last ? first : absl::StrCat(first, "–", last);
}

std::string EventWords(const std::string& what) {
  return absl::StrReplaceAll(what, {{"_", " "}});
}

std::string SaysWho(const Citations& citations) {
  std::string text;
  int shown = 0;
  bool after_dispute = false;
  for (const model::v1::Citation& citation : citations) {
    if (shown == kCitationsMax) break;
    const bool disputes = citation.stance() == model::v1::STANCE_DISPUTES;
    const bool new_verb = shown == 0 || disputes != after_dispute;
    absl::StrAppend(&text, shown == 0 ? "" : "; ",
                    !new_verb  ? ""
                    : disputes ? "disputed by "
                               : "says ",
                    citation.source());
    if (!citation.locator().empty()) {
      absl::StrAppend(&text, ", ", citation.locator());
    }
    after_dispute = disputes;
    ++shown;
  }
  if (citations.size() > shown) {
    absl::StrAppend(&text, " and ", citations.size() - shown, " more");
  }
  return text;
}

std::vector<ChartSpan> SpansOf(const query::v1::MembershipAnswer& answer,
                               bool strict) {
  std::vector<ChartSpan> spans;
  for (const query::v1::HeldStatus& held : answer.statuses()) {
    ChartSpan span;
    span.status = held.status();
    SetDays(BoundsOf(held.since().date()),
            held.has_until() ? std::optional(BoundsOf(held.until().date()))
                             : std::nullopt,
            span);
    span.since = ShortDate(held.since().date());
    if (held.since().hypothetical()) absl::StrAppend(&span.since, ", what if");
    if (held.has_until()) span.until = ShortDate(held.until().date());
    span.story = StoryOf(held, span.certain.has_value());
    if (span.possible.first > span.possible.last) continue;
    if (strict && !span.certain.has_value()) continue;
    if (strict) span.possible = *span.certain;
    spans.push_back(std::move(span));
  }
  return spans;
}

std::vector<ChartSpan> UnknownSpansOf(
    const std::vector<query::v1::TimelineEntry>& entries) {
  std::vector<ChartSpan> spans;
  for (size_t i = 0; i < entries.size(); ++i) {
    const query::v1::TimelineEntry& entry = entries[i];
    if (!entry.event().has_status_unknown()) continue;
    const auto next = std::find_if(
        entries.begin() + static_cast<std::ptrdiff_t>(i) + 1, entries.end(),
        [](const auto& later) { return model::BearsStatus(later.event()); });
    ChartSpan span;
    const bool ends = next != entries.end();
    SetDays(BoundsOf(entry.date()),
            ends ? std::optional(BoundsOf(next->date())) : std::nullopt, span);
    if (span.possible.first > span.possible.last) continue;
    span.since = ShortDate(entry.date());
    if (ends) span.until = ShortDate(next->date());
    const std::string says = SaysWho(entry.event().citations());
    span.story =
        absl::StrCat("unknown\nsince ", DateInWords(entry.date()),
                     " (status unknown)", says.empty() ? "" : "\n  ", says);
    spans.push_back(std::move(span));
  }
  return spans;
}

std::optional<ChartMarker> MarkerOf(const query::v1::TimelineEntry& entry) {
  const Event& event = entry.event();
  const auto kind = MarkerKindOf(event.payload_case());
  if (!kind.has_value()) return std::nullopt;
  ChartMarker marker;
  marker.kind = *kind;
  marker.days = BoundsOf(entry.date());
  // One bound is the only day that can be named.
  if (marker.days.first == model::kMinDay) marker.days.first = marker.days.last;
  if (marker.days.last == model::kMaxDay) marker.days.last = marker.days.first;
  if (marker.days.first == model::kMaxDay) return std::nullopt;
  const absl::string_view what = model::PayloadName(event);
  marker.story =
      absl::StrCat(DateInWords(entry.date()), ": ",
                   EventWords(std::string(what.data(), what.size())));
  for (int i = 0; i < event.actors_size() && i < kCitationsMax; ++i) {
    absl::StrAppend(&marker.story, i == 0 ? " by " : ", ",
                    ShortName(event.actors(i)));
  }
  if (event.actors_size() > kCitationsMax) {
    absl::StrAppend(&marker.story, " and ", event.actors_size() - kCitationsMax,
                    " more");
  }
  if (entry.hypothetical()) absl::StrAppend(&marker.story, ", what if");
  const std::string says = SaysWho(event.citations());
  if (!says.empty()) absl::StrAppend(&marker.story, "\n  ", says);
  return marker;
}

}  // namespace comity::cli
