// The layouts of data sets that are plain tables: lists of members with a date,
// and participation in a treaty.
#ifndef COMITY_CLI_IMPORT_TABLE_LAYOUTS_H_
#define COMITY_CLI_IMPORT_TABLE_LAYOUTS_H_

#include <string>

#include "absl/status/status.h"
#include "cli/import/code_table.h"
#include "cli/import/facts.h"

#include "comity/pack/v1/pack.pb.h"

namespace comity::cli {

// Adds what the file says, by the data set's layout. All rows at fault are told
// together, and nothing is taken then: a column that is missing, a date that is
// none, a code that no state bears, a row that contradicts another. A row that
// repeats another is left out.
absl::Status ReadMemberList(const pack::v1::DataSet& data_set,
                            const std::string& path, const CodeTable& codes,
                            Facts& facts);
absl::Status ReadParticipation(const pack::v1::DataSet& data_set,
                               const std::string& path, const CodeTable& codes,
                               Facts& facts);

// "organizations/eu/memberships/FRA" for the two.
std::string MembershipName(const std::string& organization,
                           const std::string& member);

// The id of an event that a data set says: its source's id goes before, so that
// it is no other source's.
std::string OwnEventId(const std::string& source, const std::string& what);

// Has the event cite the source and nothing else.
void CiteOnly(const std::string& source, const std::string& locator,
              model::v1::Event& event);

}  // namespace comity::cli

#endif  // COMITY_CLI_IMPORT_TABLE_LAYOUTS_H_
