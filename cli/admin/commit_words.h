// Commits and changes as a person reads them.
#ifndef COMITY_CLI_ADMIN_COMMIT_WORDS_H_
#define COMITY_CLI_ADMIN_COMMIT_WORDS_H_

#include <string>

#include "google/protobuf/timestamp.pb.h"

#include "comity/model/v1/record.pb.h"
#include "comity/registry/v1/commit.pb.h"

namespace comity::cli {

// "2026-11-24 13:33:46", in UTC; "-" for a time that is not set.
std::string TimeInWords(const google::protobuf::Timestamp& time);

// "put" or "deleted".
std::string ChangeInWords(const registry::v1::RecordChange& change);

// What a commit made of a record, by its versions before and after; null where
// there is none: "created with 3 events", "1 event added, 2 amended",
// "changed", "deleted".
std::string DifferenceInWords(const model::v1::Record* before,
                              const model::v1::Record* after);

}  // namespace comity::cli

#endif  // COMITY_CLI_ADMIN_COMMIT_WORDS_H_
