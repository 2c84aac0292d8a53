// ImportRecords on the wire: messages are taken one at a time on the write
// executor, so that no gRPC thread waits for the store. What an atomic import
// has brought is in memory until its end.
//
// States: READING (gRPC has the buffer) -> TAKING (a task of the executor has
// it) -> READING ...; ENDED once Finish was called, exactly once.
//
// Thread safety: any thread.
//
// Lifetime: gRPC holds the stream until OnDone; a running task holds it too.
#ifndef COMITY_REGISTRY_API_IMPORT_STREAM_H_
#define COMITY_REGISTRY_API_IMPORT_STREAM_H_

#include <memory>
#include <optional>

#include <grpcpp/server_context.h>
#include <grpcpp/support/server_callback.h>

#include "absl/base/thread_annotations.h"
#include "absl/status/status.h"
#include "absl/time/time.h"

#include "comity/registry/v1/registry_service.pb.h"
#include "common/platform/clock.h"
#include "common/platform/executor.h"
#include "common/platform/grpc/stream_set.h"
#include "common/platform/mutex.h"
#include "registry/core/record_import.h"

namespace comity::registry {

// What all imports of a service share; outlives them.
struct ImportContext {
  Registry& registry;
  platform::StreamSet& streams;
  platform::Executor& executor;
  const platform::Clock& clock;
  // How long a caller may send nothing.
  absl::Duration silence_max;
};

class ImportStream final
    : public grpc::ServerReadReactor<v1::ImportRecordsRequest>,
      public platform::OpenStream,
      public std::enable_shared_from_this<ImportStream> {
 public:
  // Starts an import for a call; `response` is filled in when it is done.
  static grpc::ServerReadReactor<v1::ImportRecordsRequest>* Start(
      ImportContext shared, grpc::CallbackServerContext* call,
      v1::ImportRecordsResponse* response);

  void EndForDrain() override;
  // Ends a caller that is silent, too.
  void CancelIfStuck(absl::Time now, absl::Duration grace) override;

  void OnReadDone(bool ok) override;
  void OnCancel() override;
  void OnDone() override;

 private:
  enum class State { kReading, kTaking, kEnded };

  ImportStream(ImportContext shared, grpc::CallbackServerContext* call,
               v1::ImportRecordsResponse* response);

  // Runs on the executor: takes what was read, or, when nothing was, ends.
  void Take(bool read);
  void Read();
  // Ends the stream unless it has ended; while a task takes, the task does it.
  void End(const absl::Status& status);
  // Ends the stream in place of a task. An end that was set before counts.
  // REQUIRES: state TAKING, which makes the caller its only owner.
  void EndTaking(absl::Status status);

  const ImportContext shared_;
  grpc::CallbackServerContext* const call_;
  v1::ImportRecordsResponse* const response_;

  // Only the one that takes uses these, and gRPC the request while READING.
  v1::ImportRecordsRequest request_;
  RecordImport import_;

  platform::Mutex mutex_;
  State state_ ABSL_GUARDED_BY(mutex_) = State::kReading;
  absl::Time reading_since_ ABSL_GUARDED_BY(mutex_);
  // Why the stream ends; from then on nothing more is taken.
  std::optional<absl::Status> end_ ABSL_GUARDED_BY(mutex_);
  // What gRPC holds of this stream, until OnDone.
  std::shared_ptr<ImportStream> self_ ABSL_GUARDED_BY(mutex_);
};

}  // namespace comity::registry

#endif  // COMITY_REGISTRY_API_IMPORT_STREAM_H_
