// Reads the membership tables of a pack: CSV files that a person can edit in a
// spreadsheet, one event a row.
//
// organization, member  ids (`eu`; `FRA`, `states/kosovo`)
// event                 a payload's name: admitted, withdrew, applied…;
//                       `founding` is admitted as a founder
// status                member unless said, where the event bears one
// date                  EDTF; empty: unknown
// source, locator       who says so; several are separated by `;` in both
// other                 successors, who continues it, or who acts (who invites
//                       is the organization unless said); separated by `;`
// title                 the organization's own word for the status
// note                  a sentence
#ifndef COMITY_CLI_IMPORT_MEMBERSHIP_TABLE_H_
#define COMITY_CLI_IMPORT_MEMBERSHIP_TABLE_H_

#include <map>
#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "cli/import/input_errors.h"

#include "comity/model/v1/record.pb.h"

namespace comity::cli {

// A membership read from tables, and the line of each of its events.
struct TableMembership {
  model::v1::Record record;
  std::string file;
  std::vector<int> lines;
};

// The columns, in their order.
const std::vector<std::string>& MembershipTableHeader();

// The event that a row says, without an id. REQUIRES: as many cells as there
// are columns.
absl::StatusOr<model::v1::Event> EventOfTableRow(
    const std::vector<std::string>& cells);

// By resource name.
using TableMemberships = std::map<std::string, TableMembership>;

// Adds the rows of the file. What is wrong is added to `errors`; rows that are
// right are kept all the same, so that all faults are told at once.
void ReadMembershipTable(const std::string& path, TableMemberships& memberships,
                         InputErrors& errors);

// Ends with ENDED_BY_DISSOLUTION what the tables leave open in an organization
// that was dissolved: the day and the citations are of that event. A membership
// whose last status certainly or possibly ended before is left alone.
void EndWithOrganizations(const std::vector<model::v1::Record>& records,
                          TableMemberships& memberships);

}  // namespace comity::cli

#endif  // COMITY_CLI_IMPORT_MEMBERSHIP_TABLE_H_
