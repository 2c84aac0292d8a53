#include "cli/draw/svg_style.h"

#include <algorithm>
#include <utility>

#include "absl/strings/ascii.h"
#include "absl/strings/str_cat.h"
#include "cli/term/terminal.h"

namespace comity::cli {
namespace {

using model::v1::MembershipStatus;

// The hatching's lines are this far apart.
constexpr double kHatch = 5;
// Widths in ems, as in the common sans-serif fonts.
constexpr double kEm = 0.6;
constexpr unsigned char kAsciiEnd = 0x80;

double EmsOf(char c) {
  if (absl::string_view("iljtfI.,:;'!|/()[] ").find(c) !=
      absl::string_view::npos) {
    return 0.32;
  }
  if (c == 'm' || c == 'w' || c == 'M' || c == 'W') return 0.86;
  return absl::ascii_isupper(static_cast<unsigned char>(c)) ? 0.72 : 0.56;
}

std::string PatternId(const SvgLook& look) {
  return absl::StrCat("possible-", look.id);
}

std::string Points(std::initializer_list<std::pair<double, double>> points) {
  std::string text;
  for (const auto& [x, y] : points) {
    absl::StrAppend(&text, text.empty() ? "" : " ", Number(x), ",", Number(y));
  }
  return text;
}

}  // namespace

SvgLook SvgLookOf(MembershipStatus status) {
  switch (status) {
    case model::v1::MEMBERSHIP_STATUS_MEMBER:
      return {"member", "#1f4e79", "#163a5c", "#ffffff", 1};
    case model::v1::MEMBERSHIP_STATUS_ASSOCIATE:
      return {"associate", "#2f8f83", "#1d6a60", "#ffffff", 0.9};
    case model::v1::MEMBERSHIP_STATUS_OBSERVER:
      return {"observer", "#7fb8d6", "#3a7ea3", "#10202c", 0.82};
    case model::v1::MEMBERSHIP_STATUS_DIALOGUE_PARTNER:
      return {"dialogue-partner", "#c3a5d8", "#7d549c", "#231430", 0.76};
    case model::v1::MEMBERSHIP_STATUS_CANDIDATE:
      return {"candidate", "#f0b442", "#a8720a", "#2b1d00", 0.76};
    case model::v1::MEMBERSHIP_STATUS_GUEST:
      return {"guest", "#dcdcd2", "#85857a", "#22221c", 0.7};
    case model::v1::MEMBERSHIP_STATUS_SUSPENDED:
      return {"suspended", "#fbe3df", "#b3261e", "#7a140e", 1};
    default:
      return {"unknown", "#f2f4f6", "#8a949e", "#5b6773", 0.7};
  }
}

void WritePatterns(const Shown& shown, XmlWriter& svg) {
  if (!shown.possible) return;
  svg.Open("defs");
  for (const MembershipStatus status : shown.statuses) {
    const SvgLook look = SvgLookOf(status);
    svg.Open("pattern", {{"id", PatternId(look)},
                         {"patternUnits", "userSpaceOnUse"},
                         {"width", Number(kHatch)},
                         {"height", Number(kHatch)},
                         {"patternTransform", "rotate(45)"}});
    svg.Leaf("rect", {{"width", Number(kHatch)},
                      {"height", Number(kHatch)},
                      {"fill", "#ffffff"}});
    svg.Leaf("rect", {{"width", Number(kHatch)},
                      {"height", Number(kHatch)},
                      {"fill", look.fill},
                      {"fill-opacity", "0.18"}});
    svg.Leaf(
        "rect",
        {{"width", "1.6"}, {"height", Number(kHatch)}, {"fill", look.fill}});
    svg.Close();
  }
  svg.Close();
}

void WriteBar(const Box& box, MembershipStatus status, bool certain,
              XmlWriter::Attributes attributes, XmlWriter& svg) {
  const SvgLook look = SvgLookOf(status);
  const bool unknown = status == model::v1::MEMBERSHIP_STATUS_UNSPECIFIED;
  const bool solid = certain && !unknown;
  const bool hollow = status == model::v1::MEMBERSHIP_STATUS_SUSPENDED;
  // The edge lies within the box, so that neighbours do not overlap.
  const double edge = hollow && solid ? 1.6 : 0.8;
  const double inset = std::min(edge, box.width) / 2;
  attributes.insert(
      attributes.end(),
      {{"x", Number(box.x + inset)},
       {"y", Number(box.y + inset)},
       {"width", Number(std::max(box.width - 2 * inset, 0.1))},
       {"height", Number(box.height - 2 * inset)},
       {"fill", solid || unknown ? std::string(look.fill)
                                 : absl::StrCat("url(#", PatternId(look), ")")},
       {"stroke", look.edge},
       {"stroke-width", Number(edge)}});
  if (!solid) {
    attributes.emplace_back("stroke-dasharray", unknown ? "1 2" : "3 2");
  }
  svg.Leaf("rect", attributes);
}

void WriteMarker(MarkerKind kind, double x, double y, double radius,
                 XmlWriter& svg) {
  XmlWriter::Attributes look = {
      {"fill", "#ffffff"}, {"stroke", kInk}, {"stroke-width", "1.2"}};
  const double r = radius;
  switch (kind) {
    case MarkerKind::kApplication:
      look.insert(look.end(),
                  {{"cx", Number(x)}, {"cy", Number(y)}, {"r", Number(r)}});
      svg.Leaf("circle", look);
      return;
    case MarkerKind::kTalks:
      look.emplace_back("points",
                        Points({{x, y - r}, {x + r, y + r}, {x - r, y + r}}));
      svg.Leaf("polygon", look);
      return;
    case MarkerKind::kDecision:
      look.emplace_back("points", Points({{x, y - 1.25 * r},
                                          {x + 1.25 * r, y},
                                          {x, y + 1.25 * r},
                                          {x - 1.25 * r, y}}));
      svg.Leaf("polygon", look);
      return;
    case MarkerKind::kSignature:
      svg.Leaf("rect", {{"x", Number(x - 0.9 * r)},
                        {"y", Number(y - 0.9 * r)},
                        {"width", Number(1.8 * r)},
                        {"height", Number(1.8 * r)},
                        {"fill", kInk},
                        {"stroke", "#ffffff"},
                        {"stroke-width", "0.8"}});
      return;
    case MarkerKind::kLeaving: {
      const std::string path = absl::StrCat(
          "M", Number(x - r), ",", Number(y - r), " L", Number(x + r), ",",
          Number(y + r), " M", Number(x + r), ",", Number(y - r), " L",
          Number(x - r), ",", Number(y + r));
      // A white halo keeps the cross apart from a dark bar.
      svg.Leaf("path",
               {{"d", path}, {"stroke", "#ffffff"}, {"stroke-width", "4"}});
      svg.Leaf("path",
               {{"d", path}, {"stroke", kInk}, {"stroke-width", "1.8"}});
      return;
    }
  }
}

double TextWidth(absl::string_view text, double font_size) {
  double ems = 0;
  for (const char c : text) {
    if (static_cast<unsigned char>(c) < kAsciiEnd) ems += EmsOf(c);
  }
  // What is not ASCII is measured as a terminal would.
  const auto is_ascii = [](char c) {
    return static_cast<unsigned char>(c) < kAsciiEnd;
  };
  const auto ascii = std::count_if(text.begin(), text.end(), is_ascii);
  return (ems + (DisplayWidth(text) - static_cast<int>(ascii)) * kEm) *
         font_size;
}

std::string FitText(const std::string& text, double font_size, double width) {
  std::string fitted = text;
  for (int columns = DisplayWidth(text) - 1;
       columns > 0 && TextWidth(fitted, font_size) > width; --columns) {
    fitted = FitWidth(text, columns);
  }
  return fitted;
}

}  // namespace comity::cli
