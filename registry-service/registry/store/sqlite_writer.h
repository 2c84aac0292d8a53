// The one writer of a SQLite store: it hands out write transactions one after
// another, and keeps invariant 6 of store.h (promise R9).
//
// After any failed write the connection counts as poisoned: what the disk holds
// is not known then. The next Begin opens a new one and looks whether the
// newest commit is whole and whether all that was acknowledged is still there;
// only then are writes taken again.
//
// Thread safety: Begin may be called by any thread; a transaction may be used
// and destroyed by any thread, by one at a time.
#ifndef COMITY_REGISTRY_STORE_SQLITE_WRITER_H_
#define COMITY_REGISTRY_STORE_SQLITE_WRITER_H_

#include <cstdint>
#include <memory>
#include <string>
#include <utility>

#include "absl/status/status.h"
#include "absl/status/statusor.h"

#include "common/platform/mutex.h"
#include "registry/store/sqlite_db.h"
#include "registry/store/store.h"

namespace comity::registry {

class SqliteWriter {
 public:
  // Opens the database, brings its schema up to date and verifies its head.
  static absl::StatusOr<std::unique_ptr<SqliteWriter>> Open(
      const std::string& path, const std::string& vfs);

  // As Store::Begin. REQUIRES: the writer outlives the transaction.
  absl::StatusOr<std::unique_ptr<Transaction>> Begin();

  // The right to write, held by one transaction at a time; whoever holds it
  // owns the connection and what is known of it.
  class Seat {
   public:
    explicit Seat(SqliteWriter& writer);  // waits for it
    Seat(Seat&& other) noexcept
        : writer_(std::exchange(other.writer_, nullptr)) {}
    Seat& operator=(Seat&&) = delete;
    ~Seat();

    SqliteDb& db() const { return *writer_->db_; }

    // No write is acknowledged until the connection was verified anew.
    void Poison() const { writer_->poisoned_ = true; }

    // The head is durable.
    void Acknowledge(int64_t revision, const std::string& digest) const;

   private:
    friend class SqliteWriter;
    SqliteWriter* writer_;
  };

 private:
  explicit SqliteWriter(SqliteDb::OpenOptions options)
      : options_(std::move(options)) {}

  // Both REQUIRE: the caller holds the seat, or nobody else knows this yet.
  // How much of the log is recomputed.
  enum class Depth { kLastCommit, kWholeLog };
  absl::Status Verify(Depth depth);
  absl::Status Reopen();

  // Constant after construction.
  const SqliteDb::OpenOptions options_;

  platform::Mutex mutex_;
  platform::CondVar seat_free_;
  bool seat_taken_ ABSL_GUARDED_BY(mutex_) = false;

  // Owned by the holder of the seat.
  std::unique_ptr<SqliteDb> db_;
  bool poisoned_ = false;
  int64_t acknowledged_revision_ = 0;
  std::string acknowledged_digest_;
};

}  // namespace comity::registry

#endif  // COMITY_REGISTRY_STORE_SQLITE_WRITER_H_
