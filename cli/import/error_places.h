// Tells a registry's complaints by the places where a person can mend them.
#ifndef COMITY_CLI_IMPORT_ERROR_PLACES_H_
#define COMITY_CLI_IMPORT_ERROR_PLACES_H_

#include <map>
#include <string>

#include "absl/status/status.h"
#include "cli/import/pack.h"

#include "comity/registry/v1/registry_service.pb.h"

namespace comity::cli {

// The error with fields such as `changes[12].put.membership.events[1].date`
// told as `memberships.csv:40: organizations/eu/memberships/FRA:
// events[1].date` where a table holds the record, else as `{name}:
// organization.events[0]`.
absl::Status AtPlaces(const absl::Status& error,
                      const registry::v1::CommitRequest& request,
                      const std::map<std::string, TablePlace>& places);

}  // namespace comity::cli

#endif  // COMITY_CLI_IMPORT_ERROR_PLACES_H_
