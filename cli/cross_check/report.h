// What came of a cross-check, for a person and for a program.
#ifndef COMITY_CLI_CROSS_CHECK_REPORT_H_
#define COMITY_CLI_CROSS_CHECK_REPORT_H_

#include <string>

#include "cli/cross_check/cross_check.h"
#include "cli/term/terminal.h"

namespace comity::cli {

// Counts by organization, then what is unknown and what is stale. `known` is
// the file of known differences, to name its lines by; with `reasons` they are
// counted by reason.
std::string DescribeCrossCheck(const Terminal& terminal, bool reasons,
                               const std::string& known,
                               const CrossCheckResult& result);

// The same as an object, reasons among it.
std::string CrossCheckJson(const CrossCheckResult& result);

}  // namespace comity::cli

#endif  // COMITY_CLI_CROSS_CHECK_REPORT_H_
