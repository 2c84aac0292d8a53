// The schema of the registry's database, and the way to it from older ones
// and from an empty file. README.md has it as a table.
//
// Thread safety: as the connection's.
#ifndef COMITY_REGISTRY_STORE_SQLITE_SCHEMA_H_
#define COMITY_REGISTRY_STORE_SQLITE_SCHEMA_H_

#include <cstdint>

#include "absl/status/status.h"

#include "registry/store/sqlite_db.h"

namespace comity::registry {

// PRAGMA application_id: "CMTY". Tells our files from those of other programs.
inline constexpr int64_t kSqliteApplicationId = 0x434D5459;

// PRAGMA user_version: the number of the last migration.
int64_t SchemaVersion();

// Brings the database to SchemaVersion(), all steps in one transaction, and
// gives a new one its identity.
//
// FAILED_PRECONDITION when a newer registry wrote the file, STORE_DAMAGED when
// it is no registry's database or fails SQLite's own check; it is untouched
// then.
absl::Status MigrateSchema(SqliteDb& db);

}  // namespace comity::registry

#endif  // COMITY_REGISTRY_STORE_SQLITE_SCHEMA_H_
