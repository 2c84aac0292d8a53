#include "registry/store/sqlite_db.h"

#include <utility>

#include <sqlite3.h>

#include "common/platform/log.h"
#include "common/platform/status_macros.h"
#include "registry/store/store_errors.h"

namespace comity::registry {
namespace {

// Only a backup or an operator's shell can hold a lock against us.
constexpr int kBusyTimeoutMs = 5000;

// cell_size_check and trusted_schema: a damaged or planted file must not lead
// SQLite astray. FULL: the log is synced before a commit returns (R1).
constexpr char kConnectionSettings[] =
    "PRAGMA synchronous = FULL;"
    "PRAGMA trusted_schema = OFF;"
    "PRAGMA cell_size_check = ON;"
    "PRAGMA temp_store = MEMORY;";

constexpr char kReadOnlySettings[] = "PRAGMA query_only = ON;";

}  // namespace

Statement::Statement(SqliteDb& db, sqlite3_stmt* statement, int code)
    : db_(&db), statement_(statement), code_(code) {}

Statement::Statement(Statement&& other) noexcept
    : db_(other.db_),
      statement_(std::exchange(other.statement_, nullptr)),
      code_(other.code_) {}

Statement::~Statement() {
  if (statement_ == nullptr) return;
  sqlite3_reset(statement_);
  sqlite3_clear_bindings(statement_);
}

void Statement::Note(int code) {
  if (code_ == SQLITE_OK) code_ = code;
}

void Statement::BindInt(int index, int64_t value) {
  Note(sqlite3_bind_int64(statement_, index, value));
}

void Statement::BindText(int index, absl::string_view value) {
  Note(sqlite3_bind_text64(statement_, index, value.empty() ? "" : value.data(),
                           value.size(), SQLITE_STATIC, SQLITE_UTF8));
}

void Statement::BindBlob(int index, absl::string_view value) {
  Note(sqlite3_bind_blob64(statement_, index, value.empty() ? "" : value.data(),
                           value.size(), SQLITE_STATIC));
}

absl::StatusOr<bool> Statement::Step() {
  if (code_ != SQLITE_OK) {
    return db_->Failure(
        code_, statement_ == nullptr ? "prepare" : sqlite3_sql(statement_));
  }
  const int code = sqlite3_step(statement_);
  if (code == SQLITE_ROW) return true;
  if (code == SQLITE_DONE) return false;
  return db_->Failure(code, sqlite3_sql(statement_));
}

absl::Status Statement::Run() {
  absl::StatusOr<bool> row = true;
  while (row.ok() && *row) row = Step();
  if (statement_ != nullptr) sqlite3_reset(statement_);
  return row.status();
}

int64_t Statement::Int(int column) const {
  return sqlite3_column_int64(statement_, column);
}

absl::string_view Statement::Bytes(int column) const {
  const void* bytes = sqlite3_column_blob(statement_, column);
  const int size = sqlite3_column_bytes(statement_, column);
  if (bytes == nullptr) return {};
  return {static_cast<const char*>(bytes), static_cast<size_t>(size)};
}

absl::StatusOr<std::unique_ptr<SqliteDb>> SqliteDb::Open(
    const OpenOptions& options) {
  sqlite3* handle = nullptr;
  // NOMUTEX: a connection is for one thread at a time by our own rule.
  const int code =
      sqlite3_open_v2(options.path.c_str(), &handle,
                      SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE |
                          SQLITE_OPEN_NOMUTEX | SQLITE_OPEN_EXRESCODE,
                      options.vfs.empty() ? nullptr : options.vfs.c_str());
  auto db = std::unique_ptr<SqliteDb>(new SqliteDb(handle));
  if (code != SQLITE_OK) return db->Failure(code, "open");
  sqlite3_busy_timeout(handle, kBusyTimeoutMs);
  sqlite3_db_config(handle, SQLITE_DBCONFIG_DEFENSIVE, 1, nullptr);
  COMITY_RETURN_IF_ERROR(db->Execute(kConnectionSettings));
  if (options.read_only) {
    COMITY_RETURN_IF_ERROR(db->Execute(kReadOnlySettings));
  }
  return db;
}

SqliteDb::~SqliteDb() {
  for (const auto& [sql, statement] : statements_) {
    sqlite3_finalize(statement);
  }
  sqlite3_close(handle_);
}

Statement SqliteDb::Prepare(absl::string_view sql) {
  auto cached = statements_.find(sql);
  if (cached != statements_.end()) {
    return Statement(*this, cached->second, SQLITE_OK);
  }
  sqlite3_stmt* statement = nullptr;
  const int code =
      sqlite3_prepare_v3(handle_, sql.data(), static_cast<int>(sql.size()),
                         SQLITE_PREPARE_PERSISTENT, &statement, nullptr);
  if (code == SQLITE_OK) statements_.emplace(sql, statement);
  return Statement(*this, statement, code);
}

absl::Status SqliteDb::Execute(const char* sql) {
  const int code = sqlite3_exec(handle_, sql, nullptr, nullptr, nullptr);
  return code == SQLITE_OK ? absl::OkStatus() : Failure(code, sql);
}

absl::Status SqliteDb::Failure(int code, absl::string_view sql) {
  platform::Log(platform::LogLevel::kError, "sqlite failed",
                {{"code", code},
                 {"meaning", sqlite3_errstr(code)},
                 {"detail", handle_ == nullptr ? "" : sqlite3_errmsg(handle_)},
                 {"doing", sql}});
  switch (code & 0xFF) {  // the low byte of an extended code is the primary one
    case SQLITE_CORRUPT:
      return StoreDamaged("the database is damaged");
    case SQLITE_NOTADB:
      return StoreDamaged("the file is not a database");
    case SQLITE_CONSTRAINT:
    case SQLITE_MISUSE:
    case SQLITE_RANGE:
      return StoreMisused("the store was asked for what it cannot hold");
    default:
      return StoreUnavailable("the store cannot be read or written now");
  }
}

bool SqliteDb::InTransaction() const {
  return sqlite3_get_autocommit(handle_) == 0;
}

absl::StatusOr<ScopedTransaction> ScopedTransaction::Begin(SqliteDb& db,
                                                           Mode mode) {
  // IMMEDIATE: a write that cannot have its lock must know before it judges.
  COMITY_RETURN_IF_ERROR(
      db.Prepare(mode == Mode::kWrite ? "BEGIN IMMEDIATE" : "BEGIN").Run());
  return ScopedTransaction(db);
}

ScopedTransaction::~ScopedTransaction() {
  // After some errors SQLite has rolled back by itself.
  if (db_ == nullptr || !db_->InTransaction()) return;
  const absl::Status status = db_->Prepare("ROLLBACK").Run();
  if (!status.ok()) {
    platform::Log(platform::LogLevel::kError, "rollback failed", {});
  }
}

absl::Status ScopedTransaction::Commit() {
  COMITY_RETURN_IF_ERROR(db_->Prepare("COMMIT").Run());
  db_ = nullptr;
  return absl::OkStatus();
}

}  // namespace comity::registry
