#include "cli/draw/svg_lane.h"

#include <algorithm>
#include <cmath>
#include <string>
#include <utility>
#include <vector>

#include "absl/strings/str_cat.h"

namespace comity::cli {
namespace {

constexpr double kMarkerRadius = 3.4;
constexpr double kMarkerRoom = 8;  // two markers nearer than this would touch
constexpr double kTextSizeMax = 9.5;
constexpr double kTextGap = 4;
constexpr double kWidthMin = 1.6;  // of a bar, however short
constexpr double kArrow = 6;

// Where markers end up, once those that would lie over each other are moved
// apart or, being of one kind, made one.
struct PlacedMarker {
  double x = 0;
  MarkerKind kind = MarkerKind::kApplication;
  model::DayRange days;
  std::string story;
};

// A stretch of x that is taken.
struct Taken {
  double from = 0, to = 0;
};

class LaneWriter {
 public:
  LaneWriter(const ChartLane& lane, const LanePlace& place, XmlWriter& svg)
      : place_(place),
        scale_(place.axis, place.box.width),
        pieces_(PiecesOf(lane, place.axis)),
        svg_(svg) {
    PlaceMarkers(lane);
  }

  void Run() {
    for (const Piece& piece : pieces_) WritePiece(piece);
    for (size_t i = 0; i < pieces_.size(); ++i) {
      WriteSince(i);
      WriteUntil(i);
    }
    for (const PlacedMarker& marker : markers_) WriteMarkerOf(marker);
  }

 private:
  double XOf(model::Day day) const { return place_.box.x + scale_.Begin(day); }
  double EndOf(model::Day day) const { return place_.box.x + scale_.End(day); }
  double middle() const { return place_.box.y + place_.box.height / 2; }
  double text_size() const {
    return std::min(kTextSizeMax, place_.box.height * 0.8);
  }

  void PlaceMarkers(const ChartLane& lane);
  Box BoxOf(const Piece& piece, size_t layer) const;
  void WritePiece(const Piece& piece);
  void WriteArrow(const Box& box, const Layer& layer);
  void WriteSince(size_t index);
  void WriteUntil(size_t index);
  void WriteMarkerOf(const PlacedMarker& marker);
  bool IsFree(Taken wanted) const;

  const LanePlace& place_;
  const Scale scale_;
  const std::vector<Piece> pieces_;
  std::vector<PlacedMarker> markers_;
  XmlWriter& svg_;
};

void LaneWriter::PlaceMarkers(const ChartLane& lane) {
  for (const ChartMarker* marker : MarkersOf(lane, place_.axis)) {
    const double x = place_.box.x + scale_.Middle(marker->middle());
    // Of several that would touch, one of the same kind takes it in; beside
    // another kind it is moved on, as little as it takes.
    const auto same = std::find_if(
        markers_.begin(), markers_.end(), [&](const PlacedMarker& placed) {
          return placed.kind == marker->kind &&
                 std::abs(placed.x - x) < kMarkerRoom;
        });
    if (same != markers_.end()) {
      absl::StrAppend(&same->story, "\n", marker->story);
      same->days.last = std::max(same->days.last, marker->days.last);
      continue;
    }
    const double free = markers_.empty() ? x : markers_.back().x + kMarkerRoom;
    markers_.push_back(
        {std::max(x, free), marker->kind, marker->days, marker->story});
  }
}

Box LaneWriter::BoxOf(const Piece& piece, size_t layer) const {
  const double x = XOf(piece.days.first);
  const double width = std::max(EndOf(piece.days.last) - x, kWidthMin);
  const double share = static_cast<double>(piece.layers.size());
  if (piece.layers.size() > 1) {
    const double height = place_.box.height / share;
    return {x, place_.box.y + height * static_cast<double>(layer), width,
            height};
  }
  const double height =
      place_.box.height * SvgLookOf(piece.layers[0].span->status).height;
  return {x, middle() - height / 2, width, height};
}

void LaneWriter::WritePiece(const Piece& piece) {
  for (size_t i = 0; i < piece.layers.size(); ++i) {
    const Layer& layer = piece.layers[i];
    svg_.Open(
        "g",
        {{"class", absl::StrCat("span ", layer.certain ? "certain" : "possible",
                                " status-", SvgLookOf(layer.span->status).id)},
         {"data-from", piece.days.first.ToString()},
         {"data-to", piece.days.last.ToString()}});
    svg_.Text("title", {}, layer.span->story);
    const Box box = BoxOf(piece, i);
    WriteBar(box, layer.span->status, layer.certain, {}, svg_);
    if (layer.span->goes_on && piece.days.last == place_.axis.last) {
      WriteArrow(box, layer);
    }
    svg_.Close();
  }
}

// Beyond the axis: it goes on.
void LaneWriter::WriteArrow(const Box& box, const Layer& layer) {
  const SvgLook look = SvgLookOf(layer.span->status);
  const double x = box.x + box.width + 1;
  svg_.Leaf("path",
            {{"d", absl::StrCat("M", Number(x), ",", Number(box.y), " L",
                                Number(x + kArrow), ",",
                                Number(box.y + box.height / 2), " L", Number(x),
                                ",", Number(box.y + box.height), " Z")},
             {"fill", layer.certain ? look.fill : "#ffffff"},
             {"stroke", look.edge},
             {"stroke-width", "0.8"}});
}

bool LaneWriter::IsFree(Taken wanted) const {
  return std::none_of(markers_.begin(), markers_.end(),
                      [&](const PlacedMarker& marker) {
                        return marker.x + kMarkerRadius + 1 > wanted.from &&
                               marker.x - kMarkerRadius - 1 < wanted.to;
                      });
}

// On a bar that is wide enough, since when it is; and which status, where the
// colour alone would have to tell it.
void LaneWriter::WriteSince(size_t index) {
  const Piece& piece = pieces_[index];
  if (piece.layers.size() > 1 || !piece.layers[0].certain) return;
  const ChartSpan& span = *piece.layers[0].span;
  const Box box = BoxOf(piece, 0);
  const bool cut = span.possible.first < place_.axis.first;
  const std::string since =
      cut ? absl::StrCat("since ", span.since) : span.since;
  const std::string word = StatusWord(span.status);
  const bool told = span.status != model::v1::MEMBERSHIP_STATUS_MEMBER;
  const double size = std::min(text_size(), box.height * 0.98);
  for (const std::string& text :
       {told ? absl::StrCat(word, " ", since) : since, span.since}) {
    const double width = TextWidth(text, size);
    // After a marker that stands at the bar's beginning, if need be.
    double x = box.x + kTextGap;
    for (const PlacedMarker& marker : markers_) {
      const double past = marker.x + kMarkerRadius + 2;
      if (!IsFree({x, x + width}) && past > x) x = past;
    }
    if (x + width + kTextGap > box.x + box.width || !IsFree({x, x + width})) {
      continue;
    }
    svg_.Text("text",
              {{"x", Number(x)},
               {"y", Number(middle() + size * 0.35)},
               {"font-size", Number(size)},
               {"fill", SvgLookOf(span.status).ink}},
              text);
    return;
  }
}

// Behind the last piece of a span that ended, until when it was.
void LaneWriter::WriteUntil(size_t index) {
  const Piece& piece = pieces_[index];
  const ChartSpan& span = *piece.layers.back().span;
  const bool is_last = piece.days.last == span.possible.last;
  if (span.until.empty() || !is_last) return;
  const double size = text_size();
  const double from = EndOf(piece.days.last) + 3;
  const std::string text = absl::StrCat("until ", span.until);
  const double to = from + TextWidth(text, size);
  const double limit = index + 1 < pieces_.size()
                           ? XOf(pieces_[index + 1].days.first)
                           : place_.box.x + place_.box.width;
  if (to + 2 > limit || !IsFree({from, to})) return;
  svg_.Text("text",
            {{"x", Number(from)},
             {"y", Number(middle() + size * 0.35)},
             {"font-size", Number(size)},
             {"fill", kFaintInk}},
            text);
}

void LaneWriter::WriteMarkerOf(const PlacedMarker& marker) {
  svg_.Open("g", {{"class", "marker"},
                  {"data-from", marker.days.first.ToString()},
                  {"data-to", marker.days.last.ToString()}});
  svg_.Text("title", {}, marker.story);
  WriteMarker(marker.kind, marker.x, middle(), kMarkerRadius, svg_);
  svg_.Close();
}

}  // namespace

void WriteLane(const ChartLane& lane, const LanePlace& place, XmlWriter& svg) {
  LaneWriter(lane, place, svg).Run();
}

}  // namespace comity::cli
