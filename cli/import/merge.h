// What an import may change of a record that others have written to as well.
//
// An importer owns the events that cite its sources alone. It replaces those,
// and leaves every other event as it stands: a data set of 2020 and a list kept
// by hand can live in one dossier, and either can be imported again.
#ifndef COMITY_CLI_IMPORT_MERGE_H_
#define COMITY_CLI_IMPORT_MERGE_H_

#include <set>
#include <string>

#include "comity/model/v1/record.pb.h"

namespace comity::cli {

// `wanted` with the events of `stored` added that are not the importer's:
// those with a citation of a source that is not `owned`, unless an event of
// `wanted` has their id. They stand after the importer's, in their order.
model::v1::Record KeepForeignEvents(model::v1::Record wanted,
                                    const model::v1::Record& stored,
                                    const std::set<std::string>& owned);

}  // namespace comity::cli

#endif  // COMITY_CLI_IMPORT_MERGE_H_
