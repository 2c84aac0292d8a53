// Pages of a list: sizes, and tokens that are bound to the call they were given
// out for, its epoch, and the revision that all pages are read at.
//
// Thread safety: pure functions.
#ifndef COMITY_REGISTRY_CORE_PAGING_H_
#define COMITY_REGISTRY_CORE_PAGING_H_

#include <cstddef>
#include <cstdint>
#include <string>

#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"

#include "comity/model/v1/token.pb.h"
#include "registry/store/store.h"

namespace comity::registry {

// How many items a page has when the caller leaves it to us.
inline constexpr std::size_t kPageSizeDefault = 100;

// How many items to return: 0 means kPageSizeDefault, what exceeds
// LIMIT_PAGE_SIZE is lowered to it, a negative number is FIELD_INVALID.
absl::StatusOr<std::size_t> PageSize(int32_t asked);

// What a token says, checked against the call (`arguments` as from
// model::PageArguments) and the registry. In order of precedence:
// PAGE_TOKEN_MALFORMED, PAGE_TOKEN_MISMATCH, EPOCH_MISMATCH,
// REVISION_IN_FUTURE.
absl::StatusOr<model::v1::PageToken> OpenPageToken(absl::string_view field,
                                                   absl::string_view text,
                                                   const std::string& arguments,
                                                   const Head& head);

// The token for what comes after the item with key `after`.
std::string MakePageToken(const std::string& arguments, const Head& head,
                          int64_t revision, absl::string_view after);

// The key `after` of a token read as a revision; PAGE_TOKEN_MALFORMED when it
// is none.
absl::StatusOr<int64_t> RevisionAfter(absl::string_view field,
                                      absl::string_view after);

absl::Status PageTokenMalformed(absl::string_view field);
absl::Status PageTokenMismatch(absl::string_view field);

}  // namespace comity::registry

#endif  // COMITY_REGISTRY_CORE_PAGING_H_
