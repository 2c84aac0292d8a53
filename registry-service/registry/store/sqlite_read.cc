#include "registry/store/sqlite_read.h"

#include <algorithm>
#include <limits>
#include <utility>

#include "absl/strings/str_cat.h"

#include "common/platform/status_macros.h"
#include "registry/store/store_errors.h"
#include "registry/store/store_time.h"

namespace comity::registry::sqlite {
namespace {

using model::v1::Record;

// SQLite takes int64; no result is that long.
int64_t Limit(size_t count_max) {
  constexpr int64_t kMax = std::numeric_limits<int64_t>::max();
  return count_max > static_cast<size_t>(kMax)
             ? kMax
             : static_cast<int64_t>(count_max);
}

int64_t BeforeOrEnd(int64_t before) {
  return before > 0 ? before : std::numeric_limits<int64_t>::max();
}

// Binds the least text above all texts with this prefix. There is none for the
// empty prefix; SQLite sorts each blob after every text, so a blob then stands
// for it.
class PrefixEnd {
 public:
  explicit PrefixEnd(absl::string_view prefix) : end_(prefix) {
    while (!end_.empty() && end_.back() == '\xff') end_.pop_back();
    if (!end_.empty()) ++end_.back();
  }

  // REQUIRES: this outlives the statement.
  void Bind(int index, Statement& statement) const {
    if (end_.empty()) {
      statement.BindBlob(index, {});
    } else {
      statement.BindText(index, end_);
    }
  }

 private:
  std::string end_;
};

absl::Status ParseBody(absl::string_view body, absl::string_view name,
                       int64_t revision, Record& record) {
  if (body.size() <= static_cast<size_t>(std::numeric_limits<int>::max()) &&
      record.ParseFromArray(body.data(), static_cast<int>(body.size()))) {
    return absl::OkStatus();
  }
  return StoreDamaged(absl::StrCat("the version of '", name, "' at revision ",
                                   revision, " cannot be read"));
}

void SetOutputOnly(int64_t revision, int64_t commit_time, Record& record) {
  record.set_revision(revision);
  *record.mutable_commit_time() =
      ToTimestamp(absl::FromUnixMicros(commit_time));
}

absl::StatusOr<std::vector<std::string>> Names(Statement& statement) {
  std::vector<std::string> names;
  while (true) {
    COMITY_ASSIGN_OR_RETURN(const bool row, statement.Step());
    if (!row) return names;
    names.emplace_back(statement.Bytes(0));
  }
}

// The columns every reader of commits selects, in the order of ReadHeader.
#define COMITY_COMMIT_COLUMNS \
  "revision, commit_time, author, message, request_id, digest"

void ReadHeader(const Statement& row, v1::Commit& commit) {
  commit.set_revision(row.Int(0));
  *commit.mutable_commit_time() = ToTimestamp(absl::FromUnixMicros(row.Int(1)));
  commit.set_author(std::string(row.Bytes(2)));
  commit.set_message(std::string(row.Bytes(3)));
  commit.set_request_id(std::string(row.Bytes(4)));
  commit.set_digest(std::string(row.Bytes(5)));
}

}  // namespace

absl::StatusOr<Head> ReadHead(SqliteDb& db) {
  Statement statement = db.Prepare(
      "SELECT m.registry_id, m.epoch, m.head_revision, m.head_digest, "
      "c.commit_time, c.revision "
      "FROM meta m LEFT JOIN commits c ON c.revision = m.head_revision");
  COMITY_ASSIGN_OR_RETURN(const bool row, statement.Step());
  if (!row) return StoreDamaged("the database has no identity");
  Head head{.registry_id = std::string(statement.Bytes(0)),
            .epoch = std::string(statement.Bytes(1)),
            .revision = statement.Int(2),
            .digest = std::string(statement.Bytes(3))};
  if (head.revision == 0) return head;
  if (statement.Int(5) != head.revision) {
    return StoreDamaged(
        absl::StrCat("the newest commit, ", head.revision, ", is missing"));
  }
  head.commit_time = absl::FromUnixMicros(statement.Int(4));
  return head;
}

absl::StatusOr<std::vector<v1::KindCount>> CountRecords(SqliteDb& db) {
  Statement statement = db.Prepare(
      "SELECT kind, count FROM counts WHERE count > 0 ORDER BY kind");
  std::vector<v1::KindCount> counts;
  while (true) {
    COMITY_ASSIGN_OR_RETURN(const bool row, statement.Step());
    if (!row) return counts;
    v1::KindCount& count = counts.emplace_back();
    count.set_kind(static_cast<model::v1::RecordKind>(statement.Int(0)));
    count.set_count(statement.Int(1));
  }
}

absl::StatusOr<int64_t> RevisionAt(SqliteDb& db, absl::Time time) {
  Statement statement = db.Prepare(
      "SELECT revision FROM commits WHERE commit_time <= ?1 "
      "ORDER BY commit_time DESC LIMIT 1");
  statement.BindInt(1, absl::ToUnixMicros(time));
  COMITY_ASSIGN_OR_RETURN(const bool row, statement.Step());
  return row ? statement.Int(0) : 0;
}

absl::StatusOr<std::optional<Record>> Get(SqliteDb& db, absl::string_view name,
                                          int64_t revision) {
  Statement statement = db.Prepare(
      "SELECT v.revision, v.deleted, v.body, "
      "(SELECT commit_time FROM commits WHERE revision = v.revision) "
      "FROM versions v WHERE v.name = ?1 AND v.revision <= ?2 "
      "ORDER BY v.revision DESC LIMIT 1");
  statement.BindText(1, name);
  statement.BindInt(2, revision);
  COMITY_ASSIGN_OR_RETURN(const bool row, statement.Step());
  if (!row || statement.Int(1) != 0) return std::nullopt;
  Record record;
  COMITY_RETURN_IF_ERROR(
      ParseBody(statement.Bytes(2), name, statement.Int(0), record));
  SetOutputOnly(statement.Int(0), statement.Int(3), record);
  return record;
}

absl::StatusOr<std::vector<Record>> List(SqliteDb& db, const ListQuery& query) {
  // One row of `records` a name, and one look into `versions` for each: what a
  // list costs does not grow with the history behind it. CROSS JOIN fixes that
  // order of the loops.
#define COMITY_LIST_OF_RECORDS(kind_condition)                               \
  "SELECT r.name, v.revision, v.body, c.commit_time FROM records r "         \
  "CROSS JOIN versions v ON v.name = r.name AND v.revision = "               \
  "(SELECT MAX(revision) FROM versions WHERE name = r.name AND revision <= " \
  "?1) CROSS JOIN commits c ON c.revision = v.revision "                     \
  "WHERE r.name >= ?2 AND r.name < ?3 AND r.name <> ?4 "                     \
  "AND v.deleted = 0 " kind_condition " ORDER BY r.name LIMIT ?5"
  const bool any_kind = query.kind == model::v1::RECORD_KIND_UNSPECIFIED;
  const PrefixEnd prefix_end(query.name_prefix);
  Statement statement =
      db.Prepare(any_kind ? COMITY_LIST_OF_RECORDS("")
                          : COMITY_LIST_OF_RECORDS("AND r.kind = ?6"));
#undef COMITY_LIST_OF_RECORDS
  statement.BindInt(1, query.revision);
  // One lower bound: of two, SQLite would seek by one and scan up to the other.
  statement.BindText(2, std::max(query.after, query.name_prefix));
  prefix_end.Bind(3, statement);
  statement.BindText(4, query.after);
  statement.BindInt(5, Limit(query.count_max));
  if (!any_kind) statement.BindInt(6, query.kind);
  std::vector<Record> records;
  size_t bytes = 0;
  while (true) {
    COMITY_ASSIGN_OR_RETURN(const bool row, statement.Step());
    if (!row) return records;
    const absl::string_view body = statement.Bytes(2);
    bytes += body.size() + kItemOverheadBytes;
    if (bytes > query.bytes_max && !records.empty()) return records;
    Record& record = records.emplace_back();
    COMITY_RETURN_IF_ERROR(
        ParseBody(body, statement.Bytes(0), statement.Int(1), record));
    SetOutputOnly(statement.Int(1), statement.Int(3), record);
  }
}

absl::StatusOr<std::vector<v1::RecordRevision>> ListVersions(
    SqliteDb& db, absl::string_view name, int64_t before, size_t count_max) {
  Statement statement = db.Prepare(
      "SELECT v.revision, v.deleted, v.body, c.commit_time, c.author "
      "FROM versions v CROSS JOIN commits c ON c.revision = v.revision "
      "WHERE v.name = ?1 AND v.revision < ?2 "
      "ORDER BY v.revision DESC LIMIT ?3");
  statement.BindText(1, name);
  statement.BindInt(2, BeforeOrEnd(before));
  statement.BindInt(3, Limit(count_max));
  std::vector<v1::RecordRevision> versions;
  while (true) {
    COMITY_ASSIGN_OR_RETURN(const bool row, statement.Step());
    if (!row) return versions;
    v1::RecordRevision& version = versions.emplace_back();
    version.set_revision(statement.Int(0));
    *version.mutable_commit_time() =
        ToTimestamp(absl::FromUnixMicros(statement.Int(3)));
    version.set_author(std::string(statement.Bytes(4)));
    if (statement.Int(1) != 0) continue;
    COMITY_RETURN_IF_ERROR(ParseBody(statement.Bytes(2), name, statement.Int(0),
                                     *version.mutable_record()));
    SetOutputOnly(statement.Int(0), statement.Int(3),
                  *version.mutable_record());
  }
}

absl::StatusOr<std::vector<v1::CommitSummary>> ListCommits(SqliteDb& db,
                                                           int64_t before,
                                                           size_t count_max) {
  Statement statement =
      db.Prepare("SELECT " COMITY_COMMIT_COLUMNS
                 ", change_count FROM commits WHERE revision < ?1 "
                 "ORDER BY revision DESC LIMIT ?2");
  statement.BindInt(1, BeforeOrEnd(before));
  statement.BindInt(2, Limit(count_max));
  std::vector<v1::CommitSummary> commits;
  while (true) {
    COMITY_ASSIGN_OR_RETURN(const bool row, statement.Step());
    if (!row) return commits;
    v1::CommitSummary& summary = commits.emplace_back();
    ReadHeader(statement, *summary.mutable_commit());
    summary.set_change_count(static_cast<int32_t>(statement.Int(6)));
  }
}

absl::StatusOr<std::optional<v1::CommitPart>> ReadLog(SqliteDb& db,
                                                      const LogPosition& from,
                                                      size_t bytes_max) {
  v1::CommitPart part;
  {
    Statement header = db.Prepare("SELECT " COMITY_COMMIT_COLUMNS
                                  " FROM commits WHERE revision = ?1");
    header.BindInt(1, from.revision);
    COMITY_ASSIGN_OR_RETURN(const bool row, header.Step());
    if (!row) return std::nullopt;
    ReadHeader(header, *part.mutable_commit());
  }
  Statement changes = db.Prepare(
      "SELECT name, deleted, body FROM versions "
      "WHERE revision = ?1 AND name > ?2 ORDER BY name");
  changes.BindInt(1, from.revision);
  changes.BindText(2, from.after);
  size_t bytes = 0;
  while (true) {
    COMITY_ASSIGN_OR_RETURN(const bool row, changes.Step());
    if (!row) return part;
    const absl::string_view name = changes.Bytes(0);
    bytes += name.size() + changes.Bytes(2).size() + kItemOverheadBytes;
    if (bytes > bytes_max && part.commit().changes_size() > 0) {
      part.set_more(true);
      return part;
    }
    v1::RecordChange& change = *part.mutable_commit()->add_changes();
    change.set_name(std::string(name));
    if (changes.Int(1) != 0) {
      change.mutable_deletion();
      continue;
    }
    COMITY_RETURN_IF_ERROR(ParseBody(changes.Bytes(2), name, from.revision,
                                     *change.mutable_record()));
  }
}

absl::StatusOr<std::vector<std::string>> Referrers(SqliteDb& db,
                                                   absl::string_view name,
                                                   size_t limit) {
  Statement statement = db.Prepare(
      "SELECT referrer FROM refs WHERE target = ?1 ORDER BY referrer LIMIT ?2");
  statement.BindText(1, name);
  statement.BindInt(2, Limit(limit));
  return Names(statement);
}

absl::StatusOr<std::vector<std::string>> Children(SqliteDb& db,
                                                  absl::string_view name,
                                                  size_t limit) {
  const std::string prefix = absl::StrCat(name, "/");
  const PrefixEnd prefix_end(prefix);
  Statement statement = db.Prepare(
      "SELECT name FROM records WHERE name >= ?1 AND name < ?2 "
      "AND deleted = 0 ORDER BY name LIMIT ?3");
  statement.BindText(1, prefix);
  prefix_end.Bind(2, statement);
  statement.BindInt(3, Limit(limit));
  return Names(statement);
}

absl::StatusOr<std::vector<std::string>> CodeHolders(
    SqliteDb& db, model::v1::CodeSystem system, absl::string_view value) {
  Statement statement = db.Prepare(
      "SELECT name FROM codes WHERE system = ?1 AND value = ?2 ORDER BY name");
  statement.BindInt(1, system);
  statement.BindText(2, value);
  return Names(statement);
}

absl::StatusOr<std::optional<StoredRequest>> FindRequest(
    SqliteDb& db, absl::string_view request_id) {
  Statement statement = db.Prepare(
      "SELECT revision, commit_time, fingerprint, changed FROM requests "
      "WHERE request_id = ?1");
  statement.BindText(1, request_id);
  COMITY_ASSIGN_OR_RETURN(const bool row, statement.Step());
  if (!row) return std::nullopt;
  return StoredRequest{.revision = statement.Int(0),
                       .commit_time = absl::FromUnixMicros(statement.Int(1)),
                       .fingerprint = std::string(statement.Bytes(2)),
                       .changed = statement.Int(3) != 0};
}

#undef COMITY_COMMIT_COLUMNS

}  // namespace comity::registry::sqlite
