#include "tests/registry/store/faulty_vfs.h"

#include <atomic>
#include <new>

#include <sqlite3.h>

namespace comity::registry::testing {
namespace {

struct Counter {
  std::atomic<int> calls = 0;
  std::atomic<int> fail_from = 0;

  bool Fails() {
    const int call = ++calls;
    const int from = fail_from;
    return from > 0 && call >= from;
  }
};

Counter& CounterOf(Fault fault) {
  static Counter writes;
  static Counter syncs;
  return fault == Fault::kWrite ? writes : syncs;
}

sqlite3_vfs* System() {
  static sqlite3_vfs* const system = sqlite3_vfs_find("unix");
  return system;
}

// Our file; the system's one follows it in the memory that SQLite gives.
struct FaultyFile {
  sqlite3_file base;

  sqlite3_file* real() { return reinterpret_cast<sqlite3_file*>(this + 1); }
  static FaultyFile* Of(sqlite3_file* file) {
    return reinterpret_cast<FaultyFile*>(file);
  }
};

// Calls the system's method of the same name.
template <auto kMethod, typename... Args>
auto Pass(sqlite3_file* file, Args... args) {
  sqlite3_file* const real = FaultyFile::Of(file)->real();
  return (real->pMethods->*kMethod)(real, args...);
}

int Write(sqlite3_file* file, const void* bytes, int count,
          sqlite3_int64 offset) {
  if (CounterOf(Fault::kWrite).Fails()) return SQLITE_IOERR_WRITE;
  return Pass<&sqlite3_io_methods::xWrite>(file, bytes, count, offset);
}

int Sync(sqlite3_file* file, int flags) {
  if (CounterOf(Fault::kSync).Fails()) return SQLITE_IOERR_FSYNC;
  return Pass<&sqlite3_io_methods::xSync>(file, flags);
}

using Io = sqlite3_io_methods;
const sqlite3_io_methods kMethods = {
    .iVersion = 2,  // with shared memory, without mapped pages
    .xClose = [](sqlite3_file* f) { return Pass<&Io::xClose>(f); },
    .xRead =
        [](sqlite3_file* f, void* bytes, int count, sqlite3_int64 offset) {
          return Pass<&Io::xRead>(f, bytes, count, offset);
        },
    .xWrite = Write,
    .xTruncate =
        [](sqlite3_file* f, sqlite3_int64 size) {
          return Pass<&Io::xTruncate>(f, size);
        },
    .xSync = Sync,
    .xFileSize =
        [](sqlite3_file* f, sqlite3_int64* size) {
          return Pass<&Io::xFileSize>(f, size);
        },
    .xLock = [](sqlite3_file* f,
                int level) { return Pass<&Io::xLock>(f, level); },
    .xUnlock = [](sqlite3_file* f,
                  int level) { return Pass<&Io::xUnlock>(f, level); },
    .xCheckReservedLock =
        [](sqlite3_file* f, int* out) {
          return Pass<&Io::xCheckReservedLock>(f, out);
        },
    .xFileControl =
        [](sqlite3_file* f, int op, void* arg) {
          return Pass<&Io::xFileControl>(f, op, arg);
        },
    .xSectorSize = [](sqlite3_file* f) { return Pass<&Io::xSectorSize>(f); },
    .xDeviceCharacteristics =
        [](sqlite3_file* f) { return Pass<&Io::xDeviceCharacteristics>(f); },
    .xShmMap =
        [](sqlite3_file* f, int page, int size, int extend,
           void volatile** out) {
          return Pass<&Io::xShmMap>(f, page, size, extend, out);
        },
    .xShmLock =
        [](sqlite3_file* f, int offset, int count, int flags) {
          return Pass<&Io::xShmLock>(f, offset, count, flags);
        },
    .xShmBarrier = [](sqlite3_file* f) { Pass<&Io::xShmBarrier>(f); },
    .xShmUnmap = [](sqlite3_file* f,
                    int remove) { return Pass<&Io::xShmUnmap>(f, remove); },
};

int Open(sqlite3_vfs*, const char* name, sqlite3_file* file, int flags,
         int* out_flags) {
  auto* const ours = new (file) FaultyFile{};
  const int code =
      System()->xOpen(System(), name, ours->real(), flags, out_flags);
  // A file without methods is not closed by SQLite.
  ours->base.pMethods = ours->real()->pMethods == nullptr ? nullptr : &kMethods;
  return code;
}

}  // namespace

void RegisterFaultyVfs() {
  static const bool registered = [] {
    static sqlite3_vfs vfs = *System();
    vfs.zName = kFaultyVfsName;
    vfs.pNext = nullptr;
    vfs.szOsFile += static_cast<int>(sizeof(FaultyFile));
    vfs.xOpen = Open;
    return sqlite3_vfs_register(&vfs, /*makeDflt=*/0) == SQLITE_OK;
  }();
  (void)registered;
}

void FailFrom(Fault fault, int n) {
  CounterOf(fault).calls = 0;
  CounterOf(fault).fail_from = n;
}

int CallsSince(Fault fault) { return CounterOf(fault).calls; }

}  // namespace comity::registry::testing
