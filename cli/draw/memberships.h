// Memberships as lanes and rows of a chart, and what a chart rests on as its
// footer.
//
// Thread safety: pure functions.
#ifndef COMITY_CLI_DRAW_MEMBERSHIPS_H_
#define COMITY_CLI_DRAW_MEMBERSHIPS_H_

#include <string>
#include <vector>

#include "cli/draw/chart.h"

#include "comity/query/v1/membership.pb.h"
#include "comity/query/v1/timeline.pb.h"

namespace comity::cli {

// All that the service says of one membership.
struct MembershipStory {
  std::string organization;
  std::string member;
  query::v1::MembershipAnswer answer;
  std::vector<query::v1::TimelineEntry> entries;
};

// The memberships of a record: those that were answered for all time, and those
// of which nothing but steps of accession is known. `entries` are the record's
// timeline; what is in it of other memberships is passed over. Of a member in
// steps alone only the id is known: an id of a code is taken for a state's, any
// other for an organisation's.
std::vector<MembershipStory> StoriesOf(
    const std::string& record, bool of_organization,
    const std::vector<query::v1::MembershipAnswer>& answers,
    const std::vector<query::v1::TimelineEntry>& entries);

// With `strict` only what is certain.
ChartLane LaneOf(const MembershipStory& story, std::string tag, bool strict);

// Registry, revision and how fresh it is; by whose word; what is left out.
std::vector<std::string> FooterOf(const query::v1::AnswerBasis& basis);

}  // namespace comity::cli

#endif  // COMITY_CLI_DRAW_MEMBERSHIPS_H_
