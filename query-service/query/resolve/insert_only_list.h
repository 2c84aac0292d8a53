// A list that only ever grows: one thread adds, any number read without a lock.
//
// The values lie in chunks, each twice as large as the one before, linked from
// the newest to the oldest; nothing ever moves.
#ifndef COMITY_QUERY_RESOLVE_INSERT_ONLY_LIST_H_
#define COMITY_QUERY_RESOLVE_INSERT_ONLY_LIST_H_

#include <atomic>
#include <cstddef>
#include <memory>
#include <utility>

namespace comity::query {

// Thread-safe for one writer (Add) and any number of readers. A reader sees at
// least what was added before it synchronised with the writer.
template <typename T>
class InsertOnlyList {
 public:
  InsertOnlyList() = default;
  InsertOnlyList(const InsertOnlyList&) = delete;
  InsertOnlyList& operator=(const InsertOnlyList&) = delete;

  // Writer only.
  void Add(T value) {
    if (owned_ == nullptr ||
        owned_->size.load(std::memory_order_relaxed) == owned_->capacity) {
      const size_t capacity =
          owned_ == nullptr ? kFirstChunk : owned_->capacity * 2;
      owned_ = std::make_unique<Chunk>(capacity, std::move(owned_));
      newest_.store(owned_.get(), std::memory_order_release);
    }
    const size_t size = owned_->size.load(std::memory_order_relaxed);
    owned_->values[size] = std::move(value);
    owned_->size.store(size + 1, std::memory_order_release);
  }

  // Visits each value, in no order to rely on.
  template <typename Visitor>
  void ForEach(const Visitor& visitor) const {
    for (const Chunk* chunk = newest_.load(std::memory_order_acquire);
         chunk != nullptr; chunk = chunk->older.get()) {
      const size_t size = chunk->size.load(std::memory_order_acquire);
      for (size_t i = 0; i < size; ++i) visitor(chunk->values[i]);
    }
  }

  // How many values there are.
  size_t size() const {
    const Chunk* const chunk = newest_.load(std::memory_order_acquire);
    // The chunks before are full: as many as its capacity but for the first.
    return chunk == nullptr ? 0
                            : chunk->capacity - kFirstChunk +
                                  chunk->size.load(std::memory_order_acquire);
  }

 private:
  static constexpr size_t kFirstChunk = 1;

  struct Chunk {
    Chunk(size_t room, std::unique_ptr<const Chunk> before)
        : capacity(room),
          older(std::move(before)),
          values(std::make_unique<T[]>(room)) {}
    const size_t capacity;
    const std::unique_ptr<const Chunk> older;
    const std::unique_ptr<T[]> values;
    std::atomic<size_t> size = 0;
  };

  std::atomic<const Chunk*> newest_ = nullptr;
  std::unique_ptr<Chunk> owned_;  // the newest; the writer's
};

}  // namespace comity::query

#endif  // COMITY_QUERY_RESOLVE_INSERT_ONLY_LIST_H_
