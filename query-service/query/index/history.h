// A record through all its revisions.
#ifndef COMITY_QUERY_INDEX_HISTORY_H_
#define COMITY_QUERY_INDEX_HISTORY_H_

#include <array>
#include <atomic>
#include <cstddef>
#include <cstdint>
#include <memory>
#include <string>
#include <utility>

#include "comity/model/v1/kind.pb.h"
#include "comity/model/v1/record.pb.h"
#include "common/model/lifetime.h"
#include "query/index/compiled_membership.h"

namespace comity::query {

class RecordHistory;

// What a commit left of a record. Immutable once published.
struct Version {
  int64_t revision = 0;
  // Without output-only fields; null: the commit deleted it.
  std::unique_ptr<const model::v1::Record> record;
  // Set for memberships that exist.
  std::unique_ptr<const CompiledMembership> membership;
  // Set for states and organizations that exist.
  std::unique_ptr<const model::Lifetime> lifetime;
  // The state or organization that it is about: of a membership the member, of
  // a state or organization itself; null for other kinds.
  const RecordHistory* party = nullptr;

  // The version before, and one further back: together they form a jump list
  // in skew-binary steps, where any version is O(log n) steps away. Both null
  // for the first.
  const Version* older = nullptr;
  const Version* jump = nullptr;
  int64_t ordinal = 0;  // 0 for the first version
};

// One of a growing list of records. Immutable once published.
struct RecordLink {
  const RecordHistory* history = nullptr;
  const RecordLink* next = nullptr;
};

// The lists that a record's history has. Each holds all records that belonged
// to it at any revision up to now, in no order, each once: a reader asks each
// as of its own revision, and whether it belongs to it then.
enum class Relation : uint8_t {
  kMembers,      // of an organization: the memberships in it
  kMemberships,  // of a member: its memberships
  kSuccessions,  // of an organization: memberships in it that tell of one
  kChildren,     // institutions and offices of a state or organization
  kReferrers,    // records that name it in any field, citations included
};
inline constexpr size_t kRelationCount = 5;

// Thread-safe for one writer and any number of readers; each reader asks as of
// a revision that it fixed before. Lives as long as the model.
class RecordHistory {
 public:
  RecordHistory(std::string name, model::v1::RecordKind kind,
                int party_ordinal = -1)
      : name_(std::move(name)), kind_(kind), party_ordinal_(party_ordinal) {}
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

  // A dense number among states and organizations; -1 for other kinds.
  int party_ordinal() const { return party_ordinal_; }

  const RecordLink* links(Relation relation) const {
    return links_[static_cast<size_t>(relation)].load(
        std::memory_order_acquire);
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
  void AddLink(Relation relation, RecordLink& link) {
    std::atomic<const RecordLink*>& head =
        links_[static_cast<size_t>(relation)];
    link.next = head.load(std::memory_order_relaxed);
    head.store(&link, std::memory_order_release);
  }

 private:
  const std::string name_;
  const model::v1::RecordKind kind_;
  const int party_ordinal_;
  std::atomic<const Version*> newest_ = nullptr;
  std::array<std::atomic<const RecordLink*>, kRelationCount> links_ = {};
};

}  // namespace comity::query

#endif  // COMITY_QUERY_INDEX_HISTORY_H_
