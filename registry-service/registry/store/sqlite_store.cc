#include "registry/store/sqlite_store.h"

#include <cerrno>
#include <fcntl.h>
#include <filesystem>
#include <system_error>
#include <unistd.h>
#include <utility>

#include <sys/stat.h>

#include "absl/strings/str_cat.h"

#include "common/platform/error.h"
#include "common/platform/log.h"
#include "common/platform/mutex.h"
#include "common/platform/status_macros.h"
#include "registry/store/file_lock.h"
#include "registry/store/sqlite_db.h"
#include "registry/store/sqlite_read.h"
#include "registry/store/sqlite_writer.h"
#include "registry/store/store_errors.h"

namespace comity::registry {
namespace {

using platform::Log;
using platform::LogLevel;

// Connections that read, handed out one a thread.
class ReaderPool {
 public:
  explicit ReaderPool(std::vector<std::unique_ptr<SqliteDb>> connections)
      : idle_(std::move(connections)) {}

  class Lease {
   public:
    explicit Lease(ReaderPool& pool) : pool_(pool), db_(pool.Take()) {}
    Lease(const Lease&) = delete;
    Lease& operator=(const Lease&) = delete;
    ~Lease() { pool_.Return(std::move(db_)); }

    SqliteDb& db() { return *db_; }

   private:
    ReaderPool& pool_;
    std::unique_ptr<SqliteDb> db_;
  };

 private:
  std::unique_ptr<SqliteDb> Take() {
    platform::MutexLock lock(mutex_);
    while (idle_.empty()) returned_.Wait(mutex_);
    std::unique_ptr<SqliteDb> db = std::move(idle_.back());
    idle_.pop_back();
    return db;
  }

  void Return(std::unique_ptr<SqliteDb> db) {
    platform::MutexLock lock(mutex_);
    idle_.push_back(std::move(db));
    returned_.Signal();
  }

  platform::Mutex mutex_;
  platform::CondVar returned_;
  std::vector<std::unique_ptr<SqliteDb>> idle_ ABSL_GUARDED_BY(mutex_);
};

class SqliteStore final : public Store {
 public:
  SqliteStore(FileLock lock, std::unique_ptr<SqliteWriter> writer,
              std::vector<std::unique_ptr<SqliteDb>> readers)
      : lock_(std::move(lock)),
        writer_(std::move(writer)),
        readers_(std::move(readers)) {}

  absl::StatusOr<std::unique_ptr<Transaction>> Begin() override {
    return writer_->Begin();
  }

  absl::StatusOr<Head> GetHead() override {
    return Read([](SqliteDb& db) { return sqlite::ReadHead(db); });
  }
  absl::StatusOr<std::vector<v1::KindCount>> CountRecords() override {
    return Read([](SqliteDb& db) { return sqlite::CountRecords(db); });
  }
  absl::StatusOr<int64_t> RevisionAt(absl::Time time) override {
    return Read([&](SqliteDb& db) { return sqlite::RevisionAt(db, time); });
  }
  absl::StatusOr<std::optional<model::v1::Record>> Get(
      absl::string_view name, int64_t revision) override {
    return Read([&](SqliteDb& db) { return sqlite::Get(db, name, revision); });
  }
  absl::StatusOr<std::vector<model::v1::Record>> List(
      const ListQuery& query) override {
    return Read([&](SqliteDb& db) { return sqlite::List(db, query); });
  }
  absl::StatusOr<std::vector<v1::RecordRevision>> ListVersions(
      absl::string_view name, int64_t before, size_t count_max) override {
    return Read([&](SqliteDb& db) {
      return sqlite::ListVersions(db, name, before, count_max);
    });
  }
  absl::StatusOr<std::vector<v1::CommitSummary>> ListCommits(
      int64_t before, size_t count_max) override {
    return Read([&](SqliteDb& db) {
      return sqlite::ListCommits(db, before, count_max);
    });
  }
  absl::StatusOr<std::optional<v1::CommitPart>> ReadLog(
      const LogPosition& from, size_t bytes_max) override {
    return Read(
        [&](SqliteDb& db) { return sqlite::ReadLog(db, from, bytes_max); });
  }

 private:
  // Runs a read in a transaction, so that its statements see one snapshot.
  template <typename Function>
  auto Read(Function read) -> decltype(read(std::declval<SqliteDb&>())) {
    ReaderPool::Lease reader(readers_);
    COMITY_ASSIGN_OR_RETURN(
        const ScopedTransaction snapshot,
        ScopedTransaction::Begin(reader.db(), ScopedTransaction::Mode::kRead));
    return read(reader.db());
  }

  // Released last: the connections are closed by then.
  const FileLock lock_;
  const std::unique_ptr<SqliteWriter> writer_;
  ReaderPool readers_;
};

// Makes a new entry of a folder survive the loss of power.
void SyncFolder(const std::filesystem::path& folder) {
  const int fd = open(folder.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC);
  if (fd < 0 || fsync(fd) != 0) {
    Log(LogLevel::kWarning, "folder cannot be synced",
        {{"path", folder.string()}, {"errno", errno}});
  }
  if (fd >= 0) close(fd);
}

absl::Status CreateFolder(const std::filesystem::path& folder) {
  std::error_code ignored;
  if (folder.empty() || std::filesystem::is_directory(folder, ignored)) {
    return absl::OkStatus();
  }
  COMITY_RETURN_IF_ERROR(CreateFolder(folder.parent_path()));
  if (mkdir(folder.c_str(), 0700) != 0 && errno != EEXIST) {
    Log(LogLevel::kError, "folder cannot be created",
        {{"path", folder.string()}, {"errno", errno}});
    return StoreUnavailable(
        absl::StrCat("the folder ", folder.string(),
                     " cannot be created: create it, or choose another place "
                     "for the database"));
  }
  const std::filesystem::path parent = folder.parent_path();
  SyncFolder(parent.empty() ? "." : parent);
  return absl::OkStatus();
}

// Creates an empty file that only its owner may read; SQLite gives the files
// beside it the same mode.
void CreateFile(const std::string& path) {
  const int fd =
      open(path.c_str(), O_RDWR | O_CREAT | O_EXCL | O_CLOEXEC, 0600);
  // That it is there already is the usual case; SQLite reports all others.
  if (fd < 0) return;
  close(fd);
  const std::filesystem::path folder =
      std::filesystem::path(path).parent_path();
  SyncFolder(folder.empty() ? "." : folder);
}

// Names the file: at the start an operator reads this, and no caller does.
absl::Status StartFailure(const std::string& path, const absl::Status& status) {
  const std::string sentence = absl::StrCat(path, ": ", status.message());
  switch (status.code()) {
    case absl::StatusCode::kDataLoss:
      return platform::Error(model::v1::REASON_STORE_DAMAGED, sentence);
    case absl::StatusCode::kUnavailable:
      return StoreUnavailable(
          absl::StrCat(sentence,
                       ": see that the registry may read and write the file "
                       "and its folder, and that the disk works and has room; "
                       "the log has the cause"));
    default:
      return absl::Status(status.code(), sentence);
  }
}

absl::StatusOr<std::vector<std::unique_ptr<SqliteDb>>> OpenReaders(
    const SqliteOptions& options) {
  std::vector<std::unique_ptr<SqliteDb>> readers;
  for (int i = 0; i < options.reader_connections; ++i) {
    COMITY_ASSIGN_OR_RETURN(
        readers.emplace_back(),
        SqliteDb::Open(
            {.path = options.path, .vfs = options.vfs, .read_only = true}));
  }
  return readers;
}

}  // namespace

absl::StatusOr<std::unique_ptr<Store>> OpenSqliteStore(
    const SqliteOptions& options) {
  if (options.path.empty() || options.reader_connections < 1) {
    return absl::InvalidArgumentError(
        "the store needs the path of a database and at least one reader");
  }
  COMITY_RETURN_IF_ERROR(
      CreateFolder(std::filesystem::path(options.path).parent_path()));
  COMITY_ASSIGN_OR_RETURN(
      FileLock lock, FileLock::Acquire(absl::StrCat(options.path, ".lock")));
  CreateFile(options.path);
  absl::StatusOr<std::unique_ptr<SqliteWriter>> writer =
      SqliteWriter::Open(options.path, options.vfs);
  if (!writer.ok()) return StartFailure(options.path, writer.status());
  absl::StatusOr<std::vector<std::unique_ptr<SqliteDb>>> readers =
      OpenReaders(options);
  if (!readers.ok()) return StartFailure(options.path, readers.status());
  auto store = std::make_unique<SqliteStore>(
      std::move(lock), *std::move(writer), *std::move(readers));
  COMITY_ASSIGN_OR_RETURN(const Head head, store->GetHead());
  Log(LogLevel::kInfo, "store opened",
      {{"path", options.path},
       {"registry_id", head.registry_id},
       {"revision", head.revision}});
  return store;
}

}  // namespace comity::registry
