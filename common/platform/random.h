// Randomness that nobody can guess, for ids: registry, epoch, event, request.
//
// Thread safety: any thread.

#ifndef COMMON_PLATFORM_RANDOM_H_
#define COMMON_PLATFORM_RANDOM_H_

#include <cstddef>
#include <string>

namespace comity::platform {

// `bytes` random bytes as lower-case hexadecimal digits, two a byte.
std::string RandomHex(std::size_t bytes);

}  // namespace comity::platform

#endif  // COMMON_PLATFORM_RANDOM_H_
