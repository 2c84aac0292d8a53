#include "registry/store/sqlite_append.h"

#include <map>
#include <string>

#include "absl/strings/str_cat.h"

#include "common/model/chain.h"
#include "common/model/record_access.h"
#include "common/model/resource_name.h"
#include "common/platform/status_macros.h"
#include "registry/store/store_errors.h"
#include "registry/store/store_time.h"

namespace comity::registry::sqlite {
namespace {

using model::v1::Record;

// A log that broke these would be found damaged at the next start, when it is
// too late: so they are checked here, where nothing is stored yet.
absl::Status CheckFollows(const Head& head, const v1::Commit& commit) {
  if (commit.revision() != head.revision + 1) {
    return StoreMisused(absl::StrCat("commit ", commit.revision(),
                                     " does not follow ", head.revision));
  }
  const absl::Time time = ToTime(commit.commit_time());
  if (time <= head.commit_time ||
      time != absl::FromUnixMicros(absl::ToUnixMicros(time))) {
    return StoreMisused(
        "the commit time is not later than the one before, in microseconds");
  }
  for (int i = 0; i < commit.changes_size(); ++i) {
    const v1::RecordChange& change = commit.changes(i);
    if (i > 0 && commit.changes(i - 1).name() >= change.name()) {
      return StoreMisused("the changes are not in ascending order of names");
    }
    const bool output_only_empty =
        change.record().revision() == 0 && !change.record().has_commit_time();
    if (change.state_case() == v1::RecordChange::STATE_NOT_SET ||
        (change.has_record() && change.record().name() != change.name()) ||
        !output_only_empty || !model::KindOf(change.name()).has_value()) {
      return StoreMisused(
          absl::StrCat("the change of '", change.name(), "' is malformed"));
    }
  }
  if (commit.digest() != model::CommitDigest(head.digest, commit)) {
    return StoreMisused("the commit's digest is not that of its content");
  }
  return absl::OkStatus();
}

// Replaces what is derived from the newest version of one record.
class DerivedTables {
 public:
  explicit DerivedTables(SqliteDb& db) : db_(db) {}

  absl::Status Apply(const v1::RecordChange& change) {
    const std::string& name = change.name();
    COMITY_RETURN_IF_ERROR(ApplyToRecords(change));
    COMITY_RETURN_IF_ERROR(
        RunWith("DELETE FROM refs WHERE referrer = ?1", name));
    COMITY_RETURN_IF_ERROR(RunWith("DELETE FROM codes WHERE name = ?1", name));
    if (!change.has_record()) return absl::OkStatus();
    COMITY_RETURN_IF_ERROR(InsertReferences(name, change.record()));
    return InsertCodes(name, change.record());
  }

  // Adds up what Apply noted.
  absl::Status Finish() {
    for (const auto& [kind, difference] : count_differences_) {
      Statement add = db_.Prepare(
          "INSERT INTO counts (kind, count) VALUES (?1, ?2) "
          "ON CONFLICT (kind) DO UPDATE SET count = count + excluded.count");
      add.BindInt(1, kind);
      add.BindInt(2, difference);
      COMITY_RETURN_IF_ERROR(add.Run());
    }
    return absl::OkStatus();
  }

 private:
  absl::Status RunWith(absl::string_view sql, absl::string_view name) {
    Statement statement = db_.Prepare(sql);
    statement.BindText(1, name);
    return statement.Run();
  }

  absl::Status ApplyToRecords(const v1::RecordChange& change) {
    const model::Kind kind = *model::KindOf(change.name());
    bool existed = false;
    {
      Statement find =
          db_.Prepare("SELECT deleted FROM records WHERE name = ?1");
      find.BindText(1, change.name());
      COMITY_ASSIGN_OR_RETURN(const bool row, find.Step());
      existed = row && find.Int(0) == 0;
    }
    const bool exists = change.has_record();
    count_differences_[kind] += (exists ? 1 : 0) - (existed ? 1 : 0);
    Statement upsert = db_.Prepare(
        "INSERT INTO records (name, kind, deleted) VALUES (?1, ?2, ?3) "
        "ON CONFLICT (name) DO UPDATE SET deleted = excluded.deleted");
    upsert.BindText(1, change.name());
    upsert.BindInt(2, kind);
    upsert.BindInt(3, exists ? 0 : 1);
    return upsert.Run();
  }

  absl::Status InsertReferences(absl::string_view name, const Record& record) {
    absl::Status status;
    // A record may refer to one other in several fields.
    Statement insert = db_.Prepare(
        "INSERT OR IGNORE INTO refs (target, referrer) VALUES (?1, ?2)");
    model::ForEachReference(
        record,
        [&](absl::string_view, absl::string_view target, model::KindSet) {
          if (!status.ok()) return;
          insert.BindText(1, target);
          insert.BindText(2, name);
          status = insert.Run();
        });
    return status;
  }

  absl::Status InsertCodes(absl::string_view name, const Record& record) {
    // A state may bear one code in two times.
    Statement insert = db_.Prepare(
        "INSERT OR IGNORE INTO codes (system, value, name) "
        "VALUES (?1, ?2, ?3)");
    for (const model::v1::Code& code : record.state().codes()) {
      insert.BindInt(1, code.system());
      insert.BindText(2, code.value());
      insert.BindText(3, name);
      COMITY_RETURN_IF_ERROR(insert.Run());
    }
    return absl::OkStatus();
  }

  SqliteDb& db_;
  std::map<model::Kind, int64_t> count_differences_;
};

absl::Status InsertHeader(SqliteDb& db, const v1::Commit& commit,
                          absl::string_view fingerprint) {
  Statement insert = db.Prepare(
      "INSERT INTO commits (revision, commit_time, author, message, "
      "request_id, fingerprint, digest, change_count) "
      "VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8)");
  insert.BindInt(1, commit.revision());
  insert.BindInt(2, absl::ToUnixMicros(ToTime(commit.commit_time())));
  insert.BindText(3, commit.author());
  insert.BindText(4, commit.message());
  insert.BindText(5, commit.request_id());
  insert.BindBlob(6, fingerprint);
  insert.BindBlob(7, commit.digest());
  insert.BindInt(8, commit.changes_size());
  return insert.Run();
}

absl::Status InsertVersion(SqliteDb& db, int64_t revision,
                           const v1::RecordChange& change) {
  const std::string body =
      change.has_record() ? model::CanonicalBytes(change.record()) : "";
  Statement insert = db.Prepare(
      "INSERT INTO versions (name, revision, deleted, body) "
      "VALUES (?1, ?2, ?3, ?4)");
  insert.BindText(1, change.name());
  insert.BindInt(2, revision);
  insert.BindInt(3, change.has_record() ? 0 : 1);
  insert.BindBlob(4, body);
  return insert.Run();
}

absl::Status MoveHead(SqliteDb& db, const v1::Commit& commit) {
  Statement update =
      db.Prepare("UPDATE meta SET head_revision = ?1, head_digest = ?2");
  update.BindInt(1, commit.revision());
  update.BindBlob(2, commit.digest());
  return update.Run();
}

}  // namespace

absl::Status AppendCommit(SqliteDb& db, const Head& head,
                          const v1::Commit& commit,
                          absl::string_view fingerprint) {
  COMITY_RETURN_IF_ERROR(CheckFollows(head, commit));
  COMITY_RETURN_IF_ERROR(InsertHeader(db, commit, fingerprint));
  DerivedTables derived(db);
  for (const v1::RecordChange& change : commit.changes()) {
    COMITY_RETURN_IF_ERROR(InsertVersion(db, commit.revision(), change));
    COMITY_RETURN_IF_ERROR(derived.Apply(change));
  }
  COMITY_RETURN_IF_ERROR(derived.Finish());
  if (!commit.request_id().empty()) {
    COMITY_RETURN_IF_ERROR(
        InsertRequest(db, commit.request_id(),
                      StoredRequest{.revision = commit.revision(),
                                    .commit_time = ToTime(commit.commit_time()),
                                    .fingerprint = std::string(fingerprint)}));
  }
  return MoveHead(db, commit);
}

absl::Status InsertRequest(SqliteDb& db, absl::string_view request_id,
                           const StoredRequest& answer) {
  Statement insert = db.Prepare(
      "INSERT INTO requests (request_id, revision, commit_time, fingerprint, "
      "changed) VALUES (?1, ?2, ?3, ?4, ?5)");
  insert.BindText(1, request_id);
  insert.BindInt(2, answer.revision);
  insert.BindInt(3, absl::ToUnixMicros(answer.commit_time));
  insert.BindBlob(4, answer.fingerprint);
  insert.BindInt(5, answer.changed ? 1 : 0);
  return insert.Run();
}

}  // namespace comity::registry::sqlite
