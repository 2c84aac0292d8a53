#include "common/platform/random.h"

#include <cstdio>
#include <cstdlib>

#include <openssl/rand.h>

#include "absl/strings/escaping.h"

namespace comity::platform {

std::string RandomHex(std::size_t bytes) {
  std::string raw(bytes, '\0');
  if (RAND_bytes(reinterpret_cast<unsigned char*>(raw.data()),
                 static_cast<int>(bytes)) != 1) {
    // An id that might repeat would break promises silently.
    std::fputs("comity: the system gives no randomness\n", stderr);
    std::abort();
  }
  return absl::BytesToHexString(raw);
}

}  // namespace comity::platform
