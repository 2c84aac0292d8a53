// The store: where commits are kept, one total order of them.
//
// Definitions. The log is the sequence of commits 1..head. A version is a
// record as one commit left it; a deletion is a version too.
//
// Invariants that every implementation keeps:
//   1. Append-only: a commit and its versions are never altered.
//   2. All of a commit is visible, or nothing of it (R2).
//   3. Revisions rise by exactly one, commit times rise strictly (R3).
//   4. Once Transaction::Commit returned OK, the commit survives kill -9 and
//      loss of power (R1).
//   5. A read at a revision returns the same bytes for ever (R5).
//   6. After a failed write or fsync no commit is acknowledged until the store
//      was reopened and verified (R9).
//
// Errors: UNAVAILABLE (STORE_UNAVAILABLE) when the store cannot work now,
// DATA_LOSS (STORE_DAMAGED) when its content contradicts itself. What a driver
// says goes to the log, never into a status.
#ifndef COMITY_REGISTRY_STORE_STORE_H_
#define COMITY_REGISTRY_STORE_STORE_H_

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "absl/time/time.h"

#include "comity/model/v1/kind.pb.h"
#include "comity/model/v1/record.pb.h"
#include "comity/registry/v1/commit.pb.h"
#include "comity/registry/v1/registry_service.pb.h"
#include "common/rules/register_view.h"

namespace comity::registry {

// Where the log stands.
struct Head {
  std::string registry_id;  // UUID, lower case
  std::string epoch;        // 16 hex digits
  int64_t revision = 0;     // 0: no commit yet
  absl::Time commit_time = absl::InfinitePast();
  std::string digest;  // 32 bytes
};

// An earlier commit that bore a request_id.
struct StoredRequest {
  int64_t revision = 0;  // the revision that the caller was told
  absl::Time commit_time;
  std::string fingerprint;  // SHA-256 of the request's content, 32 bytes
  bool changed = true;      // false: a commit without effect was acknowledged
};

// Most bytes that one record or change takes in a message besides its stored
// body: tags, lengths, and what is output only. Counted against `bytes_max`.
inline constexpr size_t kItemOverheadBytes = 48;

// Which records List returns.
struct ListQuery {
  model::v1::RecordKind kind = model::v1::RECORD_KIND_UNSPECIFIED;  // any
  std::string name_prefix;
  std::string after;  // only names greater than this
  int64_t revision = 0;
  size_t count_max = 0;
  size_t bytes_max = 0;  // stops before exceeding it, but returns at least one
};

// A place in the log: after the changes of `revision` up to name `after`.
struct LogPosition {
  int64_t revision = 0;  // the commit to read from
  std::string after;     // only changes with greater names; empty: all
};

// A write in progress. It sees the newest revision, and nobody else writes
// until it ends. Destroying it without Commit leaves no trace.
class Transaction : public rules::RegisterView {
 public:
  // The head that this transaction builds on.
  virtual const Head& head() const = 0;

  // The commit that bore this request_id, if one did.
  virtual absl::StatusOr<std::optional<StoredRequest>> FindRequest(
      absl::string_view request_id) = 0;

  // Appends a commit. REQUIRES: its revision is head().revision + 1, its time
  // greater than the head's, its changes sorted by name, its digest computed.
  virtual absl::Status Append(const v1::Commit& commit,
                              absl::string_view fingerprint) = 0;

  // Remembers the answer to a request that made no revision.
  virtual absl::Status RememberRequest(absl::string_view request_id,
                                       const StoredRequest& answer) = 0;

  // Makes it durable. On success invariant 4 holds. On failure the outcome is
  // that nothing was acknowledged; see invariant 6.
  virtual absl::Status Commit() = 0;
};

// Thread-safe. Every method may block on disk or network: never call it from a
// gRPC thread.
class Store {
 public:
  virtual ~Store() = default;

  // Begins a write; blocks while another one is in progress.
  virtual absl::StatusOr<std::unique_ptr<Transaction>> Begin() = 0;

  virtual absl::StatusOr<Head> GetHead() = 0;

  // How many records exist at the newest revision, by kind; kinds without any
  // are left out.
  virtual absl::StatusOr<std::vector<v1::KindCount>> CountRecords() = 0;

  // The newest revision committed at or before `time`; 0 when there is none.
  virtual absl::StatusOr<int64_t> RevisionAt(absl::Time time) = 0;

  // The record as of a revision, output-only fields set, or nothing.
  virtual absl::StatusOr<std::optional<model::v1::Record>> Get(
      absl::string_view name, int64_t revision) = 0;

  // Existing records as of a revision, ascending by name.
  virtual absl::StatusOr<std::vector<model::v1::Record>> List(
      const ListQuery& query) = 0;

  // Versions of a record below `before` (0: all), newest first.
  virtual absl::StatusOr<std::vector<v1::RecordRevision>> ListVersions(
      absl::string_view name, int64_t before, size_t count_max) = 0;

  // Commits below `before` (0: all) without changes, newest first.
  virtual absl::StatusOr<std::vector<v1::CommitSummary>> ListCommits(
      int64_t before, size_t count_max) = 0;

  // The commit at `from.revision`, with its changes after `from.after` as far
  // as `bytes_max` allows, at least one. `more` is set when changes remain.
  // Nothing when there is no such commit.
  virtual absl::StatusOr<std::optional<v1::CommitPart>> ReadLog(
      const LogPosition& from, size_t bytes_max) = 0;
};

}  // namespace comity::registry

#endif  // COMITY_REGISTRY_STORE_STORE_H_
