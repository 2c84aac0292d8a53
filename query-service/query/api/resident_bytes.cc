#include "query/api/resident_bytes.h"

#include <fstream>
#include <unistd.h>

namespace comity::query {

int64_t ResidentBytes() {
  // proc(5): sizes in pages, the resident set is the second.
  std::ifstream statm("/proc/self/statm");
  int64_t total_pages = 0;
  int64_t resident_pages = 0;
  if (!(statm >> total_pages >> resident_pages)) return 0;
  return resident_pages * sysconf(_SC_PAGESIZE);
}

}  // namespace comity::query
