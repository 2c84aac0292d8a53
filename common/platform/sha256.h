// SHA-256, by OpenSSL: the chain over commits, content digests, ids bound to
// what they stand for.
//
// Thread safety: an object may be used by one thread at a time.

#ifndef COMMON_PLATFORM_SHA256_H_
#define COMMON_PLATFORM_SHA256_H_

#include <cstddef>
#include <memory>
#include <string>

#include "absl/strings/string_view.h"

namespace comity::platform {

inline constexpr std::size_t kSha256Bytes = 32;

// A digest over bytes that come in parts; the parts' borders do not matter.
class Sha256 {
 public:
  Sha256();
  ~Sha256();
  Sha256(Sha256&&) noexcept;
  Sha256& operator=(Sha256&&) noexcept;

  Sha256& Update(absl::string_view bytes);

  // The digest, kSha256Bytes raw bytes.
  // REQUIRES: called once, last.
  std::string Finish();

 private:
  struct State;
  std::unique_ptr<State> state_;
};

// The digest of `bytes`, as kSha256Bytes raw bytes.
std::string Sha256Bytes(absl::string_view bytes);

// The digest of `bytes`, as 64 lower-case hexadecimal digits.
std::string Sha256Hex(absl::string_view bytes);

}  // namespace comity::platform

#endif  // COMMON_PLATFORM_SHA256_H_
