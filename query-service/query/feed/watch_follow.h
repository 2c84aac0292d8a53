// One watch: its commits go into the model that answers are read from.
#ifndef COMITY_QUERY_FEED_WATCH_FOLLOW_H_
#define COMITY_QUERY_FEED_WATCH_FOLLOW_H_

#include "absl/status/status.h"

#include "comity/registry/v1/registry_service.pb.h"
#include "common/platform/clock.h"
#include "query/feed/commit_assembler.h"
#include "query/index/register_model.h"
#include "query/index/replica.h"

namespace comity::query {

// Takes the messages of one stream.
//
// Thread-compatible.
//
// Invariant: the model grows by exactly the next revision, and at each
// checkpoint its digest was the registry's (R6, Q5).
class WatchFollow {
 public:
  // `model` is the one published in `replica`. All outlive this.
  WatchFollow(RegisterModel& model, Replica& replica,
              const platform::Clock& clock)
      : model_(model), replica_(replica), clock_(clock) {}

  // Takes the next message. After an error the model no longer follows the
  // registry and must be loaded anew:
  //   DATA_LOSS            a digest differs,
  //   FAILED_PRECONDITION  it is another registry or epoch,
  //   INTERNAL             a commit is missing, doubled or not well-formed.
  absl::Status Add(registry::v1::WatchResponse message);

 private:
  absl::Status AddPart(registry::v1::CommitPart part);
  absl::Status AddCheckpoint(const registry::v1::Checkpoint& checkpoint,
                             bool opening);

  RegisterModel& model_;
  Replica& replica_;
  const platform::Clock& clock_;
  CommitAssembler assembler_;
  bool opened_ = false;
};

}  // namespace comity::query

#endif  // COMITY_QUERY_FEED_WATCH_FOLLOW_H_
