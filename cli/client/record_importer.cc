#include "cli/client/record_importer.h"

#include <algorithm>
#include <utility>

#include "absl/strings/numbers.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/strip.h"
#include "cli/client/error_fields.h"

#include "common/platform/error.h"
#include "common/platform/grpc/status_grpc.h"
#include "common/platform/status_macros.h"

namespace comity::cli {
namespace {

// The chunk after the last one that the error says is committed, counted from
// 0; 0 too when it says nothing.
std::size_t FailedChunk(const absl::Status& error) {
  const auto payload = error.GetPayload(platform::kErrorInfoUrl);
  google::rpc::ErrorInfo info;
  std::size_t committed = 0;
  if (payload && info.ParseFromString(std::string(*payload))) {
    const auto it = info.metadata().find("committed_chunk");
    if (it != info.metadata().end() &&
        !absl::SimpleAtoi(it->second, &committed)) {
      return 0;
    }
  }
  return committed;
}

absl::Status ImportIsOver() {
  return absl::FailedPreconditionError("the import is over");
}

}  // namespace

absl::StatusOr<std::unique_ptr<RecordImporter>> RecordImporter::Open(
    registry::v1::RegistryService::StubInterface& stub,
    registry::v1::ImportStart start) {
  return Open(stub, std::move(start), ChunkSize());
}

absl::StatusOr<std::unique_ptr<RecordImporter>> RecordImporter::Open(
    registry::v1::RegistryService::StubInterface& stub,
    registry::v1::ImportStart start, ChunkSize chunk_max) {
  std::unique_ptr<RecordImporter> importer(new RecordImporter(
      start.mode() == registry::v1::IMPORT_MODE_ATOMIC, chunk_max));
  importer->writer_ =
      stub.ImportRecords(&importer->context_, &importer->response_);
  registry::v1::ImportRecordsRequest request;
  *request.mutable_start() = std::move(start);
  COMITY_RETURN_IF_ERROR(importer->Send(request));
  importer->chunk_.mutable_chunk()->set_number(1);
  return importer;
}

RecordImporter::~RecordImporter() {
  if (writer_ == nullptr) return;
  context_.TryCancel();
  (void)writer_->Finish();
}

absl::Status RecordImporter::Add(model::v1::Record record,
                                 std::optional<int64_t> stored_revision) {
  if (writer_ == nullptr) return ImportIsOver();
  record.clear_revision();
  record.clear_commit_time();
  const std::size_t bytes = record.ByteSizeLong() + record.name().size();
  auto& chunk = *chunk_.mutable_chunk();
  if (!chunk.records().empty() &&
      (chunk.records_size() >= chunk_max_.records ||
       chunk_bytes_ + bytes > chunk_max_.bytes || MustSpeak())) {
    COMITY_RETURN_IF_ERROR(SendChunk());
  }
  if (chunk.records().empty()) {
    chunk_starts_.push_back(static_cast<int64_t>(names_.size()));
  }
  names_.push_back(record.name());
  chunk_bytes_ += bytes;
  auto* precondition = chunk.add_preconditions();
  precondition->set_name(record.name());
  if (stored_revision.has_value()) {
    precondition->set_revision(*stored_revision);
  } else {
    precondition->mutable_absent();
  }
  *chunk.add_records() = std::move(record);
  return absl::OkStatus();
}

absl::StatusOr<registry::v1::ImportRecordsResponse> RecordImporter::Finish() {
  if (!chunk_.chunk().records().empty()) COMITY_RETURN_IF_ERROR(SendChunk());
  registry::v1::ImportRecordsRequest request;
  request.mutable_end();
  COMITY_RETURN_IF_ERROR(Send(request));
  COMITY_RETURN_IF_ERROR(End());
  return response_;
}

absl::Status RecordImporter::Send(
    const registry::v1::ImportRecordsRequest& request) {
  if (writer_ == nullptr) return ImportIsOver();
  if (writer_->Write(request)) return absl::OkStatus();
  const absl::Status status = End();
  // A server that ends an import before its end has not taken all of it.
  return status.ok() ? absl::InternalError(
                           "the registry answered before the import was whole")
                     : status;
}

bool RecordImporter::MustSpeak() const {
  return atomic_ && absl::Now() - sent_ > kSilenceMax;
}

absl::Status RecordImporter::SendChunk() {
  sent_ = absl::Now();
  COMITY_RETURN_IF_ERROR(Send(chunk_));
  auto& chunk = *chunk_.mutable_chunk();
  chunk.set_number(chunk.number() + 1);
  chunk.clear_records();
  chunk.clear_preconditions();
  chunk_bytes_ = 0;
  return absl::OkStatus();
}

absl::Status RecordImporter::End() {
  writer_->WritesDone();
  const absl::Status status = platform::FromGrpcStatus(writer_->Finish());
  writer_.reset();
  if (status.ok() || chunk_starts_.empty()) return status;
  const std::size_t chunk =
      atomic_ ? 0 : std::min(FailedChunk(status), chunk_starts_.size() - 1);
  return RenameFields(status, [&](const std::string& field) {
    return FieldByRecord(field, chunk_starts_[chunk]);
  });
}

std::string RecordImporter::FieldByRecord(const std::string& field,
                                          int64_t first) const {
  absl::string_view path = field;
  if (!absl::ConsumePrefix(&path, "changes") &&
      !absl::ConsumePrefix(&path, "preconditions")) {
    return field;
  }
  const int index = ConsumeIndex(path);
  const auto place = static_cast<std::size_t>(first + index);
  if (index < 0 || place >= names_.size()) return field;
  absl::ConsumePrefix(&path, ".put");
  absl::ConsumePrefix(&path, ".");
  return path.empty() ? names_[place] : absl::StrCat(names_[place], ": ", path);
}

}  // namespace comity::cli
