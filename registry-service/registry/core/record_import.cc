#include "registry/core/record_import.h"

#include <algorithm>
#include <utility>

#include "absl/strings/ascii.h"
#include "absl/strings/cord.h"
#include "absl/strings/str_cat.h"

#include "common/model/limits.h"
#include "common/platform/error.h"
#include "common/platform/status_macros.h"
#include "google/rpc/error_details.pb.h"

namespace comity::registry {
namespace {

using model::LimitOf;
using model::v1::Reason;

platform::Error FieldError(Reason reason, absl::string_view field,
                           absl::string_view description) {
  platform::Error error(reason, absl::StrCat(field, ": ", description));
  error.Field(field, description);
  return error;
}

bool IsPrintable(absl::string_view text) {
  return std::all_of(text.begin(), text.end(), [](char c) {
    return absl::ascii_isprint(static_cast<unsigned char>(c));
  });
}

absl::Status CheckStart(const v1::ImportStart& start) {
  if (start.import_id().empty()) {
    return FieldError(model::v1::REASON_FIELD_MISSING, "start.import_id",
                      "an import bears an id, by which it can be resumed");
  }
  const int64_t bytes_max = LimitOf(model::v1::LIMIT_IMPORT_ID_BYTES);
  if (static_cast<int64_t>(start.import_id().size()) > bytes_max) {
    return FieldError(
        model::v1::REASON_TOO_LARGE, "start.import_id",
        absl::StrCat(start.import_id().size(),
                     " bytes are more than the limit of ", bytes_max));
  }
  if (!IsPrintable(start.import_id())) {
    return FieldError(model::v1::REASON_FIELD_INVALID, "start.import_id",
                      "is of printable ASCII characters only");
  }
  if (start.mode() == v1::IMPORT_MODE_UNSPECIFIED) {
    return FieldError(model::v1::REASON_FIELD_MISSING, "start.mode",
                      "an import is atomic or by chunks");
  }
  if (!v1::ImportMode_IsValid(start.mode())) {
    return FieldError(model::v1::REASON_FIELD_INVALID, "start.mode",
                      absl::StrCat(start.mode(), " is no mode"));
  }
  if (start.validate_only() && start.mode() != v1::IMPORT_MODE_ATOMIC) {
    return FieldError(model::v1::REASON_FIELD_INVALID, "start.validate_only",
                      "only an atomic import can be judged without being "
                      "stored, since a chunk may rest on those before it");
  }
  return absl::OkStatus();
}

}  // namespace

RecordImport::RecordImport(Registry& registry, std::string author,
                           absl::Time deadline)
    : registry_(registry), author_(std::move(author)), deadline_(deadline) {}

absl::Status RecordImport::Take(v1::ImportRecordsRequest& request) {
  return WithProgress(Dispatch(request));
}

absl::Status RecordImport::WithProgress(absl::Status error) const {
  google::rpc::ErrorInfo info;
  const auto payload = error.GetPayload(platform::kErrorInfoUrl);
  if (!payload || !info.ParseFromString(std::string(*payload))) return error;
  (*info.mutable_metadata())["committed_chunk"] =
      absl::StrCat(committed_number_);
  error.SetPayload(platform::kErrorInfoUrl,
                   absl::Cord(info.SerializeAsString()));
  return error;
}

absl::Status RecordImport::Dispatch(v1::ImportRecordsRequest& request) {
  if (done_) {
    return FieldError(model::v1::REASON_FIELD_INVALID, "end",
                      "nothing may follow the end of an import");
  }
  const bool is_first = !start_.has_value();
  if (is_first != request.has_start()) {
    return FieldError(model::v1::REASON_FIELD_INVALID, "start",
                      is_first ? "the first message must be the start"
                               : "only the first message may be the start");
  }
  switch (request.message_case()) {
    case v1::ImportRecordsRequest::kStart:
      return Start(request.start());
    case v1::ImportRecordsRequest::kChunk:
      return TakeChunk(*request.mutable_chunk());
    case v1::ImportRecordsRequest::kEnd:
      return End();
    case v1::ImportRecordsRequest::MESSAGE_NOT_SET:
      return FieldError(model::v1::REASON_FIELD_MISSING, "message",
                        "a message is a start, a chunk or an end");
  }
  return absl::OkStatus();
}

absl::Status RecordImport::BrokenOff() const {
  return FieldError(model::v1::REASON_FIELD_MISSING, "end",
                    "the stream ended without ImportEnd; what was not "
                    "committed before is not stored");
}

absl::Status RecordImport::Start(const v1::ImportStart& start) {
  COMITY_RETURN_IF_ERROR(CheckStart(start));
  COMITY_ASSIGN_OR_RETURN(const auto head, registry_.GetHead({}));
  revision_before_ = head.revision();
  start_ = start;
  pending_.set_message(start.message());
  pending_.set_validate_only(start.validate_only());
  return absl::OkStatus();
}

absl::Status RecordImport::CheckChunk(const v1::ImportChunk& chunk) const {
  const bool first = last_number_ == 0;
  const bool may_begin_later = first && !atomic();
  if (chunk.number() < 1 ||
      (!may_begin_later && chunk.number() - 1 != last_number_)) {
    return FieldError(
        model::v1::REASON_FIELD_INVALID, "chunk.number",
        absl::StrCat(chunk.number(), " does not follow ", last_number_));
  }
  if (chunk.records().empty()) {
    return FieldError(model::v1::REASON_FIELD_MISSING, "chunk.records",
                      "a chunk brings records");
  }
  const int64_t chunk_max = LimitOf(model::v1::LIMIT_CHANGES_PER_COMMIT);
  const int64_t import_max = LimitOf(model::v1::LIMIT_RECORDS_PER_IMPORT);
  const int64_t in_chunk =
      std::max(chunk.records_size(), chunk.preconditions_size());
  // By chunks nothing else is pending.
  const int64_t in_import = std::max(
      int64_t{pending_.changes_size()} + chunk.records_size(),
      int64_t{pending_.preconditions_size()} + chunk.preconditions_size());
  if (in_chunk > chunk_max || in_import > import_max) {
    const bool of_chunk = in_chunk > chunk_max;
    return FieldError(model::v1::REASON_TOO_MANY_ITEMS, "chunk.records",
                      absl::StrCat(of_chunk ? in_chunk : in_import,
                                   " are more than the limit of ",
                                   of_chunk ? chunk_max : import_max,
                                   of_chunk ? " a chunk" : " an import"));
  }
  const auto bytes_max =
      static_cast<std::size_t>(LimitOf(model::v1::LIMIT_COMMIT_RECORDS_BYTES));
  if (pending_bytes_ + chunk.ByteSizeLong() > bytes_max) {
    return FieldError(model::v1::REASON_TOO_LARGE, "chunk",
                      absl::StrCat("the import takes more than ", bytes_max,
                                   " bytes; send it by chunks"));
  }
  return absl::OkStatus();
}

absl::Status RecordImport::TakeChunk(v1::ImportChunk& chunk) {
  COMITY_RETURN_IF_ERROR(CheckChunk(chunk));
  last_number_ = chunk.number();
  pending_bytes_ += chunk.ByteSizeLong();
  response_.set_records(response_.records() + chunk.records_size());
  for (auto& record : *chunk.mutable_records()) {
    pending_.add_changes()->mutable_put()->Swap(&record);
  }
  for (auto& precondition : *chunk.mutable_preconditions()) {
    pending_.add_preconditions()->Swap(&precondition);
  }
  if (atomic()) return absl::OkStatus();
  COMITY_RETURN_IF_ERROR(
      Commit(absl::StrCat(start_->import_id(), "/", chunk.number())));
  committed_number_ = chunk.number();
  return absl::OkStatus();
}

absl::Status RecordImport::End() {
  if (last_number_ == 0) {
    return FieldError(model::v1::REASON_FIELD_MISSING, "chunk",
                      "an import brings at least one chunk");
  }
  if (atomic()) COMITY_RETURN_IF_ERROR(Commit(start_->import_id()));
  done_ = true;
  return absl::OkStatus();
}

absl::Status RecordImport::Commit(const std::string& request_id) {
  pending_.set_request_id(request_id);
  const auto made =
      registry_.Commit(pending_, author_, deadline_, CommitSize::kImport);
  pending_.clear_changes();
  pending_.clear_preconditions();
  pending_bytes_ = 0;
  COMITY_RETURN_IF_ERROR(made.status());
  response_.set_revision(made->revision());
  *response_.mutable_commit_time() = made->commit_time();
  if (!made->has_commit_time()) response_.clear_commit_time();
  response_.set_token(made->token());
  // A chunk sent again gets its first answer, and made nothing now.
  if (made->changed() && made->revision() > revision_before_) {
    response_.set_commits(response_.commits() + 1);
  }
  return absl::OkStatus();
}

}  // namespace comity::registry
