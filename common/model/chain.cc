#include "common/model/chain.h"

#include "absl/strings/str_cat.h"

#include "common/model/canonical.h"

namespace comity::model {
namespace {

// Field by field, so that the changes need not be copied to be left out. A test
// fails when the contract gets a field that is missing here.
std::string HeaderBytes(const registry::v1::Commit& commit) {
  registry::v1::Commit header;
  header.set_revision(commit.revision());
  if (commit.has_commit_time()) {
    *header.mutable_commit_time() = commit.commit_time();
  }
  header.set_author(commit.author());
  header.set_message(commit.message());
  header.set_request_id(commit.request_id());
  return SerializeCanonically(header);
}

}  // namespace

std::string GenesisDigest(absl::string_view registry_id) {
  return platform::Sha256Bytes(absl::StrCat("comity:", registry_id));
}

ChainHasher::ChainHasher(absl::string_view previous,
                         const registry::v1::Commit& header) {
  hash_.Update(previous).Update(platform::Sha256Bytes(HeaderBytes(header)));
}

void ChainHasher::AddChange(const registry::v1::RecordChange& change) {
  AddChangeBytes(SerializeCanonically(change));
}

void ChainHasher::AddChangeBytes(absl::string_view canonical_bytes) {
  hash_.Update(platform::Sha256Bytes(canonical_bytes));
}

std::string ChainHasher::Finish() { return hash_.Finish(); }

std::string CommitDigest(absl::string_view previous,
                         const registry::v1::Commit& commit) {
  ChainHasher hasher(previous, commit);
  for (const auto& change : commit.changes()) hasher.AddChange(change);
  return hasher.Finish();
}

}  // namespace comity::model
