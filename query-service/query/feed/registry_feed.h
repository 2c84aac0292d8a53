// What a replica needs of a registry, without saying how it is reached.
#ifndef COMITY_QUERY_FEED_REGISTRY_FEED_H_
#define COMITY_QUERY_FEED_REGISTRY_FEED_H_

#include <cstdint>
#include <functional>
#include <string>

#include "absl/functional/function_ref.h"
#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "absl/time/time.h"

#include "comity/registry/v1/registry_service.pb.h"

namespace comity::query {

// Thread safety: ExportHistory and Watch block and are called by one thread,
// one at a time; GetHead and Cancel by any thread at any time.
//
// Errors are those of the registry, with its reasons, or UNAVAILABLE without
// one when it could not be reached.
class RegistryFeed {
 public:
  // Takes one message. An error ends the stream, which then returns it.
  using ExportSink =
      absl::FunctionRef<absl::Status(registry::v1::ExportRecordsResponse)>;
  using WatchSink =
      absl::FunctionRef<absl::Status(registry::v1::WatchResponse)>;
  using HeadCallback =
      std::function<void(absl::StatusOr<registry::v1::GetHeadResponse>)>;

  virtual ~RegistryFeed() = default;

  // Gives every commit from the first on to `sink`, as the registry chunks
  // them; with a resume token what follows it. OK when the stream ended, with
  // or without its last chunk.
  virtual absl::Status ExportHistory(const std::string& resume_token,
                                     ExportSink sink) = 0;

  // Gives the commits after a revision and the checkpoints to `sink`, for as
  // long as the stream lasts.
  virtual absl::Status Watch(int64_t after_revision, const std::string& epoch,
                             WatchSink sink) = 0;

  // Asks for the newest revision. `callback` is called once, on any thread, by
  // `deadline` or soon after it; it must not block.
  virtual void GetHead(absl::Time deadline, HeadCallback callback) = 0;

  // Ends the stream under way, if there is one, and all later ones at once,
  // with CANCELLED.
  virtual void Cancel() = 0;
};

}  // namespace comity::query

#endif  // COMITY_QUERY_FEED_REGISTRY_FEED_H_
