#include "common/model/tokens.h"

#include <optional>

#include "absl/status/status.h"
#include "absl/strings/escaping.h"
#include "absl/strings/str_cat.h"
#include "google/protobuf/message_lite.h"
#include "google/protobuf/stubs/logging.h"

#include "common/model/canonical.h"
#include "common/platform/error.h"
#include "common/platform/sha256.h"

namespace comity::model {
namespace {

std::string Encode(const google::protobuf::MessageLite& message) {
  return absl::WebSafeBase64Escape(SerializeCanonically(message));
}

// Nothing unless `text` is just what Encode makes of some message: one message
// has one token, so padding, other alphabets and unknown fields are refused.
template <typename Message>
std::optional<Message> Decode(absl::string_view text) {
  // Protobuf would write a line of its own to standard error for each text that
  // is not UTF-8, as often as a caller likes.
  const google::protobuf::LogSilencer silencer;
  std::string bytes;
  Message message;
  if (text.empty() || text.size() > kTokenBytesMax ||
      !absl::WebSafeBase64Unescape(text, &bytes) ||
      !message.ParseFromString(bytes) ||
      message.GetReflection()->GetUnknownFields(message).field_count() != 0 ||
      Encode(message) != text) {
    return std::nullopt;
  }
  return message;
}

absl::Status Malformed(v1::Reason reason, absl::string_view field,
                       absl::string_view advice) {
  const std::string description =
      absl::StrCat("not a token of this service; ", advice);
  return platform::Error(reason, absl::StrCat(field, ": ", description))
      .Field(field, description);
}

}  // namespace

std::string EncodeToken(const v1::ConsistencyToken& token) {
  return Encode(token);
}

std::string EncodeToken(const v1::PageToken& token) { return Encode(token); }

absl::StatusOr<v1::ConsistencyToken> DecodeConsistencyToken(
    absl::string_view text, absl::string_view field) {
  std::optional<v1::ConsistencyToken> token =
      Decode<v1::ConsistencyToken>(text);
  if (!token.has_value() || token->registry_id().empty() ||
      token->epoch().empty() || token->revision() < 0) {
    return Malformed(v1::REASON_TOKEN_MALFORMED, field,
                     "pass on the one that Commit returned");
  }
  return *std::move(token);
}

absl::StatusOr<v1::PageToken> DecodePageToken(absl::string_view text,
                                              absl::string_view field) {
  std::optional<v1::PageToken> token = Decode<v1::PageToken>(text);
  if (!token.has_value() || token->arguments().size() != kPageArgumentsBytes ||
      token->epoch().empty() || token->revision() < 0) {
    return Malformed(v1::REASON_PAGE_TOKEN_MALFORMED, field,
                     "start again without one");
  }
  return *std::move(token);
}

std::string PageArguments(absl::string_view method,
                          absl::string_view canonical_arguments) {
  // The zero byte keeps a method's name from running into the arguments.
  platform::Sha256 hash;
  hash.Update(method)
      .Update(absl::string_view("\0", 1))
      .Update(canonical_arguments);
  return hash.Finish().substr(0, kPageArgumentsBytes);
}

}  // namespace comity::model
