// Writes one commit into the tables: the log, and beside it what is derived
// from the newest revision (records, refs, codes, counts).
//
// Thread safety: as the connection's.
#ifndef COMITY_REGISTRY_STORE_SQLITE_APPEND_H_
#define COMITY_REGISTRY_STORE_SQLITE_APPEND_H_

#include "absl/status/status.h"
#include "absl/strings/string_view.h"

#include "comity/registry/v1/commit.pb.h"
#include "registry/store/sqlite_db.h"
#include "registry/store/store.h"

namespace comity::registry::sqlite {

// INTERNAL when the commit does not follow `head` as Transaction::Append
// requires; nothing is written then. On another failure a part is written, and
// the caller rolls back. REQUIRES: a write transaction is open.
absl::Status AppendCommit(SqliteDb& db, const Head& head,
                          const v1::Commit& commit,
                          absl::string_view fingerprint);

// INTERNAL when the id is taken. REQUIRES: a write transaction is open.
absl::Status InsertRequest(SqliteDb& db, absl::string_view request_id,
                           const StoredRequest& answer);

}  // namespace comity::registry::sqlite

#endif  // COMITY_REGISTRY_STORE_SQLITE_APPEND_H_
