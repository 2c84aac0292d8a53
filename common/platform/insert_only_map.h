// A hash table of pointers that only ever grows: one thread inserts, any
// number look up without a lock.
//
// Open addressing with linear probing, at most half full. Slots are filled and
// never emptied, so a probe that meets an empty slot has seen all there was. A
// table that is too small is copied into one of twice the size, which is then
// published; the old ones are kept, since a reader may still be in one. Their
// sizes add up to less than that of the newest.
//
// The table knows neither keys nor entries: hashes are given, and a predicate
// says whether an entry is the one looked for. So a key of two parts can be
// looked up without being put together.
#ifndef COMMON_PLATFORM_INSERT_ONLY_MAP_H_
#define COMMON_PLATFORM_INSERT_ONLY_MAP_H_

#include <atomic>
#include <cstddef>
#include <memory>
#include <vector>

namespace comity::platform {

// Thread-safe for one writer (Insert) and any number of readers (Find). A
// reader sees at least what was inserted before it synchronised with the
// writer, such as by reading a revision that the writer published.
template <typename Entry>
class InsertOnlyMap {
 public:
  InsertOnlyMap() { Publish(kInitialSlots); }
  InsertOnlyMap(const InsertOnlyMap&) = delete;
  InsertOnlyMap& operator=(const InsertOnlyMap&) = delete;

  // The entry of this hash that `matches`, or null.
  template <typename Matches>
  Entry* Find(size_t hash, const Matches& matches) const {
    const Table& table = *newest_.load(std::memory_order_acquire);
    for (size_t i = hash;; ++i) {
      const Slot& slot = table.slots[i & table.mask];
      Entry* const entry = slot.entry.load(std::memory_order_acquire);
      if (entry == nullptr) return nullptr;
      if (slot.hash == hash && matches(*entry)) return entry;
    }
  }

  // Adds an entry, which must outlive the map. Writer only.
  // REQUIRES: none is found that matches its key.
  void Insert(size_t hash, Entry* entry) {
    if ((size_ + 1) * 2 > tables_.back()->slots.size()) {
      Publish(tables_.back()->slots.size() * 2);
    }
    Place(*tables_.back(), hash, entry);
    ++size_;
  }

  // How many were inserted. Writer only.
  size_t size() const { return size_; }

 private:
  static constexpr size_t kInitialSlots = 64;  // a power of two

  // `hash` is written before `entry` is published and never again.
  struct Slot {
    std::atomic<Entry*> entry = nullptr;
    size_t hash = 0;
  };
  struct Table {
    explicit Table(size_t size) : mask(size - 1), slots(size) {}
    const size_t mask;
    std::vector<Slot> slots;
  };

  static void Place(Table& table, size_t hash, Entry* entry) {
    size_t i = hash;
    while (table.slots[i & table.mask].entry.load(std::memory_order_relaxed) !=
           nullptr) {
      ++i;
    }
    Slot& slot = table.slots[i & table.mask];
    slot.hash = hash;
    slot.entry.store(entry, std::memory_order_release);
  }

  void Publish(size_t slot_count) {
    auto table = std::make_unique<Table>(slot_count);
    if (!tables_.empty()) {
      for (const Slot& slot : tables_.back()->slots) {
        Entry* const entry = slot.entry.load(std::memory_order_relaxed);
        if (entry != nullptr) Place(*table, slot.hash, entry);
      }
    }
    newest_.store(table.get(), std::memory_order_release);
    tables_.push_back(std::move(table));
  }

  std::atomic<const Table*> newest_ = nullptr;
  // The writer's.
  std::vector<std::unique_ptr<Table>> tables_;
  size_t size_ = 0;
};

}  // namespace comity::platform

#endif  // COMMON_PLATFORM_INSERT_ONLY_MAP_H_
