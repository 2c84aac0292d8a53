// The opaque tokens that callers pass on and never look into: one of our
// messages, serialized canonically, in web-safe base64 without padding. Equal
// messages give equal tokens.
//
// A token is not a secret and not signed: whoever makes one up reads nothing
// that an ordinary request would not show. What is decoded is only known to
// have the right form; whether it fits the call is for the caller to check.
//
// Thread safety: pure functions.
#ifndef COMMON_MODEL_TOKENS_H_
#define COMMON_MODEL_TOKENS_H_

#include <cstddef>
#include <string>

#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"

#include "comity/model/v1/token.pb.h"

namespace comity::model {

// Bytes of PageToken.arguments.
inline constexpr std::size_t kPageArgumentsBytes = 16;

// Longest token that is decoded at all.
inline constexpr std::size_t kTokenBytesMax = 4096;

std::string EncodeToken(const v1::ConsistencyToken& token);
std::string EncodeToken(const v1::PageToken& token);

// INVALID_ARGUMENT with REASON_TOKEN_MALFORMED, naming `field`, unless the text
// is a token of this kind: registry and epoch set, the revision not negative,
// nothing unknown in it. Input of any bytes is safe.
absl::StatusOr<v1::ConsistencyToken> DecodeConsistencyToken(
    absl::string_view text, absl::string_view field);

// The same for page and resume tokens, with REASON_PAGE_TOKEN_MALFORMED.
absl::StatusOr<v1::PageToken> DecodePageToken(absl::string_view text,
                                              absl::string_view field);

// What PageToken.arguments holds for a call: the beginning of the SHA-256 over
// the method's name and the arguments that must stay the same.
std::string PageArguments(absl::string_view method,
                          absl::string_view canonical_arguments);

}  // namespace comity::model

#endif  // COMMON_MODEL_TOKENS_H_
