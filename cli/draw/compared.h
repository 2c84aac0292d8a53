// The answer of CompareOrganizations for a person: which rows belong together,
// a table, and how much is shared.
//
// Thread safety: pure functions.
#ifndef COMITY_CLI_DRAW_COMPARED_H_
#define COMITY_CLI_DRAW_COMPARED_H_

#include <map>
#include <string>
#include <vector>

#include "cli/draw/gather.h"
#include "cli/term/terminal.h"

#include "comity/query/v1/find.pb.h"

namespace comity::cli {

// "Hungary, Poland and Czechia".
std::string AndJoin(const std::vector<std::string>& words);

// The title of a chart of these; says so if it is of a hypothesis.
std::string TitleOf(const std::vector<std::string>& labels,
                    const query::v1::ReadContext& context);

// Rows that are in the same of the things compared.
struct ComparedGroup {
  std::string heading;  // "In NATO and EU (22)", "In EU only (5)"
  std::vector<std::string> names;
};

// Those in all first, then those in some, then those in one only. `briefs` are
// what the things compared are called, in the order of the request.
std::vector<ComparedGroup> GroupsOf(
    const query::v1::CompareOrganizationsResponse& response,
    const std::vector<std::string>& briefs);

// "NATO and EU share 22 of 37 (Jaccard 0.59)": a line an overlap.
std::vector<std::string> OverlapLines(
    const query::v1::CompareOrganizationsResponse& response,
    const std::vector<std::string>& briefs);

// A line a row, a column for each of the things compared.
std::string CompareTable(
    const query::v1::CompareOrganizationsResponse& response,
    const std::vector<std::string>& briefs,
    const std::map<std::string, Names>& names, const Terminal& terminal);

}  // namespace comity::cli

#endif  // COMITY_CLI_DRAW_COMPARED_H_
