#include "query/feed/history_load.h"

#include <optional>
#include <utility>

#include "absl/strings/str_cat.h"

#include "common/platform/error.h"
#include "common/platform/status_macros.h"

namespace comity::query {

using platform::Error;
using registry::v1::Commit;
using registry::v1::CommitPart;
using registry::v1::ExportRecordsResponse;

absl::Status HistoryLoad::CheckIdentity(const ExportRecordsResponse& chunk) {
  if (model_ == nullptr) {
    model_ =
        std::make_shared<RegisterModel>(chunk.registry_id(), chunk.epoch());
    revision_ = chunk.revision();
    return absl::OkStatus();
  }
  if (chunk.registry_id() == model_->registry_id() &&
      chunk.epoch() == model_->epoch() && chunk.revision() == revision_) {
    return absl::OkStatus();
  }
  return absl::FailedPreconditionError(
      absl::StrCat("an export at revision ", revision_,
                   " went on as one of registry ", chunk.registry_id(),
                   ", epoch ", chunk.epoch(), ", revision ", chunk.revision()));
}

absl::Status HistoryLoad::Add(ExportRecordsResponse chunk) {
  COMITY_RETURN_IF_ERROR(CheckIdentity(chunk));
  for (CommitPart& part : *chunk.mutable_parts()) {
    COMITY_ASSIGN_OR_RETURN(std::optional<Commit> commit,
                            assembler_.Add(std::move(part)));
    if (commit.has_value()) {
      COMITY_RETURN_IF_ERROR(model_->Apply(*std::move(commit)));
    }
  }
  // Parts of a commit that the chunk left open stay: the token goes on in the
  // middle of it.
  resume_token_ = chunk.resume_token();
  return chunk.last() ? Finish(chunk) : absl::OkStatus();
}

absl::Status HistoryLoad::Finish(const ExportRecordsResponse& last) {
  if (assembler_.pending() || model_->head_revision() != revision_) {
    return absl::InternalError(absl::StrCat("an export at revision ", revision_,
                                            " ended at ",
                                            model_->head_revision()));
  }
  if (model_->digest() != last.digest()) {
    return Error(model::v1::REASON_STORE_DAMAGED,
                 absl::StrCat("the export's digest at revision ", revision_,
                              " differs from the one computed"));
  }
  complete_ = true;
  return absl::OkStatus();
}

}  // namespace comity::query
