// A timeline as lines: when, what, and who says so.
//
// Thread safety: a pure function.
#ifndef COMITY_CLI_DRAW_EVENT_LIST_H_
#define COMITY_CLI_DRAW_EVENT_LIST_H_

#include <string>
#include <vector>

#include "cli/term/terminal.h"

#include "comity/query/v1/timeline.pb.h"

namespace comity::cli {

// What happened, in a few words: "admitted as member", "invited by FRA",
// "ratified by IND".
std::string WhatHappened(const model::v1::Event& event);

// A line an event, in the service's order.
std::string ListEvents(const std::vector<query::v1::TimelineEntry>& entries,
                       const Terminal& terminal);

}  // namespace comity::cli

#endif  // COMITY_CLI_DRAW_EVENT_LIST_H_
