// The newest commits, kept in memory for watchers that are nearly up to date.
//
// Thread safety: none of its own; the hub guards it.
//
// Invariants:
//   1. Revisions in it are contiguous and end with the newest one added.
//   2. It holds at most `commits_max` commits of at most `bytes_max` bytes
//      together; the oldest go first, and one that alone is larger is not kept.
#ifndef COMITY_REGISTRY_CORE_COMMIT_RING_H_
#define COMITY_REGISTRY_CORE_COMMIT_RING_H_

#include <cstddef>
#include <cstdint>
#include <deque>
#include <memory>

#include "comity/registry/v1/commit.pb.h"

namespace comity::registry {

class CommitRing {
 public:
  CommitRing(std::size_t commits_max, std::size_t bytes_max);

  // A commit that does not follow the last one empties the ring first.
  void Add(std::shared_ptr<const v1::Commit> commit);

  // The commit of this revision, or null when it is not held.
  std::shared_ptr<const v1::Commit> Find(int64_t revision) const;

  std::size_t size() const { return entries_.size(); }
  std::size_t bytes() const { return bytes_; }

 private:
  struct Entry {
    std::shared_ptr<const v1::Commit> commit;
    std::size_t bytes;
  };

  const std::size_t commits_max_;
  const std::size_t bytes_max_;
  std::deque<Entry> entries_;
  std::size_t bytes_ = 0;
};

}  // namespace comity::registry

#endif  // COMITY_REGISTRY_CORE_COMMIT_RING_H_
