// Registry::Commit. The order of its steps is what the promises rest on:
// request_id, rules, durable, watchers, answer. A malformed request goes as far
// as the rules too, so that all that is wrong with it is told at once.
#include <memory>
#include <optional>
#include <utility>

#include "absl/cleanup/cleanup.h"
#include "absl/strings/str_cat.h"

#include "common/model/canonical.h"
#include "common/model/chain.h"
#include "common/model/tokens.h"
#include "common/platform/error.h"
#include "common/platform/log.h"
#include "common/platform/sha256.h"
#include "common/platform/status_macros.h"
#include "registry/core/log_access.h"
#include "registry/core/registry.h"
#include "registry/store/store_time.h"

namespace comity::registry {
namespace {

// What makes two requests with one request_id the same request. Clearing
// validate_only lets a caller ask beforehand with the id it will commit under.
std::string FingerprintOf(const v1::CommitRequest& request) {
  v1::CommitRequest content = request;
  content.clear_request_id();
  content.clear_validate_only();
  return platform::Sha256Bytes(model::SerializeCanonically(content));
}

std::string TokenFor(const Head& head, int64_t revision) {
  model::v1::ConsistencyToken token;
  token.set_registry_id(head.registry_id);
  token.set_epoch(head.epoch);
  token.set_revision(revision);
  return model::EncodeToken(token);
}

v1::CommitResponse Acknowledgement(const Head& head, int64_t revision,
                                   absl::Time commit_time, bool changed) {
  v1::CommitResponse response;
  response.set_revision(revision);
  if (revision > 0) {
    *response.mutable_commit_time() = ToTimestamp(commit_time);
  }
  response.set_token(TokenFor(head, revision));
  response.set_changed(changed);
  return response;
}

v1::CommitResponse Validated(int64_t revision) {
  v1::CommitResponse response;
  response.set_revision(revision);
  return response;
}

rules::JudgeOptions JudgeOptionsOf(CommitSize size) {
  rules::JudgeOptions options;
  if (size == CommitSize::kImport) {
    options.changes_limit = model::v1::LIMIT_RECORDS_PER_IMPORT;
    options.preconditions_limit = model::v1::LIMIT_RECORDS_PER_IMPORT;
  }
  return options;
}

}  // namespace

Registry::Registry(Store& store, const platform::Clock& clock, WatchHub& hub,
                   RegistryOptions options)
    : store_(store),
      clock_(clock),
      hub_(hub),
      options_(options),
      commit_clock_(clock) {}

absl::StatusOr<v1::CommitResponse> Registry::Commit(
    const v1::CommitRequest& request, absl::string_view author,
    absl::Time deadline, CommitSize size) {
  const std::string fingerprint = FingerprintOf(request);
  const rules::JudgeOptions judge_options = JudgeOptionsOf(size);

  platform::MutexLock lock(commit_mutex_);
  COMITY_RETURN_IF_ERROR(CheckDeadline(deadline));
  absl::StatusOr<std::unique_ptr<Transaction>> begun = store_.Begin();
  if (!begun.ok()) {
    // What is malformed stays so when the store works again.
    COMITY_RETURN_IF_ERROR(rules::JudgeForm(request, judge_options));
    return begun.status();
  }
  Transaction* const transaction = begun->get();
  // Beginning may have waited for a writer outside this process.
  COMITY_RETURN_IF_ERROR(CheckDeadline(deadline));
  const Head head = transaction->head();

  if (!request.request_id().empty()) {
    COMITY_ASSIGN_OR_RETURN(const std::optional<StoredRequest> stored,
                            transaction->FindRequest(request.request_id()));
    if (stored.has_value()) {
      // What is malformed comes first, whatever the id was used for.
      COMITY_RETURN_IF_ERROR(rules::JudgeForm(request, judge_options));
      return AnswerAgain(request, *stored, fingerprint, head);
    }
  }
  COMITY_ASSIGN_OR_RETURN(
      rules::JudgedCommit judged,
      rules::JudgeCommit(request, *transaction, judge_options));
  COMITY_RETURN_IF_ERROR(CheckSize(judged));
  const bool has_effect = !judged.changes.empty();
  if (request.validate_only()) {
    return Validated(head.revision + (has_effect ? 1 : 0));
  }
  if (!has_effect) {
    return AnswerWithoutEffect(request, fingerprint, *transaction);
  }
  return StoreCommit(request, author, fingerprint, std::move(judged),
                     *transaction);
}

absl::Status Registry::CheckDeadline(absl::Time deadline) const {
  if (clock_.Now() <= deadline) return absl::OkStatus();
  return platform::Error(
      model::v1::REASON_DEADLINE,
      "the deadline passed while the call was queued; nothing was stored");
}

absl::Status Registry::CheckSize(const rules::JudgedCommit& judged) const {
  std::size_t bytes = 0;
  for (const v1::RecordChange& change : judged.changes) {
    bytes += change.ByteSizeLong();
  }
  if (bytes <= options_.commit_bytes_max) return absl::OkStatus();
  const std::string description =
      absl::StrCat("the records that they touch take ", bytes,
                   " bytes, more than the limit of ", options_.commit_bytes_max,
                   "; split the commit");
  return platform::Error(model::v1::REASON_TOO_LARGE,
                         absl::StrCat("changes: ", description))
      .Field("changes", description);
}

absl::StatusOr<v1::CommitResponse> Registry::AnswerAgain(
    const v1::CommitRequest& request, const StoredRequest& stored,
    const std::string& fingerprint, const Head& head) const {
  if (stored.fingerprint != fingerprint) {
    const std::string description =
        absl::StrCat("'", request.request_id(), "' was used for revision ",
                     stored.revision, " with other content");
    return platform::Error(model::v1::REASON_REQUEST_ID_REUSED,
                           absl::StrCat("request_id: ", description))
        .Violation(model::v1::REASON_REQUEST_ID_REUSED, "request_id",
                   description)
        .Metadata("revision", absl::StrCat(stored.revision));
  }
  if (request.validate_only()) return Validated(stored.revision);
  return Acknowledgement(head, stored.revision, stored.commit_time,
                         stored.changed);
}

absl::StatusOr<v1::CommitResponse> Registry::AnswerWithoutEffect(
    const v1::CommitRequest& request, const std::string& fingerprint,
    Transaction& transaction) {
  const Head head = transaction.head();
  if (!request.request_id().empty()) {
    COMITY_RETURN_IF_ERROR(transaction.RememberRequest(
        request.request_id(), StoredRequest{.revision = head.revision,
                                            .commit_time = head.commit_time,
                                            .fingerprint = fingerprint,
                                            .changed = false}));
    COMITY_RETURN_IF_ERROR(transaction.Commit());
  }
  return Acknowledgement(head, head.revision, head.commit_time, false);
}

absl::StatusOr<v1::CommitResponse> Registry::StoreCommit(
    const v1::CommitRequest& request, absl::string_view author,
    const std::string& fingerprint, rules::JudgedCommit judged,
    Transaction& transaction) {
  // The transaction's own head may move on once it has committed.
  const Head head = transaction.head();
  const absl::Time commit_time = commit_clock_.Begin(head.commit_time);
  const absl::Cleanup end = [this] { commit_clock_.End(); };
  auto commit = std::make_shared<v1::Commit>();
  commit->set_revision(head.revision + 1);
  *commit->mutable_commit_time() = ToTimestamp(commit_time);
  commit->set_author(std::string(author));
  commit->set_message(request.message());
  commit->set_request_id(request.request_id());
  for (v1::RecordChange& change : judged.changes) {
    *commit->add_changes() = std::move(change);
  }
  commit->set_digest(model::CommitDigest(head.digest, *commit));
  COMITY_RETURN_IF_ERROR(transaction.Append(*commit, fingerprint));
  COMITY_RETURN_IF_ERROR(transaction.Commit());
  platform::Log(platform::LogLevel::kInfo, "commit stored",
                {{"revision", commit->revision()},
                 {"changes", commit->changes_size()},
                 {"author", author}});
  const int64_t revision = commit->revision();
  hub_.Publish(std::move(commit));
  return Acknowledgement(head, revision, commit_time, true);
}

}  // namespace comity::registry
