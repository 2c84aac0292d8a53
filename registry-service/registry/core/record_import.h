// One ImportRecords in progress: what its messages mean, over the registry's
// Commit. It adds nothing to what a commit is; an import is many puts under one
// name, so that it can be sent again after a failure.
//
// Thread safety: one thread at a time. Take may block on the store.
//
// Invariants:
//   1. Nothing is stored of an atomic import before its ImportEnd arrived: a
//      stream that breaks off is never taken for a whole one (R2).
//   2. A chunk is one commit with the request_id `{import_id}/{number}`, so a
//      chunk sent again is answered and not stored again (R4).
#ifndef COMITY_REGISTRY_CORE_RECORD_IMPORT_H_
#define COMITY_REGISTRY_CORE_RECORD_IMPORT_H_

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>

#include "absl/status/status.h"
#include "absl/time/time.h"

#include "comity/registry/v1/registry_service.pb.h"
#include "registry/core/registry.h"

namespace comity::registry {

class RecordImport {
 public:
  // In the name of `author`. The registry outlives this.
  RecordImport(Registry& registry, std::string author, absl::Time deadline);

  // Takes the next message, whose records are moved out of it. After an error
  // the import is over; what was committed stays.
  absl::Status Take(v1::ImportRecordsRequest& request);

  // Whether ImportEnd was taken: response() is then the answer.
  bool done() const { return done_; }
  const v1::ImportRecordsResponse& response() const { return response_; }

  // The error with what a caller by chunks needs to go on: as metadata
  // `committed_chunk` the last chunk that is known to be committed. Take's
  // errors have it.
  absl::Status WithProgress(absl::Status error) const;

  // What a stream that ends before done() is told.
  absl::Status BrokenOff() const;

 private:
  absl::Status Dispatch(v1::ImportRecordsRequest& request);
  absl::Status Start(const v1::ImportStart& start);
  absl::Status TakeChunk(v1::ImportChunk& chunk);
  absl::Status End();
  absl::Status CheckChunk(const v1::ImportChunk& chunk) const;
  absl::Status Commit(const std::string& request_id);
  bool atomic() const { return start_->mode() == v1::IMPORT_MODE_ATOMIC; }

  Registry& registry_;
  const std::string author_;
  const absl::Time deadline_;
  std::optional<v1::ImportStart> start_;
  // What is not committed yet: of an atomic import all, else one chunk.
  v1::CommitRequest pending_;
  std::size_t pending_bytes_ = 0;
  int64_t last_number_ = 0;
  // The newest revision when the import began.
  int64_t revision_before_ = 0;
  // The last chunk that is known to be committed.
  int64_t committed_number_ = 0;
  bool done_ = false;
  v1::ImportRecordsResponse response_;
};

}  // namespace comity::registry

#endif  // COMITY_REGISTRY_CORE_RECORD_IMPORT_H_
