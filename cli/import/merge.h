// What an import may change of a record that others have written to as well.
//
// An importer owns the events that cite its sources alone. It replaces those,
// and leaves every other event as and where it stands: a data set of 2020 and a
// list kept by hand can live in one dossier, and either can be imported again.
#ifndef COMITY_CLI_IMPORT_MERGE_H_
#define COMITY_CLI_IMPORT_MERGE_H_

#include <set>
#include <string>

#include "comity/model/v1/record.pb.h"

namespace comity::cli {

// Whether all that the event cites is `owned`.
bool IsOwn(const model::v1::Event& event, const std::set<std::string>& owned);

// `wanted`, with the events of `stored` that are not the importer's. One that
// has the id of an event of `wanted` is that event: its citations of others are
// kept on it. The importer's events stand where the first
// of them stood in `stored`, or at the end; so importing again, in any order
// with others, changes nothing.
model::v1::Record ReplaceOwnEvents(model::v1::Record wanted,
                                   const model::v1::Record& stored,
                                   const std::set<std::string>& owned);

}  // namespace comity::cli

#endif  // COMITY_CLI_IMPORT_MERGE_H_
