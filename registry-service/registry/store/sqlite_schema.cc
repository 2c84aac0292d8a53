#include "registry/store/sqlite_schema.h"

#include <array>

#include "absl/strings/str_cat.h"
#include "absl/strings/string_view.h"

#include "common/model/chain.h"
#include "common/platform/log.h"
#include "common/platform/random.h"
#include "common/platform/status_macros.h"
#include "registry/store/store_errors.h"

namespace comity::registry {
namespace {

// Names, ids and bodies are compared as bytes (the BINARY collation). WITHOUT
// ROWID where the key is the row.
constexpr char kMigration1[] = R"sql(
  PRAGMA application_id = 0x434D5459;

  CREATE TABLE meta (
    id            INTEGER PRIMARY KEY CHECK (id = 1),
    registry_id   TEXT    NOT NULL,
    epoch         TEXT    NOT NULL,
    head_revision INTEGER NOT NULL,
    head_digest   BLOB    NOT NULL
  ) STRICT;

  CREATE TABLE commits (
    revision     INTEGER PRIMARY KEY,
    commit_time  INTEGER NOT NULL UNIQUE,
    author       TEXT    NOT NULL,
    message      TEXT    NOT NULL,
    request_id   TEXT    NOT NULL,
    fingerprint  BLOB    NOT NULL,
    digest       BLOB    NOT NULL,
    change_count INTEGER NOT NULL
  ) STRICT;

  CREATE TABLE versions (
    name     TEXT    NOT NULL,
    revision INTEGER NOT NULL,
    deleted  INTEGER NOT NULL,
    body     BLOB    NOT NULL,
    PRIMARY KEY (name, revision)
  ) STRICT, WITHOUT ROWID;
  CREATE INDEX versions_by_revision ON versions (revision, name);

  CREATE TABLE records (
    name    TEXT    PRIMARY KEY,
    kind    INTEGER NOT NULL,
    deleted INTEGER NOT NULL
  ) STRICT, WITHOUT ROWID;
  CREATE INDEX records_by_kind ON records (kind, name);

  CREATE TABLE refs (
    target   TEXT NOT NULL,
    referrer TEXT NOT NULL,
    PRIMARY KEY (target, referrer)
  ) STRICT, WITHOUT ROWID;
  CREATE INDEX refs_by_referrer ON refs (referrer);

  CREATE TABLE codes (
    system INTEGER NOT NULL,
    value  TEXT    NOT NULL,
    name   TEXT    NOT NULL,
    PRIMARY KEY (system, value, name)
  ) STRICT, WITHOUT ROWID;
  CREATE INDEX codes_by_name ON codes (name);

  CREATE TABLE requests (
    request_id  TEXT    PRIMARY KEY,
    revision    INTEGER NOT NULL,
    commit_time INTEGER NOT NULL,
    fingerprint BLOB    NOT NULL,
    changed     INTEGER NOT NULL
  ) STRICT, WITHOUT ROWID;

  CREATE TABLE counts (
    kind  INTEGER PRIMARY KEY,
    count INTEGER NOT NULL
  ) STRICT;

  PRAGMA user_version = 1;
)sql";

// Each step goes from its index to the next number and sets user_version.
constexpr std::array kMigrations = {kMigration1};

absl::StatusOr<int64_t> ReadNumber(SqliteDb& db, absl::string_view sql) {
  Statement statement = db.Prepare(sql);
  COMITY_ASSIGN_OR_RETURN(const bool row, statement.Step());
  return row ? statement.Int(0) : 0;
}

// A random UUID, version 4.
std::string NewUuid() {
  std::string hex = platform::RandomHex(16);
  hex[12] = '4';
  hex[16] = "89ab"[(hex[16] <= '9' ? hex[16] - '0' : hex[16] - 'a' + 10) % 4];
  const absl::string_view view = hex;
  return absl::StrCat(view.substr(0, 8), "-", view.substr(8, 4), "-",
                      view.substr(12, 4), "-", view.substr(16, 4), "-",
                      view.substr(20));
}

absl::Status WriteIdentity(SqliteDb& db) {
  const std::string registry_id = NewUuid();
  const std::string epoch = platform::RandomHex(8);
  const std::string digest = model::GenesisDigest(registry_id);
  Statement insert = db.Prepare(
      "INSERT INTO meta (id, registry_id, epoch, head_revision, head_digest) "
      "VALUES (1, ?1, ?2, 0, ?3)");
  insert.BindText(1, registry_id);
  insert.BindText(2, epoch);
  insert.BindBlob(3, digest);
  COMITY_RETURN_IF_ERROR(insert.Run());
  platform::Log(platform::LogLevel::kInfo, "store created",
                {{"registry_id", registry_id}, {"epoch", epoch}});
  return absl::OkStatus();
}

// SQLite's own look at the whole file, before anything is written to it.
absl::Status CheckFile(SqliteDb& db) {
  Statement check = db.Prepare("PRAGMA quick_check(1)");
  COMITY_ASSIGN_OR_RETURN(const bool row, check.Step());
  if (row && check.Bytes(0) == "ok") return absl::OkStatus();
  platform::Log(platform::LogLevel::kError, "quick_check failed",
                {{"detail", row ? check.Bytes(0) : ""}});
  return StoreDamaged("the database is damaged");
}

// Outside of any transaction: SQLite takes a change of mode nowhere else. Where
// it cannot have the mode it keeps the old one and reports no error.
absl::Status UseWriteAheadLog(SqliteDb& db) {
  Statement set_mode = db.Prepare("PRAGMA journal_mode = WAL");
  COMITY_ASSIGN_OR_RETURN(const bool row, set_mode.Step());
  if (row && set_mode.Bytes(0) == "wal") return absl::OkStatus();
  return StoreUnavailable(
      "the database cannot keep a write-ahead log where it is: move it to a "
      "local file system");
}

}  // namespace

int64_t SchemaVersion() { return static_cast<int64_t>(kMigrations.size()); }

absl::Status MigrateSchema(SqliteDb& db) {
  COMITY_RETURN_IF_ERROR(CheckFile(db));
  COMITY_ASSIGN_OR_RETURN(const int64_t application_id,
                          ReadNumber(db, "PRAGMA application_id"));
  COMITY_ASSIGN_OR_RETURN(const int64_t version,
                          ReadNumber(db, "PRAGMA user_version"));
  COMITY_ASSIGN_OR_RETURN(const int64_t tables,
                          ReadNumber(db, "SELECT COUNT(*) FROM sqlite_schema"));
  const bool is_new = application_id == 0 && version == 0 && tables == 0;
  if (!is_new && (application_id != kSqliteApplicationId || version < 1)) {
    return StoreDamaged("the file is not a registry's database");
  }
  if (version > SchemaVersion()) {
    return absl::FailedPreconditionError(absl::StrCat(
        "the database has schema ", version, " and this registry knows up to ",
        SchemaVersion(),
        ": use the newer comity-registry that wrote it, or restore a backup "
        "made before the upgrade"));
  }
  COMITY_RETURN_IF_ERROR(UseWriteAheadLog(db));
  if (version == SchemaVersion()) return absl::OkStatus();
  COMITY_ASSIGN_OR_RETURN(
      ScopedTransaction transaction,
      ScopedTransaction::Begin(db, ScopedTransaction::Mode::kWrite));
  for (auto step = static_cast<size_t>(version); step < kMigrations.size();
       ++step) {
    COMITY_RETURN_IF_ERROR(db.Execute(kMigrations[step]));
  }
  if (is_new) COMITY_RETURN_IF_ERROR(WriteIdentity(db));
  return transaction.Commit();
}

}  // namespace comity::registry
