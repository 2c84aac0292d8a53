// Serialization that gives equal bytes for equal messages: fields in the order
// of their numbers. Stored records, digests and comparisons rest on it.
//
// Thread safety: pure functions.
#ifndef COMMON_MODEL_CANONICAL_H_
#define COMMON_MODEL_CANONICAL_H_

#include <string>

#include "google/protobuf/message_lite.h"

namespace comity::model {

// REQUIRES: the message is smaller than 2 GiB.
std::string SerializeCanonically(const google::protobuf::MessageLite& message);

}  // namespace comity::model

#endif  // COMMON_MODEL_CANONICAL_H_
