// The same for a table of participation in a treaty: its acts against those
// that the registry has, and whether who acted could.
#ifndef COMITY_CLI_CROSS_CHECK_TREATY_H_
#define COMITY_CLI_CROSS_CHECK_TREATY_H_

#include "absl/status/status.h"
#include "cli/cross_check/comparison.h"
#include "cli/cross_check/registry_side.h"
#include "cli/import/facts.h"

#include "comity/pack/v1/pack.pb.h"

namespace comity::cli {

// Adds to `comparison`, under the instrument's id:
//   an act that either side has on another day, or that the registry has and
//   the table not; acts that only the table has are differences where the
//   registry has any of that instrument;
//   a party that certainly was no member of what the instrument is open to, on
//   any day that its act may be of.
// REQUIRES: data_set.has_participation().
absl::Status CompareParties(const pack::v1::DataSet& data_set,
                            const Facts& facts, const RegistrySide& registry,
                            Comparison& comparison);

}  // namespace comity::cli

#endif  // COMITY_CLI_CROSS_CHECK_TREATY_H_
