// A SQLite VFS over the system's own that fails writes and syncs when told to:
// a disk that is full or broken, without one.
#ifndef COMITY_TESTS_REGISTRY_STORE_FAULTY_VFS_H_
#define COMITY_TESTS_REGISTRY_STORE_FAULTY_VFS_H_

namespace comity::registry::testing {

inline constexpr char kFaultyVfsName[] = "comity-faulty";

// Registers the VFS, once a process. No faults at first.
void RegisterFaultyVfs();

// The n-th write or sync from now on fails, and all after it; 1 is the next.
// 0: none fails.
enum class Fault { kWrite, kSync };
void FailFrom(Fault fault, int n);

// How many writes or syncs there were since FailFrom was called for that kind.
int CallsSince(Fault fault);

}  // namespace comity::registry::testing

#endif  // COMITY_TESTS_REGISTRY_STORE_FAULTY_VFS_H_
