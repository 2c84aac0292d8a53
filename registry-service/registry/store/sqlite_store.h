// The store in one SQLite file, for a registry of one instance.
//
// One connection writes, a few read, each on a snapshot of its own (WAL), so
// neither waits for the other. The invariants are those of store.h.
//
// Files: the database at `path`, SQLite's `path`-wal and `path`-shm beside it,
// and `path`.lock, which keeps a second registry out.
#ifndef COMITY_REGISTRY_STORE_SQLITE_STORE_H_
#define COMITY_REGISTRY_STORE_SQLITE_STORE_H_

#include <memory>
#include <string>

#include "absl/status/statusor.h"

#include "registry/store/store.h"

namespace comity::registry {

struct SqliteOptions {
  // Of the database file, on a local file system. It and its folder are
  // created if absent, for this user alone.
  std::string path;

  // How many reads run at a time; others wait. At least 1.
  int reader_connections = 4;

  // The name of the SQLite VFS to use; empty: the system's own. Tests put one
  // that fails in between.
  std::string vfs;
};

// Opens or creates the store and verifies it: SQLite's own check of the file,
// the schema, the last commit's digest and the head. Fails with a sentence that
// says what to do:
//   STORE_UNAVAILABLE    another registry has it, or the file cannot be opened
//   STORE_DAMAGED        it is damaged, or not a registry's database
//   FAILED_PRECONDITION  a newer registry wrote it
// REQUIRES of the store: every transaction ends before it does.
absl::StatusOr<std::unique_ptr<Store>> OpenSqliteStore(
    const SqliteOptions& options);

}  // namespace comity::registry

#endif  // COMITY_REGISTRY_STORE_SQLITE_STORE_H_
