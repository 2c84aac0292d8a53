// One lane of a chart as a picture: its bars, what is written on and beside
// them, and its markers.
#ifndef COMITY_CLI_DRAW_SVG_LANE_H_
#define COMITY_CLI_DRAW_SVG_LANE_H_

#include "cli/draw/axis.h"
#include "cli/draw/chart.h"
#include "cli/draw/svg_style.h"
#include "cli/draw/xml_writer.h"

namespace comity::cli {

// Where a lane lies: x is the axis' beginning and width its length.
struct LanePlace {
  Box box;
  model::DayRange axis;
};

// Each piece of a bar is a `g` of class `span`, `certain` or `possible`, and
// `status-…`, with its days in `data-from` and `data-to` and its story as
// `title`; a marker likewise. Texts are left out where there is no room for
// them, so that they never lie over each other.
void WriteLane(const ChartLane& lane, const LanePlace& place, XmlWriter& svg);

}  // namespace comity::cli

#endif  // COMITY_CLI_DRAW_SVG_LANE_H_
