#include "registry/store/sqlite_writer.h"

#include <limits>
#include <optional>
#include <vector>

#include "absl/strings/str_cat.h"

#include "common/platform/log.h"
#include "common/platform/status_macros.h"
#include "registry/store/sqlite_append.h"
#include "registry/store/sqlite_read.h"
#include "registry/store/sqlite_schema.h"
#include "registry/store/store_errors.h"
#include "registry/store/verify.h"

namespace comity::registry {
namespace {

using platform::Log;
using platform::LogLevel;

class SqliteTransaction final : public Transaction {
 public:
  SqliteTransaction(SqliteWriter::Seat seat, ScopedTransaction transaction,
                    Head head)
      : seat_(std::move(seat)),
        transaction_(std::move(transaction)),
        head_(std::move(head)) {}

  absl::StatusOr<std::optional<model::v1::Record>> Find(
      absl::string_view name) override {
    return Noted(
        sqlite::Get(seat_.db(), name, std::numeric_limits<int64_t>::max()));
  }
  absl::StatusOr<std::vector<std::string>> Referrers(absl::string_view name,
                                                     size_t limit) override {
    return Noted(sqlite::Referrers(seat_.db(), name, limit));
  }
  absl::StatusOr<std::vector<std::string>> Children(absl::string_view name,
                                                    size_t limit) override {
    return Noted(sqlite::Children(seat_.db(), name, limit));
  }
  absl::StatusOr<std::vector<std::string>> CodeHolders(
      model::v1::CodeSystem system, absl::string_view value) override {
    return Noted(sqlite::CodeHolders(seat_.db(), system, value));
  }

  const Head& head() const override { return head_; }

  absl::StatusOr<std::optional<StoredRequest>> FindRequest(
      absl::string_view request_id) override {
    return Noted(sqlite::FindRequest(seat_.db(), request_id));
  }

  absl::Status Append(const v1::Commit& commit,
                      absl::string_view fingerprint) override {
    COMITY_RETURN_IF_ERROR(CheckUsable());
    if (appended_revision_ != 0) {
      return StoreMisused("a transaction appends one commit");
    }
    COMITY_RETURN_IF_ERROR(
        Noted(sqlite::AppendCommit(seat_.db(), head_, commit, fingerprint)));
    appended_revision_ = commit.revision();
    appended_digest_ = commit.digest();
    return absl::OkStatus();
  }

  absl::Status RememberRequest(absl::string_view request_id,
                               const StoredRequest& answer) override {
    COMITY_RETURN_IF_ERROR(CheckUsable());
    return Noted(sqlite::InsertRequest(seat_.db(), request_id, answer));
  }

  absl::Status Commit() override {
    COMITY_RETURN_IF_ERROR(CheckUsable());
    COMITY_RETURN_IF_ERROR(Noted(transaction_.Commit()));
    if (appended_revision_ != 0) {
      seat_.Acknowledge(appended_revision_, appended_digest_);
    }
    usable_ = false;
    return absl::OkStatus();
  }

 private:
  absl::Status CheckUsable() const {
    if (usable_) return absl::OkStatus();
    return StoreMisused("the transaction has ended or failed");
  }

  // After a failure nothing of this transaction may be committed. Unless the
  // fault was the caller's, the connection is not trusted any more either.
  template <typename StatusOrValue>
  StatusOrValue Noted(StatusOrValue result) {
    if (result.ok()) return result;
    usable_ = false;
    if (!IsMisuse(result)) seat_.Poison();
    return result;
  }
  static bool IsMisuse(const absl::Status& status) {
    return status.code() == absl::StatusCode::kInternal;
  }
  template <typename T>
  static bool IsMisuse(const absl::StatusOr<T>& result) {
    return IsMisuse(result.status());
  }

  // In this order: rolled back first, then the next writer's turn.
  const SqliteWriter::Seat seat_;
  ScopedTransaction transaction_;
  const Head head_;
  bool usable_ = true;
  int64_t appended_revision_ = 0;
  std::string appended_digest_;
};

}  // namespace

SqliteWriter::Seat::Seat(SqliteWriter& writer) : writer_(&writer) {
  platform::MutexLock lock(writer.mutex_);
  while (writer.seat_taken_) writer.seat_free_.Wait(writer.mutex_);
  writer.seat_taken_ = true;
}

SqliteWriter::Seat::~Seat() {
  if (writer_ == nullptr) return;
  platform::MutexLock lock(writer_->mutex_);
  writer_->seat_taken_ = false;
  writer_->seat_free_.Signal();
}

void SqliteWriter::Seat::Acknowledge(int64_t revision,
                                     const std::string& digest) const {
  writer_->acknowledged_revision_ = revision;
  writer_->acknowledged_digest_ = digest;
}

absl::StatusOr<std::unique_ptr<SqliteWriter>> SqliteWriter::Open(
    const std::string& path, const std::string& vfs) {
  auto writer = std::unique_ptr<SqliteWriter>(
      new SqliteWriter({.path = path, .vfs = vfs}));
  COMITY_ASSIGN_OR_RETURN(writer->db_, SqliteDb::Open(writer->options_));
  COMITY_RETURN_IF_ERROR(MigrateSchema(*writer->db_));
  COMITY_RETURN_IF_ERROR(writer->Verify(Depth::kWholeLog));
  return writer;
}

absl::Status SqliteWriter::Verify(Depth depth) {
  COMITY_ASSIGN_OR_RETURN(
      const ScopedTransaction snapshot,
      ScopedTransaction::Begin(*db_, ScopedTransaction::Mode::kRead));
  COMITY_ASSIGN_OR_RETURN(const Head head, sqlite::ReadHead(*db_));
  const auto read_log = [this](const LogPosition& from, size_t bytes_max) {
    return sqlite::ReadLog(*db_, from, bytes_max);
  };
  COMITY_RETURN_IF_ERROR(depth == Depth::kWholeLog
                             ? VerifyChain(read_log, head)
                             : VerifyHead(read_log, head));
  COMITY_ASSIGN_OR_RETURN(
      const std::vector<v1::CommitSummary> newest,
      sqlite::ListCommits(*db_, /*before=*/0, /*count_max=*/1));
  if (!newest.empty() && newest[0].commit().revision() != head.revision) {
    return StoreDamaged(absl::StrCat("the log ends at revision ",
                                     newest[0].commit().revision(),
                                     " and the head is ", head.revision));
  }
  // A failed commit may turn out to be there; an acknowledged one must be.
  if (head.revision < acknowledged_revision_ ||
      (head.revision == acknowledged_revision_ && acknowledged_revision_ > 0 &&
       head.digest != acknowledged_digest_)) {
    return StoreDamaged(absl::StrCat("the acknowledged commit ",
                                     acknowledged_revision_, " is gone"));
  }
  acknowledged_revision_ = head.revision;
  acknowledged_digest_ = head.digest;
  return absl::OkStatus();
}

absl::Status SqliteWriter::Reopen() {
  db_.reset();
  COMITY_ASSIGN_OR_RETURN(db_, SqliteDb::Open(options_));
  COMITY_RETURN_IF_ERROR(Verify(Depth::kLastCommit));
  poisoned_ = false;
  Log(LogLevel::kWarning, "store reopened and verified after a failed write",
      {{"revision", acknowledged_revision_}});
  return absl::OkStatus();
}

absl::StatusOr<std::unique_ptr<Transaction>> SqliteWriter::Begin() {
  Seat seat(*this);
  if (poisoned_) COMITY_RETURN_IF_ERROR(Reopen());
  // Set until all went well: a connection that cannot begin is replaced too.
  poisoned_ = true;
  COMITY_ASSIGN_OR_RETURN(
      ScopedTransaction transaction,
      ScopedTransaction::Begin(*db_, ScopedTransaction::Mode::kWrite));
  COMITY_ASSIGN_OR_RETURN(Head head, sqlite::ReadHead(*db_));
  poisoned_ = false;
  return std::make_unique<SqliteTransaction>(
      std::move(seat), std::move(transaction), std::move(head));
}

}  // namespace comity::registry
