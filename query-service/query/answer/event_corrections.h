// Which events of a record differ between two revisions, and since when.
#ifndef COMITY_QUERY_ANSWER_EVENT_CORRECTIONS_H_
#define COMITY_QUERY_ANSWER_EVENT_CORRECTIONS_H_

#include "absl/strings/string_view.h"

#include "comity/query/v1/diff.pb.h"
#include "query/index/register_reader.h"

namespace comity::query {

// Compares events by id and content, in the order of the newer list, those that
// were taken out last. REQUIRES: two readers of one model, `before` not after
// `after`, nothing laid over either.
void AddEventCorrections(
    absl::string_view record, const RegisterReader& before,
    const RegisterReader& after,
    google::protobuf::RepeatedPtrField<v1::EventCorrection>& corrections);

}  // namespace comity::query

#endif  // COMITY_QUERY_ANSWER_EVENT_CORRECTIONS_H_
