// The reads of a SQLite store, as functions over one connection: the readers of
// SqliteStore and the writer's transaction share them.
//
// Each function is correct on a snapshot: the caller has a transaction open
// when it needs several of them to agree. Bodies that cannot be read are
// STORE_DAMAGED.
//
// Thread safety: as the connection's.
#ifndef COMITY_REGISTRY_STORE_SQLITE_READ_H_
#define COMITY_REGISTRY_STORE_SQLITE_READ_H_

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "absl/time/time.h"

#include "comity/model/v1/record.pb.h"
#include "comity/model/v1/state.pb.h"
#include "comity/registry/v1/commit.pb.h"
#include "comity/registry/v1/registry_service.pb.h"
#include "registry/store/sqlite_db.h"
#include "registry/store/store.h"

namespace comity::registry::sqlite {

// What Store says of these, on the snapshot of `db`.
absl::StatusOr<Head> ReadHead(SqliteDb& db);
absl::StatusOr<std::vector<v1::KindCount>> CountRecords(SqliteDb& db);
absl::StatusOr<int64_t> RevisionAt(SqliteDb& db, absl::Time time);
absl::StatusOr<std::optional<model::v1::Record>> Get(SqliteDb& db,
                                                     absl::string_view name,
                                                     int64_t revision);
absl::StatusOr<std::vector<model::v1::Record>> List(SqliteDb& db,
                                                    const ListQuery& query);
absl::StatusOr<std::vector<v1::RecordRevision>> ListVersions(
    SqliteDb& db, absl::string_view name, int64_t before, size_t count_max);
absl::StatusOr<std::vector<v1::CommitSummary>> ListCommits(SqliteDb& db,
                                                           int64_t before,
                                                           size_t count_max);
absl::StatusOr<std::optional<v1::CommitPart>> ReadLog(SqliteDb& db,
                                                      const LogPosition& from,
                                                      size_t bytes_max);

// What RegisterView and Transaction say of these, at the newest revision.
absl::StatusOr<std::vector<std::string>> Referrers(SqliteDb& db,
                                                   absl::string_view name,
                                                   size_t limit);
absl::StatusOr<std::vector<std::string>> Children(SqliteDb& db,
                                                  absl::string_view name,
                                                  size_t limit);
absl::StatusOr<std::vector<std::string>> CodeHolders(
    SqliteDb& db, model::v1::CodeSystem system, absl::string_view value);
absl::StatusOr<std::optional<StoredRequest>> FindRequest(
    SqliteDb& db, absl::string_view request_id);

}  // namespace comity::registry::sqlite

#endif  // COMITY_REGISTRY_STORE_SQLITE_READ_H_
