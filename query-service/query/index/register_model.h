// The whole register in memory, at all of its revisions.
//
// Each record has a history: its versions, newest first, in a list with jump
// pointers, so that the newest is one step away and any other O(log n). The
// records are found by name in an insert-only hash table. One thread appends
// commits; any number read without locks, each at a revision that it fixed
// before: versions of later commits are simply not seen. Nothing is freed
// before the model as a whole, so a pointer stays good as long as the model.
#ifndef COMITY_QUERY_INDEX_REGISTER_MODEL_H_
#define COMITY_QUERY_INDEX_REGISTER_MODEL_H_

#include <atomic>
#include <cstdint>
#include <memory>
#include <string>

#include "absl/status/status.h"
#include "absl/strings/string_view.h"
#include "absl/time/time.h"

#include "comity/registry/v1/commit.pb.h"
#include "query/index/history.h"
#include "query/resolve/name_index.h"

namespace comity::query {

// Thread-safe for one writer (Apply) and any number of readers.
//
// Invariants:
//   1. All changes of a commit are in place before head_revision() rises to
//      it, so a reader at revision r sees all of commits 1..r (Q1).
//   2. digest() is computed here from what was applied, never copied (Q5).
class RegisterModel {
 public:
  RegisterModel(std::string registry_id, std::string epoch);
  ~RegisterModel();

  const std::string& registry_id() const { return registry_id_; }
  const std::string& epoch() const { return epoch_; }

  // Applies the next commit. Writer only. On an error nothing of it is visible
  // and the model must be thrown away: the revision is not head + 1
  // (INTERNAL), the commit's digest differs from the one computed (DATA_LOSS,
  // STORE_DAMAGED), or a record is not what the rules would have let in.
  absl::Status Apply(registry::v1::Commit commit);

  // The newest revision applied; 0 before the first.
  int64_t head_revision() const;

  // The digest at the head, 32 bytes, as computed. Any thread.
  std::string digest() const;

  // The digest at a revision. REQUIRES: 0 <= revision <= head_revision().
  std::string DigestAt(int64_t revision) const;

  // When a revision was committed. REQUIRES: 1 <= revision <= head_revision().
  absl::Time CommitTime(int64_t revision) const;

  // The newest revision committed at or before `time`; 0 when there is none.
  int64_t RevisionAt(absl::Time time) const;

  // A record's history by name, or null. It may have no version at the
  // caller's revision.
  const RecordHistory* Find(absl::string_view name) const;

  // The history of a membership by its two names, without building a third; or
  // null. A version of it may name another member of the same id, so a reader
  // looks at the one of its revision.
  const RecordHistory* FindMembership(absl::string_view organization,
                                      absl::string_view member) const;

  // All records of a kind that there were at any revision, in no order.
  const RecordLink* OfKind(model::v1::RecordKind kind) const;

  // All labels and codes at all revisions, for readers that know one.
  const NameIndex& names() const;

  // How many states and organizations there were at any revision: their
  // ordinals lie below it.
  int party_count() const;

  // How many records exist at a revision, and how many versions make up all
  // revisions to it. REQUIRES: 0 <= revision <= head_revision().
  int64_t RecordCountAt(int64_t revision) const;
  int64_t VersionCountAt(int64_t revision) const;

 private:
  struct Impl;
  const std::string registry_id_;
  const std::string epoch_;
  const std::unique_ptr<Impl> impl_;
};

}  // namespace comity::query

#endif  // COMITY_QUERY_INDEX_REGISTER_MODEL_H_
