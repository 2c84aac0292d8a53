#include "registry/core/export.h"

#include <utility>
#include <vector>

#include "absl/strings/numbers.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_split.h"

#include "common/model/limits.h"
#include "common/model/tokens.h"
#include "common/platform/status_macros.h"
#include "registry/core/log_access.h"
#include "registry/core/options.h"
#include "registry/core/paging.h"

namespace comity::registry {
namespace {

constexpr char kTokenField[] = "resume_token";

// Records read at once; small ones are many to a chunk.
constexpr std::size_t kRecordsReadMax = 4096;

std::size_t ChunkBytesMax() {
  return static_cast<std::size_t>(
             model::LimitOf(model::v1::LIMIT_STREAM_MESSAGE_BYTES)) -
         kMessageOverheadBytes;
}

// A place in the log as the key of a token: "12:states/IND". No name has a
// colon in it.
std::string KeyOf(const LogPosition& position) {
  return absl::StrCat(position.revision, ":", position.after);
}

absl::StatusOr<LogPosition> PositionOf(absl::string_view key) {
  const std::vector<std::string> parts = absl::StrSplit(key, ':');
  LogPosition position;
  if (parts.size() != 2 || !absl::SimpleAtoi(parts[0], &position.revision) ||
      position.revision < 1) {
    return PageTokenMalformed(kTokenField);
  }
  position.after = parts[1];
  return position;
}

}  // namespace

absl::StatusOr<std::unique_ptr<Export>> Export::Open(
    Store& store, const v1::ExportRecordsRequest& request) {
  if (request.revision() < 0) {
    return FieldInvalid("revision", absl::StrCat("must not be negative, was ",
                                                 request.revision()));
  }
  COMITY_ASSIGN_OR_RETURN(Head head, store.GetHead());
  std::string arguments = model::PageArguments(
      "ExportRecords", request.history() ? "history" : "records");
  model::v1::PageToken token;
  if (!request.resume_token().empty()) {
    COMITY_ASSIGN_OR_RETURN(
        token,
        OpenPageToken(kTokenField, request.resume_token(), arguments, head));
    if (request.revision() != 0 && request.revision() != token.revision()) {
      return PageTokenMismatch(kTokenField);
    }
  } else {
    if (request.revision() > head.revision) {
      return RevisionInFuture("revision", request.revision(), head.revision);
    }
    token.set_revision(request.revision() == 0 ? head.revision
                                               : request.revision());
  }
  std::unique_ptr<Export> result(
      new Export(store, std::move(head), std::move(arguments), token.revision(),
                 request.history()));
  if (request.history() && !token.after().empty()) {
    COMITY_ASSIGN_OR_RETURN(result->position_, PositionOf(token.after()));
  } else {
    result->after_ = token.after();
  }
  return result;
}

Export::Export(Store& store, Head head, std::string arguments, int64_t revision,
               bool history)
    : store_(store),
      head_(std::move(head)),
      arguments_(std::move(arguments)),
      revision_(revision),
      history_(history) {}

absl::StatusOr<std::optional<v1::ExportRecordsResponse>> Export::Next() {
  if (done_) return std::nullopt;
  v1::ExportRecordsResponse chunk;
  chunk.set_registry_id(head_.registry_id);
  chunk.set_epoch(head_.epoch);
  chunk.set_revision(revision_);
  COMITY_RETURN_IF_ERROR(history_ ? FillParts(chunk) : FillRecords(chunk));
  if (chunk.last()) {
    COMITY_ASSIGN_OR_RETURN(std::string digest,
                            DigestAt(store_, head_.registry_id, revision_));
    chunk.set_digest(std::move(digest));
    done_ = true;
  }
  chunk.set_resume_token(ResumeToken());
  return chunk;
}

absl::Status Export::FillRecords(v1::ExportRecordsResponse& chunk) {
  COMITY_ASSIGN_OR_RETURN(std::vector<model::v1::Record> records,
                          store_.List(ListQuery{.after = after_,
                                                .revision = revision_,
                                                .count_max = kRecordsReadMax,
                                                .bytes_max = ChunkBytesMax()}));
  // Whether a list ended by its bounds or by itself shows when the next one is
  // empty; so the last chunk is.
  if (records.empty()) {
    chunk.set_last(true);
    return absl::OkStatus();
  }
  after_ = records.back().name();
  for (model::v1::Record& record : records) {
    *chunk.add_records() = std::move(record);
  }
  return absl::OkStatus();
}

absl::Status Export::FillParts(v1::ExportRecordsResponse& chunk) {
  std::size_t bytes = 0;
  while (position_.revision <= revision_) {
    if (!held_.has_value()) {
      COMITY_ASSIGN_OR_RETURN(held_,
                              ReadPart(store_, position_, ChunkBytesMax()));
    }
    bytes += held_->ByteSizeLong();
    if (chunk.parts_size() > 0 && bytes > ChunkBytesMax()) {
      return absl::OkStatus();
    }
    if (held_->more()) {
      position_.after = held_->commit().changes().rbegin()->name();
    } else {
      position_ = LogPosition{.revision = position_.revision + 1};
    }
    *chunk.add_parts() = *std::exchange(held_, std::nullopt);
  }
  chunk.set_last(true);
  return absl::OkStatus();
}

std::string Export::ResumeToken() const {
  return MakePageToken(arguments_, head_, revision_,
                       history_ ? KeyOf(position_) : after_);
}

}  // namespace comity::registry
