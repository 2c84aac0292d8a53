#include "registry/core/commit_ring.h"

#include <utility>

namespace comity::registry {

CommitRing::CommitRing(std::size_t commits_max, std::size_t bytes_max)
    : commits_max_(commits_max), bytes_max_(bytes_max) {}

void CommitRing::Add(std::shared_ptr<const v1::Commit> commit) {
  if (!entries_.empty() &&
      entries_.back().commit->revision() + 1 != commit->revision()) {
    entries_.clear();
    bytes_ = 0;
  }
  const std::size_t bytes = commit->ByteSizeLong();
  entries_.push_back({std::move(commit), bytes});
  bytes_ += bytes;
  while (!entries_.empty() &&
         (entries_.size() > commits_max_ || bytes_ > bytes_max_)) {
    bytes_ -= entries_.front().bytes;
    entries_.pop_front();
  }
}

std::shared_ptr<const v1::Commit> CommitRing::Find(int64_t revision) const {
  if (entries_.empty()) return nullptr;
  const int64_t first = entries_.front().commit->revision();
  if (revision < first || revision > entries_.back().commit->revision()) {
    return nullptr;
  }
  return entries_[static_cast<std::size_t>(revision - first)].commit;
}

}  // namespace comity::registry
