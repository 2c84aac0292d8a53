// An export: the register as of one revision, in chunks (R5, R6).
//
// An Export is pulled, so no more than two chunks of it are in memory. It reads
// at a revision, so writes go on meanwhile and do not show in it; a watch after
// that revision continues it without gap or double.
//
// Thread safety: one thread at a time. May block on the store.
#ifndef COMITY_REGISTRY_CORE_EXPORT_H_
#define COMITY_REGISTRY_CORE_EXPORT_H_

#include <cstddef>
#include <cstdint>
#include <memory>
#include <optional>
#include <string>

#include "absl/status/statusor.h"

#include "comity/registry/v1/registry_service.pb.h"
#include "registry/store/store.h"

namespace comity::registry {

class Export {
 public:
  // Begins an export, or goes on where `resume_token` says: then the token's
  // revision counts, and a revision asked for beside it must be the same.
  // Errors: as the contract lists for ExportRecords. The store outlives this.
  static absl::StatusOr<std::unique_ptr<Export>> Open(
      Store& store, const v1::ExportRecordsRequest& request);

  Export(const Export&) = delete;
  Export& operator=(const Export&) = delete;

  // The next chunk, of at most LIMIT_STREAM_MESSAGE_BYTES unless one record
  // alone takes more than that with what is around it. Nothing after the chunk
  // marked `last`, which may be empty. After an error the export may be resumed
  // by the token of the last chunk.
  absl::StatusOr<std::optional<v1::ExportRecordsResponse>> Next();

  // The revision that is exported.
  int64_t revision() const { return revision_; }

 private:
  Export(Store& store, Head head, std::string arguments, int64_t revision,
         bool history);

  absl::Status FillRecords(v1::ExportRecordsResponse& chunk);
  absl::Status FillParts(v1::ExportRecordsResponse& chunk);
  std::string ResumeToken() const;

  Store& store_;
  const Head head_;
  const std::string arguments_;
  const int64_t revision_;
  const bool history_;

  // Where the next chunk begins: after a record's name, or in the log.
  std::string after_;
  LogPosition position_{.revision = 1};
  // The part at position_, read but too large for the chunk before.
  std::optional<v1::CommitPart> held_;
  bool done_ = false;
};

}  // namespace comity::registry

#endif  // COMITY_REGISTRY_CORE_EXPORT_H_
