// The reads of Registry.
#include <algorithm>
#include <optional>
#include <utility>
#include <vector>

#include "absl/strings/str_cat.h"

#include "common/model/canonical.h"
#include "common/model/errors.h"
#include "common/model/limits.h"
#include "common/model/resource_name.h"
#include "common/model/tokens.h"
#include "common/platform/error.h"
#include "common/platform/status_macros.h"
#include "registry/core/log_access.h"
#include "registry/core/paging.h"
#include "registry/core/read_point.h"
#include "registry/core/registry.h"
#include "registry/core/selection.h"
#include "registry/store/store_time.h"

namespace comity::registry {
namespace {

// How often GetHead reads again to get counts and head of one revision.
constexpr int kHeadReadsMax = 3;

// Adds what is wrong with a required name.
void CheckName(absl::string_view field, absl::string_view name,
               platform::Violations& violations) {
  if (name.empty()) {
    violations.Add(model::v1::REASON_FIELD_MISSING, field,
                   "a name is required, such as states/IND");
    return;
  }
  if (const auto parsed = model::ParseName(name); !parsed.ok()) {
    violations.Add(model::v1::REASON_NAME_MALFORMED, field,
                   parsed.status().message());
  }
}

absl::Status CheckName(absl::string_view name) {
  platform::Violations violations;
  CheckName("name", name, violations);
  return violations.ToStatus();
}

absl::Status RecordNotFound(absl::string_view name,
                            absl::string_view description) {
  const std::string text = absl::StrCat(model::Quoted(name), " ", description);
  return platform::Error(model::v1::REASON_RECORD_NOT_FOUND,
                         absl::StrCat("name: ", text))
      .Field("name", text);
}

absl::Status ResponseTooLarge(absl::string_view field, std::size_t bytes_max,
                              absl::string_view advice) {
  const std::string description =
      absl::StrCat("the response would exceed ", bytes_max, " bytes; ", advice);
  return platform::Error(model::v1::REASON_TOO_LARGE,
                         absl::StrCat(field, ": ", description))
      .Field(field, description);
}

absl::Status CheckBatch(const v1::BatchGetRecordsRequest& request) {
  platform::Violations violations;
  const int64_t names_max = model::LimitOf(model::v1::LIMIT_NAMES_PER_BATCH);
  if (request.names_size() == 0) {
    violations.Add(model::v1::REASON_FIELD_MISSING, "names",
                   "at least one name is required");
  }
  if (request.names_size() > names_max) {
    violations.Add(model::v1::REASON_TOO_MANY_ITEMS, "names",
                   absl::StrCat(request.names_size(),
                                " are more than the limit of ", names_max));
    return violations.ToStatus();
  }
  for (int i = 0; i < request.names_size(); ++i) {
    CheckName(absl::StrCat("names[", i, "]"), request.names(i), violations);
  }
  return violations.ToStatus();
}

// The arguments of a list that must stay the same from page to page.
template <typename Request>
std::string ArgumentsOf(absl::string_view method, Request request) {
  request.clear_page_size();
  request.clear_page_token();
  return model::PageArguments(method, model::SerializeCanonically(request));
}

}  // namespace

absl::StatusOr<v1::GetRecordResponse> Registry::GetRecord(
    const v1::GetRecordRequest& request) {
  COMITY_RETURN_IF_ERROR(CheckName(request.name()));
  COMITY_ASSIGN_OR_RETURN(const Head head, store_.GetHead());
  COMITY_ASSIGN_OR_RETURN(
      const int64_t revision,
      ResolveReadPoint(request.at(), head, store_, commit_clock_));
  COMITY_ASSIGN_OR_RETURN(std::optional<model::v1::Record> record,
                          store_.Get(request.name(), revision));
  if (!record.has_value()) {
    return RecordNotFound(
        request.name(), absl::StrCat("does not exist at revision ", revision));
  }
  v1::GetRecordResponse response;
  *response.mutable_record() = *std::move(record);
  response.set_revision(revision);
  return response;
}

absl::StatusOr<v1::BatchGetRecordsResponse> Registry::BatchGetRecords(
    const v1::BatchGetRecordsRequest& request) {
  COMITY_RETURN_IF_ERROR(CheckBatch(request));
  COMITY_ASSIGN_OR_RETURN(const Head head, store_.GetHead());
  COMITY_ASSIGN_OR_RETURN(
      const int64_t revision,
      ResolveReadPoint(request.at(), head, store_, commit_clock_));
  v1::BatchGetRecordsResponse response;
  response.set_revision(revision);
  std::size_t bytes = 0;
  for (const std::string& name : request.names()) {
    COMITY_ASSIGN_OR_RETURN(std::optional<model::v1::Record> record,
                            store_.Get(name, revision));
    if (!record.has_value()) {
      response.add_missing(name);
      continue;
    }
    bytes += record->ByteSizeLong();
    if (bytes > options_.response_bytes_max) {
      return ResponseTooLarge("names", options_.response_bytes_max,
                              "ask for fewer records at once");
    }
    *response.add_records() = *std::move(record);
  }
  return response;
}

absl::StatusOr<v1::ListRecordsResponse> Registry::ListRecords(
    const v1::ListRecordsRequest& request) {
  COMITY_ASSIGN_OR_RETURN(const std::size_t page_size,
                          PageSize(request.page_size()));
  if (request.kind() != model::v1::RECORD_KIND_UNSPECIFIED) {
    COMITY_RETURN_IF_ERROR(CheckKind("kind", request.kind()));
  }
  if (!request.name_prefix().empty()) {
    COMITY_RETURN_IF_ERROR(
        CheckNamePrefix("name_prefix", request.name_prefix()));
  }
  COMITY_ASSIGN_OR_RETURN(const Head head, store_.GetHead());
  const std::string arguments = ArgumentsOf("ListRecords", request);
  ListQuery query{.kind = request.kind(),
                  .name_prefix = request.name_prefix(),
                  .count_max = page_size,
                  .bytes_max = options_.response_bytes_max};
  if (request.page_token().empty()) {
    COMITY_ASSIGN_OR_RETURN(
        query.revision,
        ResolveReadPoint(request.at(), head, store_, commit_clock_));
  } else {
    COMITY_ASSIGN_OR_RETURN(
        const model::v1::PageToken token,
        OpenPageToken("page_token", request.page_token(), arguments, head));
    query.revision = token.revision();
    query.after = token.after();
  }
  v1::ListRecordsResponse response;
  response.set_revision(query.revision);
  COMITY_ASSIGN_OR_RETURN(std::vector<model::v1::Record> records,
                          store_.List(query));
  if (records.empty()) return response;
  for (model::v1::Record& record : records) {
    *response.add_records() = std::move(record);
  }
  // A page ends by count, by bytes, or with the list; only a look beyond it
  // tells which.
  query.after = response.records().rbegin()->name();
  query.count_max = 1;
  COMITY_ASSIGN_OR_RETURN(const std::vector<model::v1::Record> next,
                          store_.List(query));
  if (!next.empty()) {
    response.set_next_page_token(
        MakePageToken(arguments, head, query.revision, query.after));
  }
  return response;
}

absl::StatusOr<v1::ListRecordRevisionsResponse> Registry::ListRecordRevisions(
    const v1::ListRecordRevisionsRequest& request) {
  COMITY_ASSIGN_OR_RETURN(const std::size_t page_size,
                          PageSize(request.page_size()));
  COMITY_RETURN_IF_ERROR(CheckName(request.name()));
  COMITY_ASSIGN_OR_RETURN(const Head head, store_.GetHead());
  const std::string arguments = ArgumentsOf("ListRecordRevisions", request);
  int64_t revision = head.revision;
  int64_t before = head.revision + 1;
  if (!request.page_token().empty()) {
    COMITY_ASSIGN_OR_RETURN(
        const model::v1::PageToken token,
        OpenPageToken("page_token", request.page_token(), arguments, head));
    revision = token.revision();
    COMITY_ASSIGN_OR_RETURN(before, RevisionAfter("page_token", token.after()));
  }
  v1::ListRecordRevisionsResponse response;
  std::size_t bytes = 0;
  while (true) {
    COMITY_ASSIGN_OR_RETURN(std::vector<v1::RecordRevision> versions,
                            store_.ListVersions(request.name(), before,
                                                options_.versions_read_max));
    if (versions.empty()) break;
    for (v1::RecordRevision& version : versions) {
      bytes += version.ByteSizeLong();
      const auto count = static_cast<std::size_t>(response.revisions_size());
      if (count == page_size ||
          (count > 0 && bytes > options_.response_bytes_max)) {
        response.set_next_page_token(
            MakePageToken(arguments, head, revision, absl::StrCat(before)));
        return response;
      }
      before = version.revision();
      *response.add_revisions() = std::move(version);
    }
  }
  if (response.revisions_size() == 0 && request.page_token().empty()) {
    return RecordNotFound(request.name(), "never existed");
  }
  return response;
}

absl::StatusOr<v1::ListCommitsResponse> Registry::ListCommits(
    const v1::ListCommitsRequest& request) {
  COMITY_ASSIGN_OR_RETURN(const std::size_t page_size,
                          PageSize(request.page_size()));
  COMITY_ASSIGN_OR_RETURN(const Head head, store_.GetHead());
  const std::string arguments = ArgumentsOf("ListCommits", request);
  int64_t revision = head.revision;
  int64_t before = head.revision + 1;
  if (!request.page_token().empty()) {
    COMITY_ASSIGN_OR_RETURN(
        const model::v1::PageToken token,
        OpenPageToken("page_token", request.page_token(), arguments, head));
    revision = token.revision();
    COMITY_ASSIGN_OR_RETURN(before, RevisionAfter("page_token", token.after()));
  }
  COMITY_ASSIGN_OR_RETURN(std::vector<v1::CommitSummary> commits,
                          store_.ListCommits(before, page_size));
  v1::ListCommitsResponse response;
  std::size_t bytes = 0;
  for (v1::CommitSummary& commit : commits) {
    bytes += commit.ByteSizeLong();
    if (response.commits_size() > 0 && bytes > options_.response_bytes_max) {
      break;
    }
    before = commit.commit().revision();
    *response.add_commits() = std::move(commit);
  }
  // Revisions have no holes: below the first there is none.
  if (response.commits_size() > 0 && before > 1) {
    response.set_next_page_token(
        MakePageToken(arguments, head, revision, absl::StrCat(before)));
  }
  return response;
}

absl::StatusOr<v1::GetCommitResponse> Registry::GetCommit(
    const v1::GetCommitRequest& request) {
  if (request.revision() < 1) {
    return FieldInvalid("revision", absl::StrCat("must be 1 or more, was ",
                                                 request.revision()));
  }
  COMITY_ASSIGN_OR_RETURN(const Head head, store_.GetHead());
  if (request.revision() > head.revision) {
    const std::string description =
        absl::StrCat("there is no commit ", request.revision(),
                     "; the newest is ", head.revision);
    return platform::Error(model::v1::REASON_COMMIT_NOT_FOUND,
                           absl::StrCat("revision: ", description))
        .Field("revision", description);
  }
  COMITY_ASSIGN_OR_RETURN(
      v1::CommitPart part,
      ReadPart(store_, LogPosition{.revision = request.revision()},
               options_.response_bytes_max));
  if (part.more()) {
    return ResponseTooLarge("revision", options_.response_bytes_max,
                            "use Watch, which sends a commit in parts");
  }
  v1::GetCommitResponse response;
  *response.mutable_commit() = std::move(*part.mutable_commit());
  return response;
}

absl::StatusOr<v1::GetHeadResponse> Registry::GetHead(
    const v1::GetHeadRequest&) {
  COMITY_ASSIGN_OR_RETURN(Head head, store_.GetHead());
  std::vector<v1::KindCount> counts;
  for (int i = 0; i < kHeadReadsMax; ++i) {
    COMITY_ASSIGN_OR_RETURN(counts, store_.CountRecords());
    COMITY_ASSIGN_OR_RETURN(const Head after, store_.GetHead());
    const bool settled = after.revision == head.revision;
    head = after;
    if (settled) break;
  }
  v1::GetHeadResponse response;
  response.set_registry_id(head.registry_id);
  response.set_epoch(head.epoch);
  response.set_revision(head.revision);
  if (head.revision > 0) {
    *response.mutable_commit_time() = ToTimestamp(head.commit_time);
  }
  response.set_digest(head.digest);
  for (v1::KindCount& count : counts) {
    *response.add_counts() = std::move(count);
  }
  return response;
}

}  // namespace comity::registry
