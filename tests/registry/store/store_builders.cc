#include "tests/registry/store/store_builders.h"

#include "absl/strings/str_cat.h"
#include "gtest/gtest.h"

#include "common/model/chain.h"
#include "common/platform/sha256.h"
#include "common/platform/status_macros.h"
#include "registry/store/store_time.h"

namespace comity::registry::testing {

model::v1::Record Topic(absl::string_view name, absl::string_view text,
                        absl::string_view broader) {
  model::v1::Record record;
  record.set_name(std::string(name));
  model::v1::Label& label = *record.mutable_topic()->add_labels();
  label.set_language("en");
  label.set_text(std::string(text));
  record.mutable_topic()->set_broader(std::string(broader));
  return record;
}

model::v1::Record Source(absl::string_view name, absl::string_view text) {
  model::v1::Record record;
  record.set_name(std::string(name));
  record.mutable_source()->set_title(std::string(text));
  record.mutable_source()->set_kind(model::v1::SOURCE_KIND_OFFICIAL);
  return record;
}

model::v1::Record State(absl::string_view name, absl::string_view alpha2,
                        absl::string_view source) {
  model::v1::Record record;
  record.set_name(std::string(name));
  model::v1::State& state = *record.mutable_state();
  state.set_type(model::v1::STATE_TYPE_SOVEREIGN);
  model::v1::Code& code = *state.add_codes();
  code.set_system(model::v1::CODE_SYSTEM_ISO_ALPHA2);
  code.set_value(std::string(alpha2));
  state.add_citations()->set_source(std::string(source));
  return record;
}

v1::RecordChange Put(model::v1::Record record) {
  v1::RecordChange change;
  change.set_name(record.name());
  *change.mutable_record() = std::move(record);
  return change;
}

v1::RecordChange Delete(absl::string_view name) {
  v1::RecordChange change;
  change.set_name(std::string(name));
  change.mutable_deletion();
  return change;
}

v1::Commit CommitAfter(const Head& head, std::vector<v1::RecordChange> changes,
                       const CommitText& text) {
  v1::Commit commit;
  commit.set_revision(head.revision + 1);
  *commit.mutable_commit_time() = ToTimestamp(
      head.revision == 0 ? absl::FromUnixMicros(1'700'000'000'000'001)
                         : head.commit_time + absl::Microseconds(1));
  commit.set_author("an author");
  commit.set_message(text.message);
  commit.set_request_id(text.request_id);
  for (v1::RecordChange& change : changes) {
    *commit.add_changes() = std::move(change);
  }
  commit.set_digest(model::CommitDigest(head.digest, commit));
  return commit;
}

absl::StatusOr<int64_t> Append(Store& store,
                               std::vector<v1::RecordChange> changes,
                               const CommitText& text) {
  COMITY_ASSIGN_OR_RETURN(std::unique_ptr<Transaction> transaction,
                          store.Begin());
  const v1::Commit commit =
      CommitAfter(transaction->head(), std::move(changes), text);
  COMITY_RETURN_IF_ERROR(
      transaction->Append(commit, Fingerprint(text.request_id)));
  COMITY_RETURN_IF_ERROR(transaction->Commit());
  return commit.revision();
}

std::string Fingerprint(absl::string_view content) {
  return platform::Sha256Bytes(content);
}

absl::StatusOr<v1::Commit> ReadWhole(Store& store, int64_t revision,
                                     size_t bytes_max, int* parts) {
  v1::Commit whole;
  LogPosition from{.revision = revision};
  for (int count = 1;; ++count) {
    COMITY_ASSIGN_OR_RETURN(const std::optional<v1::CommitPart> part,
                            store.ReadLog(from, bytes_max));
    if (!part.has_value()) return absl::NotFoundError("no such commit");
    // Repeated fields are joined, the header's are the same in every part.
    whole.MergeFrom(part->commit());
    if (!part->more()) {
      if (parts != nullptr) *parts = count;
      return whole;
    }
    from.after = part->commit().changes().rbegin()->name();
  }
}

std::vector<std::string> NamesOf(
    const std::vector<model::v1::Record>& records) {
  std::vector<std::string> names;
  for (const model::v1::Record& record : records) {
    names.push_back(record.name());
  }
  return names;
}

}  // namespace comity::registry::testing
