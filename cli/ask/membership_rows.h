// Answers about memberships as rows of a table, in the order in which people
// look for them.
//
// Thread safety: pure functions.
#ifndef COMITY_CLI_ASK_MEMBERSHIP_ROWS_H_
#define COMITY_CLI_ASK_MEMBERSHIP_ROWS_H_

#include <string>

#include "cli/term/terminal.h"

#include "comity/query/v1/membership.pb.h"

namespace comity::cli {

using MembershipAnswers =
    google::protobuf::RepeatedPtrField<query::v1::MembershipAnswer>;

// Which of the two names of an answer its row is headed by.
enum class RowsBy { kMember, kOrganization };

// "10 members, 14 dialogue partners, 2 uncertain, 1 unknown", by organization
// "member of 10": certain statuses counted, and those that have none.
std::string CountStatuses(RowsBy by, const MembershipAnswers& answers);

// A row a status held, certain ones first, then in the order of the statuses
// (member, associate, observer …), then of names; who is unknown comes last.
std::string MembershipTable(const Terminal& terminal, RowsBy by,
                            const MembershipAnswers& answers);

// The same order; under each name the events that the answer rests on.
std::string MembershipEvidence(const Terminal& terminal, RowsBy by,
                               const MembershipAnswers& answers);

}  // namespace comity::cli

#endif  // COMITY_CLI_ASK_MEMBERSHIP_ROWS_H_
