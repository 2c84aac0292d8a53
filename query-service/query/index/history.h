// A record through all its revisions.
#ifndef COMITY_QUERY_INDEX_HISTORY_H_
#define COMITY_QUERY_INDEX_HISTORY_H_

#include <atomic>
#include <cstdint>
#include <memory>
#include <string>
#include <utility>
#include <vector>

#include "absl/strings/string_view.h"

#include "comity/model/v1/kind.pb.h"
#include "comity/model/v1/record.pb.h"
#include "common/model/fold.h"

namespace comity::query {

// The canonical view of one version of a membership, folded once. The
// timeline's indexes are places in `events`, which lie in the record.
struct CompiledMembership {
  std::vector<const model::v1::Event*> events;
  model::MembershipTimeline timeline;
};

// What a commit left of a record. Immutable once published.
struct Version {
  int64_t revision = 0;
  // Without output-only fields; null: the commit deleted it.
  std::unique_ptr<const model::v1::Record> record;
  // Set for memberships that exist.
  std::unique_ptr<const CompiledMembership> membership;

  // The version before, and one further back: together they form a jump list
  // in skew-binary steps, where any version is O(log n) steps away. Both null
  // for the first.
  const Version* older = nullptr;
  const Version* jump = nullptr;
  int64_t ordinal = 0;  // 0 for the first version
};

class RecordHistory;

// One of a growing list of memberships. Immutable once published.
struct MembershipLink {
  const RecordHistory* history = nullptr;
  const MembershipLink* next = nullptr;
};

// Thread-safe for one writer and any number of readers; each reader asks as of
// a revision that it fixed before. Lives as long as the model.
class RecordHistory {
 public:
  RecordHistory(std::string name, model::v1::RecordKind kind)
      : name_(std::move(name)), kind_(kind) {}
  RecordHistory(const RecordHistory&) = delete;
  RecordHistory& operator=(const RecordHistory&) = delete;

  const std::string& name() const { return name_; }
  model::v1::RecordKind kind() const { return kind_; }

  // The version that held at the revision, which may be a deletion; null when
  // there was none yet. O(log n), and one step for the newest.
  const Version* At(int64_t revision) const {
    const Version* version = newest_.load(std::memory_order_acquire);
    while (version != nullptr && version->revision > revision) {
      const Version* const jump = version->jump;
      version =
          jump != nullptr && jump->revision > revision ? jump : version->older;
    }
    return version;
  }

  // The record as of the revision; null when it did not exist.
  const model::v1::Record* RecordAt(int64_t revision) const {
    const Version* const version = At(revision);
    return version == nullptr ? nullptr : version->record.get();
  }

  // Of an organization: the memberships in it. Of a state or organization:
  // the memberships that it is the member of. In no order, each once, and all
  // that there were at any revision up to now: a reader asks each as of its
  // own, and of the second kind whether the member is still this one.
  const MembershipLink* members() const {
    return members_.load(std::memory_order_acquire);
  }
  const MembershipLink* memberships() const {
    return memberships_.load(std::memory_order_acquire);
  }

  // Makes `version` the newest. Writer only. Sets its links.
  // REQUIRES: its revision is greater than that of the newest before.
  void Push(Version& version) {
    const Version* const newest = newest_.load(std::memory_order_relaxed);
    if (newest != nullptr) {
      version.older = newest;
      version.ordinal = newest->ordinal + 1;
      // Two jumps of equal length in a row become one of twice the length.
      const Version* const jump = newest->jump;
      const bool join = jump != nullptr && jump->jump != nullptr &&
                        newest->ordinal - jump->ordinal ==
                            jump->ordinal - jump->jump->ordinal;
      version.jump = join ? jump->jump : newest;
    }
    newest_.store(&version, std::memory_order_release);
  }

  // Puts `link` at the front of a list. Writer only. Sets its `next`.
  void AddMember(MembershipLink& link) { Prepend(link, members_); }
  void AddMembership(MembershipLink& link) { Prepend(link, memberships_); }

 private:
  static void Prepend(MembershipLink& link,
                      std::atomic<const MembershipLink*>& head) {
    link.next = head.load(std::memory_order_relaxed);
    head.store(&link, std::memory_order_release);
  }

  const std::string name_;
  const model::v1::RecordKind kind_;
  std::atomic<const Version*> newest_ = nullptr;
  std::atomic<const MembershipLink*> members_ = nullptr;
  std::atomic<const MembershipLink*> memberships_ = nullptr;
};

}  // namespace comity::query

#endif  // COMITY_QUERY_INDEX_HISTORY_H_
