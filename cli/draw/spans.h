// The query service's answers as parts of a chart.
//
// The service has folded the events already: each status of a MembershipAnswer
// that was asked for a long time is a stretch, with the bounds of the events
// that it lies between. With these bounds [lo, hi] and [lo', hi'] it may have
// been held on [lo, hi' - 1] and certainly was on [hi, lo' - 1].
//
// Thread safety: pure functions.
#ifndef COMITY_CLI_DRAW_SPANS_H_
#define COMITY_CLI_DRAW_SPANS_H_

#include <optional>
#include <string>
#include <vector>

#include "cli/draw/chart.h"

#include "comity/query/v1/membership.pb.h"
#include "comity/query/v1/timeline.pb.h"
#include "common/model/day.h"

namespace comity::cli {

// An answer's date: its bounds, kMinDay and kMaxDay where it has none.
model::DayRange BoundsOf(const query::v1::AnswerDate& date);

// The same for a reader in few characters: "2004", "2013~", "1951–1955",
// "by 1960", "from 1951", "?".
std::string ShortDate(const query::v1::AnswerDate& date);

// "negotiations opened" of `negotiations_opened`.
std::string EventWords(const std::string& what);

// "says sources/x, art. 1; disputed by sources/y", three at most and how many
// more; empty without citations.
std::string SaysWho(
    const google::protobuf::RepeatedPtrField<model::v1::Citation>& citations);

// The spans of an answer on all days. With `strict` only what is certain, cut
// to the days on which it is.
std::vector<ChartSpan> SpansOf(const query::v1::MembershipAnswer& answer,
                               bool strict);

// The spans on which a source says that it does not know: from each
// `status_unknown` of the record's entries to the next event that bears a
// status. `entries` are those of one membership, in the service's order.
std::vector<ChartSpan> UnknownSpansOf(
    const std::vector<query::v1::TimelineEntry>& entries);

// The marker of a step of accession; unset of any other event, and of a step of
// unknown date, which has no place on an axis.
std::optional<ChartMarker> MarkerOf(const query::v1::TimelineEntry& entry);

}  // namespace comity::cli

#endif  // COMITY_CLI_DRAW_SPANS_H_
