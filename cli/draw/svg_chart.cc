#include "cli/draw/svg_chart.h"

#include <algorithm>
#include <utility>
#include <vector>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "cli/draw/axis.h"
#include "cli/draw/svg_lane.h"
#include "cli/draw/svg_style.h"
#include "cli/draw/xml_writer.h"
#include "cli/term/terminal.h"

namespace comity::cli {
namespace {

using model::Day;
using model::DayRange;

// A4 landscape at 96 dots an inch is 1123 by 794.
constexpr double kWidth = 1120;
constexpr double kMargin = 28;
constexpr double kTitleSize = 19;
constexpr double kTextSize = 11.5;
constexpr double kSmallSize = 9.5;
constexpr double kLabelMax = 220;
constexpr double kTagGap = 8;
constexpr double kArrowRoom = 10;
constexpr double kHeadingHeight = 25;
constexpr double kLegendHeight = 18;
constexpr double kFooterHeight = 13;
constexpr double kAxisHeight = 18;
constexpr double kTickRoom = 52;
// Rows are lower where many have to fit on a page.
constexpr double kRowHeightMax = 23;
constexpr double kRowHeightMin = 15.5;
constexpr double kRowsOnPage = 560;
constexpr double kLaneHeight = 12;

class SvgRenderer {
 public:
  explicit SvgRenderer(const Chart& chart)
      : chart_(chart), shown_(ShownIn(chart)) {
    Measure();
  }

  std::string Run();

 private:
  void Measure();
  void WriteHead();
  void WriteLegend();
  void WriteGround(double top, double bottom);
  void WriteTicks(double y);
  void WriteDates(double top, double bottom);
  void WriteHeading(const ChartSection& section);
  void WriteRow(const ChartRow& row, bool shaded);
  void WriteFooter();
  // A text that starts at x and stands on y.
  void WriteText(double x, double y, double size, const char* fill,
                 absl::string_view text, XmlWriter::Attributes more = {});

  double RowHeight(const ChartRow& row) const {
    return row.lanes.size() <= 1
               ? row_height_
               : static_cast<double>(row.lanes.size()) * kLaneHeight + 8;
  }
  double XOf(Day day) const {
    return left_ + Scale(chart_.axis, length_).Begin(day);
  }

  const Chart& chart_;
  const Shown shown_;
  double label_width_ = 0;
  double tag_width_ = 0;
  double left_ = 0;    // where the axis begins
  double length_ = 0;  // and how long it is
  double row_height_ = kRowHeightMax;
  double rows_height_ = 0;
  std::vector<Tick> ticks_;
  double y_ = 0;  // how far the picture is
  XmlWriter svg_;
};

void SvgRenderer::Measure() {
  size_t rows = 0;
  for (const ChartSection& section : chart_.sections) {
    rows += section.rows.size();
    for (const ChartRow& row : section.rows) {
      label_width_ = std::max(label_width_, TextWidth(row.label, kTextSize));
      for (const ChartLane& lane : row.lanes) {
        const double width = TextWidth(lane.tag, kSmallSize);
        tag_width_ = std::max(tag_width_, width > 0 ? width + kTagGap : 0);
      }
    }
  }
  label_width_ = std::min(label_width_, kLabelMax);
  left_ = kMargin + label_width_ + tag_width_ + kTagGap;
  length_ = kWidth - kMargin - kArrowRoom - left_;
  row_height_ =
      std::clamp(kRowsOnPage / static_cast<double>(std::max<size_t>(rows, 1)),
                 kRowHeightMin, kRowHeightMax);
  for (const ChartSection& section : chart_.sections) {
    if (!section.heading.empty()) rows_height_ += kHeadingHeight;
    for (const ChartRow& row : section.rows) rows_height_ += RowHeight(row);
  }
  ticks_ =
      TicksOf(chart_.axis, std::max(static_cast<int>(length_ / kTickRoom), 1));
}

void SvgRenderer::WriteText(double x, double y, double size, const char* fill,
                            absl::string_view text,
                            XmlWriter::Attributes more) {
  XmlWriter::Attributes attributes = {{"x", Number(x)},
                                      {"y", Number(y)},
                                      {"font-size", Number(size)},
                                      {"fill", fill}};
  attributes.insert(attributes.end(), more.begin(), more.end());
  svg_.Text("text", attributes, text);
}

void SvgRenderer::WriteHead() {
  y_ = kMargin + kTitleSize;
  WriteText(kMargin, y_, kTitleSize, kInk, chart_.title,
            {{"font-weight", "bold"}});
  for (const std::string& line : chart_.subtitle) {
    y_ += line == chart_.subtitle.front() ? 18 : 15;
    WriteText(kMargin, y_, kTextSize, kFaintInk, line);
  }
  y_ += 12;
}

// Swatches and words from the left, in as many lines as they need.
void SvgRenderer::WriteLegend() {
  constexpr double kSwatch = 24;
  constexpr double kGap = 18;
  double x = kMargin;
  const auto item = [&](double swatch, const std::string& words,
                        const auto& draw) {
    const double width = swatch + 6 + TextWidth(words, kSmallSize + 1);
    if (x > kMargin && x + width > kWidth - kMargin) {
      x = kMargin;
      y_ += kLegendHeight;
    }
    draw(x, y_ + kLegendHeight / 2);
    WriteText(x + swatch + 6, y_ + kLegendHeight / 2 + 3.6, kSmallSize + 1,
              kInk, words);
    x += width + kGap;
  };
  const auto bar = [&](model::v1::MembershipStatus status, bool certain) {
    return [this, status, certain](double left, double middle) {
      const double height = 12 * SvgLookOf(status).height;
      WriteBar({left, middle - height / 2, kSwatch, height}, status, certain,
               {}, svg_);
    };
  };
  svg_.Open("g", {{"class", "legend"}});
  for (const auto status : shown_.statuses) {
    item(kSwatch, StatusWord(status), bar(status, true));
  }
  if (shown_.possible) {
    item(kSwatch, "hatched: possible, the dates leave it open",
         bar(shown_.statuses.front(), false));
  }
  if (shown_.unknown) {
    item(kSwatch, "the source does not know",
         bar(model::v1::MEMBERSHIP_STATUS_UNSPECIFIED, true));
  }
  if (chart_.covered.has_value()) {
    item(kSwatch, "the sources asked do not speak of it",
         [this](double left, double middle) {
           svg_.Leaf("rect", {{"x", Number(left)},
                              {"y", Number(middle - 6)},
                              {"width", Number(kSwatch)},
                              {"height", "12"},
                              {"fill", "#e3e6e9"}});
         });
  }
  for (const MarkerKind kind : shown_.markers) {
    item(8, MarkerWords(kind), [this, kind](double left, double middle) {
      WriteMarker(kind, left + 4, middle, 3.6, svg_);
    });
  }
  svg_.Close();
  y_ += kLegendHeight + 6;
}

// Behind the bars: ticks' lines, days to come, and what nobody asked speaks of.
void SvgRenderer::WriteGround(double top, double bottom) {
  const auto shade = [&](double from, double to, const char* fill) {
    if (to <= from) return;
    svg_.Leaf("rect", {{"x", Number(from)},
                       {"y", Number(top)},
                       {"width", Number(to - from)},
                       {"height", Number(bottom - top)},
                       {"fill", fill}});
  };
  if (chart_.today.has_value()) {
    shade(XOf(chart_.today->Next()), left_ + length_, "#f1f3f5");
  }
  if (chart_.covered.has_value()) {
    shade(left_, XOf(chart_.covered->first), "#e3e6e9");
    shade(XOf(chart_.covered->last.Next()), left_ + length_, "#e3e6e9");
  }
  for (const Tick& tick : ticks_) {
    const std::string x = Number(XOf(tick.day));
    svg_.Leaf("line", {{"x1", x},
                       {"x2", x},
                       {"y1", Number(top)},
                       {"y2", Number(bottom)},
                       {"stroke", kGridInk},
                       {"stroke-width", "0.8"}});
  }
}

void SvgRenderer::WriteTicks(double y) {
  double free_from = 0;
  for (const Tick& tick : ticks_) {
    const double width = TextWidth(tick.label, kSmallSize + 0.5);
    const double x = std::min(XOf(tick.day), kWidth - kMargin - width / 2);
    if (x - width / 2 < free_from) continue;
    free_from = x + width / 2 + 6;
    WriteText(x, y, kSmallSize + 0.5, kFaintInk, tick.label,
              {{"class", "tick"}, {"text-anchor", "middle"}});
  }
}

// Today, and the date asked about beside it.
void SvgRenderer::WriteDates(double top, double bottom) {
  double limit = kWidth - kMargin;
  const auto write = [&](Day day, const std::string& text, const char* dashes) {
    if (day < chart_.axis.first || day > chart_.axis.last) return;
    const double x = XOf(day);
    svg_.Leaf("line", {{"class", "date"},
                       {"x1", Number(x)},
                       {"x2", Number(x)},
                       {"y1", Number(top)},
                       {"y2", Number(bottom + 4)},
                       {"stroke", kInk},
                       {"stroke-width", "0.9"},
                       {"stroke-dasharray", dashes}});
    const double half = TextWidth(text, kSmallSize) / 2;
    const double middle = std::min(std::max(x, left_ + half), limit - half);
    WriteText(middle, bottom + kAxisHeight + 10, kSmallSize, kInk, text,
              {{"text-anchor", "middle"}});
    limit = std::min(limit, middle - half - kTagGap);
  };
  if (chart_.today.has_value()) {
    write(*chart_.today, absl::StrCat("today, ", chart_.today->ToString()),
          "4 3");
  }
  if (chart_.asked.has_value()) {
    write(chart_.asked->first,
          absl::StrCat("asked: ", chart_.asked->first.ToString()), "1.5 2.5");
  }
}

void SvgRenderer::WriteHeading(const ChartSection& section) {
  if (section.heading.empty()) return;
  WriteText(kMargin, y_ + kHeadingHeight - 7, kTextSize + 0.5, kInk,
            section.heading, {{"font-weight", "bold"}});
  y_ += kHeadingHeight;
}

void SvgRenderer::WriteRow(const ChartRow& row, bool shaded) {
  const double height = RowHeight(row);
  svg_.Open("g", {{"class", "row"}});
  if (shaded) {
    svg_.Leaf("rect", {{"x", Number(kMargin - 6)},
                       {"y", Number(y_)},
                       {"width", Number(kWidth - 2 * kMargin + 12)},
                       {"height", Number(height)},
                       {"fill", "#000000"},
                       {"fill-opacity", "0.035"}});
  }
  svg_.Open("g");
  svg_.Text("title", {}, row.story);
  WriteText(kMargin, y_ + height / 2 + 4, kTextSize, kInk,
            FitText(row.label, kTextSize, label_width_));
  svg_.Close();
  const double pad = row.lanes.size() <= 1 ? height * 0.15 : 4;
  double top = y_ + pad;
  for (const ChartLane& lane : row.lanes) {
    const double lane_height =
        row.lanes.size() <= 1 ? height - 2 * pad : kLaneHeight;
    if (!lane.tag.empty()) {
      WriteText(left_ - kTagGap, top + lane_height / 2 + 3.2, kSmallSize,
                kFaintInk, lane.tag, {{"text-anchor", "end"}});
    }
    const double inset = row.lanes.size() <= 1 ? 0 : 0.8;
    WriteLane(
        lane,
        {{left_, top + inset, length_, lane_height - 2 * inset}, chart_.axis},
        svg_);
    top += lane_height;
  }
  svg_.Close();
  y_ += height;
}

void SvgRenderer::WriteFooter() {
  for (const std::string& line : chart_.footer) {
    WriteText(kMargin, y_ + kSmallSize, kSmallSize, kFaintInk, line);
    y_ += kFooterHeight;
  }
}

std::string SvgRenderer::Run() {
  // What stands above the rows is as high as the legend needs, so the size of
  // the whole is known when it has been drawn.
  WriteHead();
  WriteLegend();
  const double top = y_ + kAxisHeight;
  const double bottom = top + rows_height_ + 4;
  WriteTicks(top - 6);
  WriteGround(top, bottom);
  y_ = top + 2;
  for (const ChartSection& section : chart_.sections) {
    WriteHeading(section);
    for (size_t i = 0; i < section.rows.size(); ++i) {
      WriteRow(section.rows[i], i % 2 == 0);
    }
  }
  WriteTicks(bottom + kAxisHeight - 4);
  WriteDates(top, bottom);
  y_ = bottom + kAxisHeight + 22;
  WriteFooter();
  const std::string body = svg_.Take();

  XmlWriter document;
  const std::string height = Number(y_ + kMargin / 2);
  document.Open("svg",
                {{"xmlns", "http://www.w3.org/2000/svg"},
                 {"width", Number(kWidth)},
                 {"height", height},
                 {"viewBox", absl::StrCat("0 0 ", Number(kWidth), " ", height)},
                 {"font-family", kFonts},
                 {"role", "img"},
                 {"aria-labelledby", "chart-title chart-desc"}});
  document.Text("title", {{"id", "chart-title"}}, chart_.title);
  document.Text("desc", {{"id", "chart-desc"}},
                absl::StrCat(absl::StrJoin(chart_.subtitle, ". "), ". ",
                             absl::StrJoin(chart_.footer, ". ")));
  WritePatterns(shown_, document);
  document.Leaf("rect",
                {{"width", "100%"}, {"height", "100%"}, {"fill", "#ffffff"}});
  document.Raw(body);
  document.Close();
  return kXmlDeclaration + document.Take();
}

}  // namespace

std::string RenderSvg(const Chart& chart) { return SvgRenderer(chart).Run(); }

}  // namespace comity::cli
