// A chart as a picture for a report: SVG of a width that fits A4 landscape, and
// as high as its rows need.
//
// Thread safety: a pure function.
#ifndef COMITY_CLI_DRAW_SVG_CHART_H_
#define COMITY_CLI_DRAW_SVG_CHART_H_

#include <string>

#include "cli/draw/chart.h"

namespace comity::cli {

// The whole document. It needs nothing besides itself: no script, no style
// sheet, no font but what the reader has. Colours and hatching as in
// svg_style.h; classes and data attributes as in svg_lane.h.
std::string RenderSvg(const Chart& chart);

}  // namespace comity::cli

#endif  // COMITY_CLI_DRAW_SVG_CHART_H_
