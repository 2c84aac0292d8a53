// When each revision was committed, and the chain's digest at it: an array that
// grows at its end while it is read.
//
// The entries lie in chunks, each twice as large as the one before, so that
// nothing ever moves and a table of a few pointers finds any of them.
#ifndef COMITY_QUERY_INDEX_COMMIT_LOG_H_
#define COMITY_QUERY_INDEX_COMMIT_LOG_H_

#include <array>
#include <bit>
#include <cstddef>
#include <cstdint>
#include <memory>

#include "absl/time/time.h"

namespace comity::query {

struct CommitEntry {
  absl::Time time;
  std::array<char, 32> digest;
  // How many records exist at the revision, and versions there are up to it.
  int64_t records = 0;
  int64_t versions = 0;
};

// Safe for one writer and any number of readers, provided that a reader asks
// only for revisions whose Append it has synchronised with.
class CommitLog {
 public:
  CommitLog() = default;
  CommitLog(const CommitLog&) = delete;
  CommitLog& operator=(const CommitLog&) = delete;

  // Writes the entry of the next revision. Writer only; may be called again
  // for the same revision as long as nobody was told of it.
  void Put(int64_t revision, const CommitEntry& entry) {
    const Place place = PlaceOf(revision);
    if (chunks_[place.chunk] == nullptr) {
      chunks_[place.chunk] =
          std::make_unique<CommitEntry[]>(kFirstChunk << place.chunk);
    }
    chunks_[place.chunk][place.offset] = entry;
  }

  // REQUIRES: 1 <= revision, and it was put.
  const CommitEntry& At(int64_t revision) const {
    const Place place = PlaceOf(revision);
    return chunks_[place.chunk][place.offset];
  }

  // The newest of revisions 1..head committed at or before `time`, else 0.
  int64_t RevisionAt(absl::Time time, int64_t head) const {
    int64_t low = 0;          // committed at or before, or 0
    int64_t high = head + 1;  // committed after, or head + 1
    while (high - low > 1) {
      const int64_t middle = low + (high - low) / 2;
      (At(middle).time <= time ? low : high) = middle;
    }
    return low;
  }

 private:
  static constexpr size_t kFirstChunk = 1024;  // a power of two
  static constexpr size_t kChunksMax = 40;     // room for 10^15 revisions

  struct Place {
    size_t chunk;
    size_t offset;
  };
  static Place PlaceOf(int64_t revision) {
    const size_t index = static_cast<size_t>(revision - 1) + kFirstChunk;
    const size_t width = static_cast<size_t>(std::bit_width(index));
    const size_t base = size_t{1} << (width - 1);
    return {width - static_cast<size_t>(std::bit_width(kFirstChunk)),
            index - base};
  }

  std::array<std::unique_ptr<CommitEntry[]>, kChunksMax> chunks_;
};

}  // namespace comity::query

#endif  // COMITY_QUERY_INDEX_COMMIT_LOG_H_
