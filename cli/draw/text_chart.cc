#include "cli/draw/text_chart.h"

#include <algorithm>
#include <map>
#include <utility>
#include <vector>

#include "absl/strings/ascii.h"
#include "absl/strings/str_cat.h"
#include "cli/draw/axis.h"

namespace comity::cli {
namespace {

using model::Day;
using model::DayRange;
using model::v1::MembershipStatus;

constexpr int kLabelMax = 30;
constexpr int kBarMin = 20;
// A tick's label and the room that sets it apart.
constexpr int kTickColumns = 8;

// How a status looks. The letters differ, so that they alone tell it.
struct Look {
  char letter;
  const char* block;
  Style style;
};

Look LookOf(MembershipStatus status) {
  switch (status) {
    case model::v1::MEMBERSHIP_STATUS_MEMBER:
      return {'M', "▇", Style::kGood};
    case model::v1::MEMBERSHIP_STATUS_ASSOCIATE:
      return {'A', "▆", Style::kAccent};
    case model::v1::MEMBERSHIP_STATUS_OBSERVER:
      return {'O', "▅", Style::kCool};
    case model::v1::MEMBERSHIP_STATUS_DIALOGUE_PARTNER:
      return {'D', "▄", Style::kAccent};
    case model::v1::MEMBERSHIP_STATUS_CANDIDATE:
      return {'C', "▃", Style::kCaution};
    case model::v1::MEMBERSHIP_STATUS_GUEST:
      return {'G', "▂", Style::kCool};
    case model::v1::MEMBERSHIP_STATUS_SUSPENDED:
      return {'S', "╳", Style::kBad};
    default:
      return {'U', "?", Style::kFaint};
  }
}

std::string GlyphOf(MarkerKind kind, bool unicode) {
  switch (kind) {
    case MarkerKind::kApplication:
      return unicode ? "○" : "o";
    case MarkerKind::kTalks:
      return unicode ? "△" : "^";
    case MarkerKind::kDecision:
      return unicode ? "◇" : "+";
    case MarkerKind::kSignature:
      return unicode ? "■" : "#";
    case MarkerKind::kLeaving:
      return unicode ? "×" : "x";
  }
  return "";
}

struct Place {
  std::string glyph = " ";
  Style style = Style::kPlain;
};

class TextRenderer {
 public:
  TextRenderer(const Chart& chart, const Terminal& terminal)
      : chart_(chart), terminal_(terminal) {
    for (const ChartSection& section : chart.sections) {
      for (const ChartRow& row : section.rows) {
        label_width_ = std::max(label_width_, DisplayWidth(row.label));
        for (const ChartLane& lane : row.lanes) {
          tag_width_ = std::max(tag_width_, DisplayWidth(lane.tag));
        }
      }
    }
    label_width_ =
        std::min({label_width_, kLabelMax, std::max(terminal.width / 3, 8)});
    left_ = label_width_ + 1 + (tag_width_ == 0 ? 0 : tag_width_ + 1);
    width_ = std::max(terminal.width - left_, kBarMin);
    ticks_ = TicksOf(chart.axis, std::max(width_ / kTickColumns, 1));
  }

  std::string Run() {
    AddLine(Style::kStrong, chart_.title);
    for (const std::string& line : chart_.subtitle) {
      AddLine(Style::kFaint, line);
    }
    AddAxis();
    for (const ChartSection& section : chart_.sections) {
      AddLine(Style::kStrong, section.heading);
      for (const ChartRow& row : section.rows) AddRow(row);
    }
    AddLegend();
    for (const std::string& line : chart_.footer) AddLine(Style::kFaint, line);
    return std::move(out_);
  }

 private:
  // Nothing for an empty text.
  void AddLine(Style style, absl::string_view text) {
    if (text.empty()) return;
    absl::StrAppend(&out_, Paint(terminal_, style, Fit(text, terminal_.width)),
                    "\n");
  }

  std::string Fit(absl::string_view text, int width) const {
    if (terminal_.unicode || DisplayWidth(text) <= width) {
      return FitWidth(text, width);
    }
    std::string fitted = FitWidth(text, width);
    // The ellipsis is a character that this terminal lacks.
    fitted.replace(fitted.size() - 3, 3, ".");
    return fitted;
  }

  int ColumnOf(Day day) const {
    const Scale scale(chart_.axis, width_);
    return std::clamp(static_cast<int>(scale.Begin(day)), 0, width_ - 1);
  }

  DayRange DaysOf(int column) const {
    const int64_t first = chart_.axis.first.days_since_epoch();
    const int64_t days = chart_.axis.last.days_since_epoch() - first + 1;
    const auto from = first + days * column / width_;
    const auto to = first + days * (column + 1) / width_ - 1;
    return {Day(static_cast<int32_t>(from)),
            Day(static_cast<int32_t>(std::max(from, to)))};
  }

  void AddAxis();
  void AddRow(const ChartRow& row);
  void AddLegend();
  std::vector<Place> Ground() const;
  // The piece that takes most of the column's days: a short one is shown as
  // long as no longer one shares its column. Null if none does.
  const Piece* PieceAt(const std::vector<Piece>& pieces, int column) const;
  std::vector<Place> PlacesOf(const ChartLane& lane) const;
  Place PlaceOf(const Layer& layer, bool begins) const;

  const Chart& chart_;
  const Terminal& terminal_;
  int label_width_ = 0;
  int tag_width_ = 0;
  int left_ = 0;   // columns before the bars
  int width_ = 0;  // columns of the bars
  std::vector<Tick> ticks_;
  std::string out_;
};

void TextRenderer::AddAxis() {
  std::string labels;
  for (const Tick& tick : ticks_) {
    const size_t at = static_cast<size_t>(left_ + ColumnOf(tick.day));
    const bool apart = labels.empty() || at > labels.size();
    if (!apart ||
        at + tick.label.size() > static_cast<size_t>(left_ + width_)) {
      continue;
    }
    labels.resize(at, ' ');
    absl::StrAppend(&labels, tick.label);
  }
  absl::StrAppend(&out_, Paint(terminal_, Style::kFaint, labels), "\n");
}

// What is seen where no bar is: the ticks, today, and what the sources asked do
// not speak of.
std::vector<Place> TextRenderer::Ground() const {
  std::vector<Place> places(static_cast<size_t>(width_));
  for (const Tick& tick : ticks_) {
    places[static_cast<size_t>(ColumnOf(tick.day))] = {
        terminal_.unicode ? "┊" : ".", Style::kFaint};
  }
  const auto mark = [&](Day day) {
    if (day < chart_.axis.first || day > chart_.axis.last) return;
    places[static_cast<size_t>(ColumnOf(day))] = {terminal_.unicode ? "│" : "|",
                                                  Style::kFaint};
  };
  if (chart_.today.has_value()) mark(*chart_.today);
  if (chart_.asked.has_value()) mark(chart_.asked->first);
  if (!chart_.covered.has_value()) return places;
  for (int column = 0; column < width_; ++column) {
    const DayRange days = DaysOf(column);
    if (days.last < chart_.covered->first ||
        days.first > chart_.covered->last) {
      places[static_cast<size_t>(column)] = {terminal_.unicode ? "╱" : "/",
                                             Style::kFaint};
    }
  }
  return places;
}

Place TextRenderer::PlaceOf(const Layer& layer, bool begins) const {
  const Look look = LookOf(layer.span->status);
  if (!terminal_.unicode || (begins && !terminal_.colour)) {
    const char letter =
        layer.certain
            ? look.letter
            : absl::ascii_tolower(static_cast<unsigned char>(look.letter));
    return {std::string(1, letter), look.style};
  }
  const bool known =
      layer.span->status != model::v1::MEMBERSHIP_STATUS_UNSPECIFIED;
  return {layer.certain || !known ? look.block : "░", look.style};
}

const Piece* TextRenderer::PieceAt(const std::vector<Piece>& pieces,
                                   int column) const {
  const DayRange days = DaysOf(column);
  const Piece* best = nullptr;
  int most = 0;
  for (const Piece& piece : pieces) {
    const int shared =
        1 + std::min(piece.days.last, days.last).days_since_epoch() -
        std::max(piece.days.first, days.first).days_since_epoch();
    if (shared > most) {
      most = shared;
      best = &piece;
    }
  }
  return best;
}

std::vector<Place> TextRenderer::PlacesOf(const ChartLane& lane) const {
  std::vector<Place> places = Ground();
  std::map<int, MarkerKind> markers;
  for (const ChartMarker* marker : MarkersOf(lane, chart_.axis)) {
    markers[ColumnOf(marker->middle())] = marker->kind;
  }
  const std::vector<Piece> pieces = PiecesOf(lane, chart_.axis);
  Layer before;
  for (int column = 0; column < width_; ++column) {
    Place& place = places[static_cast<size_t>(column)];
    // A marker hides the bar, whose letter then comes after it.
    if (const auto marker = markers.find(column); marker != markers.end()) {
      place = {GlyphOf(marker->second, terminal_.unicode), Style::kStrong};
      continue;
    }
    const Piece* piece = PieceAt(pieces, column);
    if (piece == nullptr) {
      before = {};
      continue;
    }
    const Layer& layer =
        piece->layers[static_cast<size_t>(column) % piece->layers.size()];
    place = PlaceOf(layer, !(layer == before));
    before = layer;
  }
  return places;
}

void TextRenderer::AddRow(const ChartRow& row) {
  std::string label = Fit(row.label, label_width_);
  for (const ChartLane& lane : row.lanes) {
    absl::StrAppend(
        &out_, label,
        std::string(static_cast<size_t>(label_width_ + 1 - DisplayWidth(label)),
                    ' '));
    label.clear();
    if (tag_width_ > 0) {
      absl::StrAppend(&out_, Paint(terminal_, Style::kFaint, lane.tag),
                      std::string(static_cast<size_t>(tag_width_ + 1 -
                                                      DisplayWidth(lane.tag)),
                                  ' '));
    }
    std::string bar;
    std::string run;
    Style style = Style::kPlain;
    for (const Place& place : PlacesOf(lane)) {
      if (place.style != style) {
        absl::StrAppend(&bar, Paint(terminal_, style, run));
        run.clear();
        style = place.style;
      }
      absl::StrAppend(&run, place.glyph);
    }
    absl::StrAppend(&bar, Paint(terminal_, style, run));
    absl::StrAppend(&out_, absl::StripTrailingAsciiWhitespace(bar), "\n");
  }
}

void TextRenderer::AddLegend() {
  std::string line;
  int width = 0;
  const auto add = [&](Style style, const std::string& glyph,
                       const std::string& words) {
    const int more = DisplayWidth(glyph) + 1 + DisplayWidth(words);
    if (width > 0 && width + 3 + more > terminal_.width) {
      absl::StrAppend(&out_, line, "\n");
      line.clear();
      width = 0;
    }
    if (width > 0) absl::StrAppend(&line, "   ");
    width += (width > 0 ? 3 : 0) + more;
    absl::StrAppend(&line, Paint(terminal_, style, glyph), " ", words);
  };
  const Shown shown = ShownIn(chart_);
  const auto add_status = [&](MembershipStatus status) {
    const Look look = LookOf(status);
    const std::string letter(1, look.letter);
    add(look.style,
        !terminal_.unicode ? letter
        : terminal_.colour ? std::string(look.block)
                           : absl::StrCat(letter, look.block),
        StatusWord(status));
  };
  for (const MembershipStatus status : shown.statuses) add_status(status);
  if (shown.unknown) add_status(model::v1::MEMBERSHIP_STATUS_UNSPECIFIED);
  if (shown.possible) {
    add(Style::kPlain, terminal_.unicode ? "░" : "small letter",
        terminal_.unicode ? "possible: the dates leave it open"
                          : "= possible: the dates leave it open");
  }
  if (chart_.covered.has_value()) {
    add(Style::kFaint, terminal_.unicode ? "╱" : "/",
        "the sources asked do not speak of it");
  }
  for (const MarkerKind kind : shown.markers) {
    add(Style::kStrong, GlyphOf(kind, terminal_.unicode), MarkerWords(kind));
  }
  absl::StrAppend(&out_, line, line.empty() ? "" : "\n");
}

}  // namespace

std::string RenderText(const Chart& chart, const Terminal& terminal) {
  return TextRenderer(chart, terminal).Run();
}

}  // namespace comity::cli
