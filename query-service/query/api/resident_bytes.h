// How much memory this process has resident.
//
// Thread safety: any thread.
#ifndef COMITY_QUERY_API_RESIDENT_BYTES_H_
#define COMITY_QUERY_API_RESIDENT_BYTES_H_

#include <cstdint>

namespace comity::query {

// In bytes, as the kernel counts them; 0 where it does not say.
int64_t ResidentBytes();

}  // namespace comity::query

#endif  // COMITY_QUERY_API_RESIDENT_BYTES_H_
