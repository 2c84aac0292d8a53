// What a chart of memberships shows, before anybody decides how: rows of
// lanes, lanes of spans and markers, all in days. The text and the SVG renderer
// draw from this one model and from the same pieces of it, so they cannot tell
// different stories.
//
// Nothing here judges what was so: spans are the stretches that the query
// service answered with.
//
// Thread safety: values and pure functions.
#ifndef COMITY_CLI_DRAW_CHART_H_
#define COMITY_CLI_DRAW_CHART_H_

#include <optional>
#include <string>
#include <vector>

#include "comity/model/v1/event_payload.pb.h"
#include "common/model/day.h"

namespace comity::cli {

// One status that was held, perhaps, for one stretch of time.
struct ChartSpan {
  // UNSPECIFIED: the source says that it does not know.
  model::v1::MembershipStatus status = model::v1::MEMBERSHIP_STATUS_UNSPECIFIED;
  // On which days it may have been held: from kMinDay where nothing says since
  // when, to kMaxDay where it goes on or nothing says until when.
  model::DayRange possible;
  // On which of these days it certainly was; unset: on none.
  std::optional<model::DayRange> certain;
  // No event ends it.
  bool goes_on = false;
  // The date that it begins with, in few characters: "2004", "2013~",
  // "1951–1955", "?". And the one it ends with; empty while it goes on.
  std::string since, until;
  // The whole of it for a reader who points at it, in lines.
  std::string story;

  friend bool operator==(const ChartSpan&, const ChartSpan&) = default;
};

// What a marker stands for. Steps of accession bear no status and are points,
// not spans.
enum class MarkerKind {
  kApplication,  // interest voiced, invited, applied
  kTalks,        // negotiations opened
  kDecision,     // admission decided
  kSignature,    // accession signed, ratified
  kLeaving,      // application withdrawn, withdrawal notified
};

struct ChartMarker {
  MarkerKind kind = MarkerKind::kApplication;
  // The bounds of its date; more than one day where the date is imprecise.
  model::DayRange days;
  std::string story;

  // Where it is drawn: the middle of its days.
  model::Day middle() const;
};

// One membership.
struct ChartLane {
  // Tells the lanes of one row apart, such as `EU`; empty in rows of one lane.
  std::string tag;
  std::vector<ChartSpan> spans;
  std::vector<ChartMarker> markers;
};

struct ChartRow {
  std::string label;
  // The full label and the record's name, for a reader who points at it.
  std::string story;
  std::vector<ChartLane> lanes;
};

struct ChartSection {
  // May be empty.
  std::string heading;
  std::vector<ChartRow> rows;
};

struct Chart {
  std::string title;
  // What the title leaves out, in lines.
  std::vector<std::string> subtitle;
  std::vector<ChartSection> sections;
  // The days drawn. REQUIRES of the renderers: first <= last.
  model::DayRange axis;
  std::optional<model::Day> today;
  // The days that a table beside it is of, unless that is today.
  std::optional<model::DayRange> asked;
  // The days that the sources asked speak of; unset: all.
  std::optional<model::DayRange> covered;
  // What it rests on, in lines.
  std::vector<std::string> footer;

  bool empty() const;
};

// A status of a piece, and whether it was certainly held throughout the piece.
struct Layer {
  const ChartSpan* span = nullptr;
  bool certain = false;

  friend bool operator==(const Layer&, const Layer&) = default;
};

// A stretch of a lane in which the same can be said of every day. Of several
// layers one at most held on each day, and nobody can say which: the events
// between them are imprecise.
struct Piece {
  model::DayRange days;
  std::vector<Layer> layers;  // at least one
};

// The pieces of a lane that lie on the axis, in order and disjoint. They point
// into the lane.
std::vector<Piece> PiecesOf(const ChartLane& lane, model::DayRange axis);

// The markers of a lane that lie on the axis, by their middles.
std::vector<const ChartMarker*> MarkersOf(const ChartLane& lane,
                                          model::DayRange axis);

// The days to be drawn when nobody says which: whole years from the first event
// to today, or to the last event if that is later.
model::DayRange NaturalAxis(const Chart& chart, model::Day today);

// Holds all spans to the days that the sources asked speak of, and notes these
// days. What is said of others follows from events within them, and nobody
// says that it stayed so.
void HoldTo(model::DayRange covered, Chart& chart);

// Leaves out spans that begin after the axis or end before it, then lanes' rows
// and sections of which nothing is left.
void KeepOnAxis(Chart& chart);

// Keeps rows that hold one of these statuses on the axis at some time, perhaps;
// of an empty list all. The rows stay whole: a member's years as a candidate
// belong to its story.
void KeepStatuses(const std::vector<model::v1::MembershipStatus>& statuses,
                  Chart& chart);

enum class RowOrder {
  kSince,   // who was in first comes first; rows without spans last
  kName,    // by label
  kStatus,  // by the status at the end of the axis, members first
};

// Sorts the rows of each section; equals by their label.
void SortRows(RowOrder order, Chart& chart);

// The statuses that the chart shows, whether some piece is only possible, and
// the markers it shows: what a legend has to explain.
struct Shown {
  std::vector<model::v1::MembershipStatus> statuses;  // members first
  std::vector<MarkerKind> markers;
  bool possible = false;
  bool unknown = false;
};
Shown ShownIn(const Chart& chart);

// "member", "dialogue partner"; "unknown" of UNSPECIFIED.
std::string StatusWord(model::v1::MembershipStatus status);

// "negotiations opened" and the like, for a legend.
std::string MarkerWords(MarkerKind kind);

}  // namespace comity::cli

#endif  // COMITY_CLI_DRAW_CHART_H_
