// One load: an export with history becomes a model.
#ifndef COMITY_QUERY_FEED_HISTORY_LOAD_H_
#define COMITY_QUERY_FEED_HISTORY_LOAD_H_

#include <cstdint>
#include <memory>
#include <string>
#include <utility>

#include "absl/status/status.h"

#include "comity/registry/v1/registry_service.pb.h"
#include "query/feed/commit_assembler.h"
#include "query/index/register_model.h"

namespace comity::query {

// Takes the chunks of one export, from one stream or, when that breaks, from
// the one that resumes it with resume_token().
//
// Thread-compatible.
//
// Invariants:
//   1. All chunks are of one registry, one epoch and one revision.
//   2. complete() says that the model holds every commit up to that revision
//      and that its digest is the registry's (Q5).
class HistoryLoad {
 public:
  // Takes the next chunk. After an error the load is of no use:
  //   DATA_LOSS            a digest differs,
  //   FAILED_PRECONDITION  the chunk is of another export than those before,
  //   INTERNAL             a commit is missing, doubled or not well-formed.
  absl::Status Add(registry::v1::ExportRecordsResponse chunk);

  bool complete() const { return complete_; }

  // Where to go on; empty before the first chunk.
  const std::string& resume_token() const { return resume_token_; }

  // What was loaded. REQUIRES: complete(); called once.
  std::shared_ptr<RegisterModel> TakeModel() { return std::move(model_); }

 private:
  absl::Status CheckIdentity(const registry::v1::ExportRecordsResponse& chunk);
  absl::Status Finish(const registry::v1::ExportRecordsResponse& last);

  std::shared_ptr<RegisterModel> model_;
  int64_t revision_ = 0;
  std::string resume_token_;
  CommitAssembler assembler_;
  bool complete_ = false;
};

}  // namespace comity::query

#endif  // COMITY_QUERY_FEED_HISTORY_LOAD_H_
