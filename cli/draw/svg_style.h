// How statuses and markers look in a picture: colours that differ in lightness
// too, so that they stay apart in black and white and for the colour-blind, and
// bars of different heights.
//
// What was certain is a solid bar. What is only possible is hatched and has a
// dashed edge: that reads in print, where a paler colour would not.
//
// Thread safety: the free functions are pure; they write to the writer given.
#ifndef COMITY_CLI_DRAW_SVG_STYLE_H_
#define COMITY_CLI_DRAW_SVG_STYLE_H_

#include <string>

#include "cli/draw/chart.h"
#include "cli/draw/xml_writer.h"

namespace comity::cli {

inline constexpr char kFonts[] =
    "Helvetica Neue, Helvetica, Arial, Liberation Sans, DejaVu Sans, "
    "sans-serif";
inline constexpr char kInk[] = "#1d2733";       // text
inline constexpr char kFaintInk[] = "#5b6773";  // what supports it
inline constexpr char kGridInk[] = "#d5dbe1";   // grid

struct SvgLook {
  const char* id;    // in class names, "dialogue-partner"
  const char* fill;  // of what is certain
  const char* edge;  // of its border, and of the hatching
  const char* ink;   // of text on it
  double height;     // of the bar, a share of the row's
};
SvgLook SvgLookOf(model::v1::MembershipStatus status);

struct Box {
  double x = 0, y = 0, width = 0, height = 0;
};

// The hatchings of what is possible, as a <defs> element; to be written before
// any bar.
void WritePatterns(const Shown& shown, XmlWriter& svg);

// A bar or a part of one. `attributes` come first.
void WriteBar(const Box& box, model::v1::MembershipStatus status, bool certain,
              XmlWriter::Attributes attributes, XmlWriter& svg);

// A marker's shape around its middle, `radius` to each side.
void WriteMarker(MarkerKind kind, double x, double y, double radius,
                 XmlWriter& svg);

// How wide the text runs, by a rough measure: there is no font to ask. It errs
// on the wide side.
double TextWidth(absl::string_view text, double font_size);

// `text` cut so that it runs no wider, its end replaced by an ellipsis.
std::string FitText(const std::string& text, double font_size, double width);

}  // namespace comity::cli

#endif  // COMITY_CLI_DRAW_SVG_STYLE_H_
