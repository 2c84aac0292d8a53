// A chart for a terminal: a line a lane, a column a stretch of days.
//
// Thread safety: a pure function.
#ifndef COMITY_CLI_DRAW_TEXT_CHART_H_
#define COMITY_CLI_DRAW_TEXT_CHART_H_

#include <string>

#include "cli/draw/chart.h"
#include "cli/term/terminal.h"

namespace comity::cli {

// The chart as lines no wider than the terminal, with a legend and its footer.
//
// With block characters, a bar is the higher the closer its status is to
// membership, and what is only possible is shaded. Without colours each run
// begins with its status' letter. Without block characters bars are letters:
// capitals for what is certain, small ones for what is only possible.
std::string RenderText(const Chart& chart, const Terminal& terminal);

}  // namespace comity::cli

#endif  // COMITY_CLI_DRAW_TEXT_CHART_H_
