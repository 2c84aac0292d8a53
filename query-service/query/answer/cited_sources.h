// The sources that an answer cites, for a reader who wants to know who they
// are.
#ifndef COMITY_QUERY_ANSWER_CITED_SOURCES_H_
#define COMITY_QUERY_ANSWER_CITED_SOURCES_H_

#include "google/protobuf/message.h"

#include "comity/query/v1/description.pb.h"
#include "query/index/register_reader.h"

namespace comity::query {

// Adds the source of every Citation anywhere in `message`, ascending by name,
// each once. REQUIRES: one of the three profiles, without its sources and
// basis.
void AddCitedSources(
    const google::protobuf::Message& message, const RegisterReader& reader,
    google::protobuf::RepeatedPtrField<v1::CitedSource>& sources);

}  // namespace comity::query

#endif  // COMITY_QUERY_ANSWER_CITED_SOURCES_H_
