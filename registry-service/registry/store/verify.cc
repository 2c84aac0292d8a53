#include "registry/store/verify.h"

#include <string>

#include "absl/strings/str_cat.h"

#include "common/model/chain.h"
#include "common/platform/error.h"
#include "common/platform/status_macros.h"
#include "registry/store/store_errors.h"
#include "registry/store/store_time.h"

namespace comity::registry {
namespace {

// A commit may be larger than memory likes: it is read in parts of this size.
constexpr size_t kPartBytesMax = size_t{4} << 20;

// The end of the chain so far.
struct ChainEnd {
  int64_t revision = 0;
  absl::Time commit_time = absl::InfinitePast();
  std::string digest;
};

absl::Status Broken(int64_t revision, absl::string_view what) {
  const absl::Status sentence = StoreDamaged(
      absl::StrCat("the chain breaks at revision ", revision, " (", what, ")"));
  return platform::Error(model::v1::REASON_STORE_DAMAGED, sentence.message())
      .Metadata("revision", absl::StrCat(revision));
}

// The first part or a later one of a commit, which must be there.
absl::StatusOr<v1::CommitPart> ReadPart(LogReader read_log,
                                        const LogPosition& from) {
  absl::StatusOr<std::optional<v1::CommitPart>> part =
      read_log(from, kPartBytesMax);
  if (part.status().code() == absl::StatusCode::kDataLoss) {
    return Broken(from.revision, "it cannot be read");
  }
  COMITY_RETURN_IF_ERROR(part.status());
  if (!part->has_value()) return Broken(from.revision, "it is missing");
  return **std::move(part);
}

// Judges the commit after `end` and moves `end` onto it.
absl::Status Advance(LogReader read_log, ChainEnd& end) {
  const int64_t revision = end.revision + 1;
  LogPosition from{.revision = revision};
  COMITY_ASSIGN_OR_RETURN(v1::CommitPart part, ReadPart(read_log, from));
  const absl::Time commit_time = ToTime(part.commit().commit_time());
  if (part.commit().revision() != revision) {
    return Broken(revision, "another one stands in its place");
  }
  if (commit_time <= end.commit_time) {
    return Broken(revision, "its time is not later than the one before");
  }
  const std::string stored_digest = part.commit().digest();
  model::ChainHasher hasher(end.digest, part.commit());
  while (true) {
    for (const v1::RecordChange& change : part.commit().changes()) {
      if (change.name() <= from.after) {
        return Broken(revision, "its changes are out of order");
      }
      from.after = change.name();
      hasher.AddChange(change);
    }
    if (!part.more()) break;
    COMITY_ASSIGN_OR_RETURN(part, ReadPart(read_log, from));
  }
  if (hasher.Finish() != stored_digest) {
    return Broken(revision, "its content is not what was committed");
  }
  end = {revision, commit_time, stored_digest};
  return absl::OkStatus();
}

absl::Status CheckEnd(const ChainEnd& end, const Head& head) {
  if (end.digest == head.digest) return absl::OkStatus();
  return Broken(head.revision, "the head bears another digest");
}

}  // namespace

absl::Status VerifyChain(LogReader read_log, const Head& head) {
  ChainEnd end{.digest = model::GenesisDigest(head.registry_id)};
  while (end.revision < head.revision) {
    COMITY_RETURN_IF_ERROR(Advance(read_log, end));
  }
  return CheckEnd(end, head);
}

absl::Status VerifyChain(Store& store) {
  COMITY_ASSIGN_OR_RETURN(const Head head, store.GetHead());
  return VerifyChain(
      [&store](const LogPosition& from, size_t bytes_max) {
        return store.ReadLog(from, bytes_max);
      },
      head);
}

absl::Status VerifyHead(LogReader read_log, const Head& head) {
  ChainEnd end{.digest = model::GenesisDigest(head.registry_id)};
  if (head.revision > 1) {
    const LogPosition before{.revision = head.revision - 1};
    COMITY_ASSIGN_OR_RETURN(const v1::CommitPart part,
                            ReadPart(read_log, before));
    end = {before.revision, ToTime(part.commit().commit_time()),
           part.commit().digest()};
  }
  if (head.revision > 0) COMITY_RETURN_IF_ERROR(Advance(read_log, end));
  return CheckEnd(end, head);
}

}  // namespace comity::registry
