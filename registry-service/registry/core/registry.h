// The registry: the meaning of each unary call, over a store.
//
// Thread safety: all methods may be called by any thread. All may block on the
// store: never call them from a gRPC thread.
//
// Invariants:
//   1. One commit is in progress at a time; what it makes reaches the store and
//      then the watchers, in the order of revisions (R3).
//   2. Commit times rise strictly, by a microsecond at least, whatever the
//      clock does (R3).
//   3. A commit that fails leaves nothing behind (R2).
//   4. A read looks at one revision, found before the first record is read
//      (R5).
#ifndef COMITY_REGISTRY_CORE_REGISTRY_H_
#define COMITY_REGISTRY_CORE_REGISTRY_H_

#include <string>

#include "absl/base/thread_annotations.h"
#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "absl/time/time.h"

#include "comity/registry/v1/registry_service.pb.h"
#include "common/platform/clock.h"
#include "common/platform/mutex.h"
#include "common/rules/judge.h"
#include "registry/core/commit_clock.h"
#include "registry/core/options.h"
#include "registry/core/watch.h"
#include "registry/store/store.h"

namespace comity::registry {

// How large a commit may be: as Commit's callers are told, or as an import's.
enum class CommitSize { kCommit, kImport };

class Registry {
 public:
  // All of them outlive this. The hub was made from the same store.
  Registry(Store& store, const platform::Clock& clock, WatchHub& hub,
           RegistryOptions options = {});

  Registry(const Registry&) = delete;
  Registry& operator=(const Registry&) = delete;

  // Makes a commit in the name of `author`. When it returns OK with `changed`,
  // the commit survives kill -9 and loss of power (R1). A deadline that passed
  // before judging began is REASON_DEADLINE, and nothing was done.
  //
  // With a request_id, a call of the same content gets the first answer for
  // ever (R4), a commit without effect too. What is compared is the request
  // but for request_id and validate_only; the author is not part of it.
  absl::StatusOr<v1::CommitResponse> Commit(
      const v1::CommitRequest& request, absl::string_view author,
      absl::Time deadline, CommitSize size = CommitSize::kCommit);

  // Errors of each: as listed in the contract.
  absl::StatusOr<v1::GetRecordResponse> GetRecord(
      const v1::GetRecordRequest& request);
  absl::StatusOr<v1::BatchGetRecordsResponse> BatchGetRecords(
      const v1::BatchGetRecordsRequest& request);
  absl::StatusOr<v1::ListRecordsResponse> ListRecords(
      const v1::ListRecordsRequest& request);
  absl::StatusOr<v1::ListRecordRevisionsResponse> ListRecordRevisions(
      const v1::ListRecordRevisionsRequest& request);
  absl::StatusOr<v1::ListCommitsResponse> ListCommits(
      const v1::ListCommitsRequest& request);
  absl::StatusOr<v1::GetCommitResponse> GetCommit(
      const v1::GetCommitRequest& request);
  absl::StatusOr<v1::GetHeadResponse> GetHead(
      const v1::GetHeadRequest& request);

 private:
  absl::Status CheckDeadline(absl::Time deadline) const;
  // TOO_LARGE when the records take more than the log holds.
  absl::Status CheckSize(const rules::JudgedCommit& judged) const;
  // The answer to a request_id that was used before.
  absl::StatusOr<v1::CommitResponse> AnswerAgain(
      const v1::CommitRequest& request, const StoredRequest& stored,
      const std::string& fingerprint, const Head& head) const;
  // Stores what was judged, and tells the watchers.
  absl::StatusOr<v1::CommitResponse> StoreCommit(
      const v1::CommitRequest& request, absl::string_view author,
      const std::string& fingerprint, rules::JudgedCommit judged,
      Transaction& transaction);
  // Remembers that a request had no effect, and answers it.
  absl::StatusOr<v1::CommitResponse> AnswerWithoutEffect(
      const v1::CommitRequest& request, const std::string& fingerprint,
      Transaction& transaction);

  Store& store_;
  const platform::Clock& clock_;
  WatchHub& hub_;
  const RegistryOptions options_;
  CommitClock commit_clock_;

  // Held from the beginning of a write until the watchers were told, so that
  // they are told in order.
  platform::Mutex commit_mutex_;
};

}  // namespace comity::registry

#endif  // COMITY_REGISTRY_CORE_REGISTRY_H_
