// A connection to SQLite and its statements, as thin as they can be: RAII, a
// cache of prepared statements, and the one place where SQLite's error codes
// become statuses. Its texts go to the log and never into a status.
//
// Statements are prepared once a connection, and values are bound, never put
// into the text. An error of preparing or binding is kept and comes out of the
// next Step, so that a call site has one place to look at.
//
//   Statement find = db.Prepare("SELECT body FROM t WHERE name = ?1");
//   find.BindText(1, name);
//   COMITY_ASSIGN_OR_RETURN(const bool found, find.Step());
//
// Thread safety: a connection and its statements belong to one thread at a
// time.
#ifndef COMITY_REGISTRY_STORE_SQLITE_DB_H_
#define COMITY_REGISTRY_STORE_SQLITE_DB_H_

#include <cstdint>
#include <memory>
#include <string>

#include "absl/container/flat_hash_map.h"
#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"

struct sqlite3;
struct sqlite3_stmt;

namespace comity::registry {

class SqliteDb;

// A prepared statement in use; the cache has it back when this is destroyed.
// REQUIRES: no two of the same text at a time, and the connection outlives it.
class Statement {
 public:
  Statement(Statement&& other) noexcept;
  Statement& operator=(Statement&&) = delete;
  ~Statement();

  // Parameters count from 1. The bytes must live until the statement is
  // stepped to its end or destroyed.
  void BindInt(int index, int64_t value);
  void BindText(int index, absl::string_view value);
  void BindBlob(int index, absl::string_view value);

  // Whether there is a row; false at the end.
  absl::StatusOr<bool> Step();

  // Runs to the end, ignoring rows, and makes it ready for other values.
  absl::Status Run();

  // Columns count from 0. The views live until the next Step.
  int64_t Int(int column) const;
  absl::string_view Bytes(int column) const;

 private:
  friend class SqliteDb;
  Statement(SqliteDb& db, sqlite3_stmt* statement, int code);
  void Note(int code);

  SqliteDb* db_;
  sqlite3_stmt* statement_;
  int code_;  // the first error of preparing or binding
};

class SqliteDb {
 public:
  struct OpenOptions {
    std::string path;
    std::string vfs;  // empty: SQLite's own
    bool read_only = false;
  };

  // Opens the file, creating it if absent, and sets how the connection works:
  // synchronous FULL, a busy timeout, no trust in what the schema says.
  // Whether it is a database at all shows at the first statement only.
  static absl::StatusOr<std::unique_ptr<SqliteDb>> Open(
      const OpenOptions& options);

  SqliteDb(const SqliteDb&) = delete;
  SqliteDb& operator=(const SqliteDb&) = delete;
  ~SqliteDb();

  // REQUIRES: `sql` is one statement and a constant text.
  Statement Prepare(absl::string_view sql);

  // Runs statements without parameters, separated by semicolons.
  absl::Status Execute(const char* sql);

  // The status of a failed call, with SQLite's text written to the log.
  absl::Status Failure(int code, absl::string_view sql);

  // Whether a transaction is open.
  bool InTransaction() const;

 private:
  explicit SqliteDb(sqlite3* handle) : handle_(handle) {}

  sqlite3* handle_;
  absl::flat_hash_map<std::string, sqlite3_stmt*> statements_;
};

// A read or write transaction on a connection, rolled back unless committed.
class ScopedTransaction {
 public:
  enum class Mode { kRead, kWrite };

  static absl::StatusOr<ScopedTransaction> Begin(SqliteDb& db, Mode mode);

  ScopedTransaction(ScopedTransaction&& other) noexcept : db_(other.db_) {
    other.db_ = nullptr;
  }
  ScopedTransaction& operator=(ScopedTransaction&&) = delete;
  ~ScopedTransaction();

  // Ends it. On failure it is rolled back.
  absl::Status Commit();

 private:
  explicit ScopedTransaction(SqliteDb& db) : db_(&db) {}

  SqliteDb* db_;  // null once it ended
};

}  // namespace comity::registry

#endif  // COMITY_REGISTRY_STORE_SQLITE_DB_H_
