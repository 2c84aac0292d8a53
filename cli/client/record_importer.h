// The client's side of one ImportRecords: takes records one at a time and sends
// them in chunks, so that of records only a chunk is in memory, and of what was
// sent the names.
//
// Each record goes with a precondition on the version that the caller compared
// it with, so an edit made meanwhile is never overwritten: the import then
// fails with ABORTED.
//
// A stream that breaks fails with UNAVAILABLE, and the caller may send the
// whole import again under the same import_id: the same records in the same
// order make the same chunks, and what was committed is not done again.
//
//   COMITY_ASSIGN_OR_RETURN(auto importer, RecordImporter::Open(stub, start));
//   for (...) COMITY_RETURN_IF_ERROR(importer->Add(record, stored_revision));
//   COMITY_ASSIGN_OR_RETURN(const auto response, importer->Finish());
//
// Not thread-safe.
#ifndef COMITY_CLI_CLIENT_RECORD_IMPORTER_H_
#define COMITY_CLI_CLIENT_RECORD_IMPORTER_H_

#include <cstddef>
#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "absl/time/clock.h"
#include "absl/time/time.h"
#include "grpcpp/client_context.h"
#include "grpcpp/support/sync_stream.h"

#include "comity/model/v1/record.pb.h"
#include "comity/registry/v1/registry_service.grpc.pb.h"

namespace comity::cli {

class RecordImporter {
 public:
  // What a chunk holds at most; a record larger than that stands alone in one.
  struct ChunkSize {
    std::size_t bytes = std::size_t{512} << 10;
    int records = 1000;
  };

  // The registry ends an import that is silent for a minute.
  static constexpr absl::Duration kSilenceMax = absl::Seconds(15);

  // Begins an import. The stub outlives it. A fault of `start` is told by a
  // later call.
  static absl::StatusOr<std::unique_ptr<RecordImporter>> Open(
      registry::v1::RegistryService::StubInterface& stub,
      registry::v1::ImportStart start);
  // With chunks of another size, where each is a commit.
  static absl::StatusOr<std::unique_ptr<RecordImporter>> Open(
      registry::v1::RegistryService::StubInterface& stub,
      registry::v1::ImportStart start, ChunkSize chunk_max);

  // Abandons the import unless it was finished.
  ~RecordImporter();
  RecordImporter(const RecordImporter&) = delete;
  RecordImporter& operator=(const RecordImporter&) = delete;

  // Adds a record to be put, without its output-only fields. It must stand at
  // `stored_revision`, or be absent when that is nullopt. Every call may fail
  // for what was sent before; after an error the import is over. Fields at
  // fault are told by the record: `states/FRA: state.labels[2].text`.
  absl::Status Add(model::v1::Record record,
                   std::optional<int64_t> stored_revision);

  // Says that the import is whole. Called once, last. Without a record it is
  // refused: an import brings at least one.
  absl::StatusOr<registry::v1::ImportRecordsResponse> Finish();

 private:
  using Writer =
      grpc::ClientWriterInterface<registry::v1::ImportRecordsRequest>;

  RecordImporter(bool atomic, ChunkSize chunk_max)
      : atomic_(atomic), chunk_max_(chunk_max) {}
  absl::Status Send(const registry::v1::ImportRecordsRequest& request);
  absl::Status SendChunk();
  // Whether the registry would soon end the import for its silence: what waits
  // is then sent before its chunk is full. Only of an atomic import, where the
  // bounds of chunks do not matter.
  bool MustSpeak() const;
  // Ends the stream; its status, fields told by the record.
  absl::Status End();
  std::string FieldByRecord(const std::string& field, int64_t first) const;

  const bool atomic_;
  const ChunkSize chunk_max_;
  grpc::ClientContext context_;
  registry::v1::ImportRecordsResponse response_;
  std::unique_ptr<Writer> writer_;  // null once the stream has ended
  registry::v1::ImportRecordsRequest chunk_;
  std::size_t chunk_bytes_ = 0;
  absl::Time sent_ = absl::Now();
  // Of all records sent, in their order, and where each chunk begins in them:
  // the registry's errors count within a commit.
  std::vector<std::string> names_;
  std::vector<int64_t> chunk_starts_;
};

}  // namespace comity::cli

#endif  // COMITY_CLI_CLIENT_RECORD_IMPORTER_H_
