// Memberships as rows of the tables that membership_table.h reads, so that what
// was exported can be edited in a spreadsheet and imported again.
//
// A table cannot hold: events of a standing other than accepted, citations that
// dispute, an event's own id, actors beside successors, and a semicolon within
// a locator. Those are left out, and counted.
#ifndef COMITY_CLI_IMPORT_MEMBERSHIP_ROWS_H_
#define COMITY_CLI_IMPORT_MEMBERSHIP_ROWS_H_

#include <cstdint>
#include <string>

#include "comity/model/v1/record.pb.h"

namespace comity::cli {

// What the rows leave out.
struct TableLosses {
  // Events that are not accepted; they have no row.
  int64_t events = 0;
  // Citations that dispute an event that has a row.
  int64_t citations = 0;
  // Events that a reader of their row would take for something else in part,
  // such as under another id.
  int64_t changed = 0;

  bool none() const { return events == 0 && citations == 0 && changed == 0; }
};

// The header line.
std::string MembershipHeaderLine();

// The lines of one membership, an event each, in their order. `losses` is added
// to. REQUIRES: a membership as the registry stores it.
std::string MembershipRows(const model::v1::Record& membership,
                           TableLosses& losses);

// "a table cannot hold: 2 events that are not accepted, 1 citation that
// disputes".
std::string DescribeLosses(const TableLosses& losses);

}  // namespace comity::cli

#endif  // COMITY_CLI_IMPORT_MEMBERSHIP_ROWS_H_
