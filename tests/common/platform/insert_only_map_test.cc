#include "common/platform/insert_only_map.h"

#include <atomic>
#include <deque>
#include <thread>

#include "gtest/gtest.h"

namespace comity::platform {
namespace {

struct Number {
  int value;
};

Number* FindNumber(const InsertOnlyMap<Number>& map, size_t hash, int value) {
  return map.Find(
      hash, [value](const Number& number) { return number.value == value; });
}

TEST(InsertOnlyMapTest, FindsAllThatWasInsertedThroughEveryGrowth) {
  InsertOnlyMap<Number> map;
  std::deque<Number> numbers;
  for (int i = 0; i < 5000; ++i) {
    ASSERT_EQ(FindNumber(map, static_cast<size_t>(i) * 7, i), nullptr);
    map.Insert(static_cast<size_t>(i) * 7, &numbers.emplace_back(Number{i}));
    ASSERT_EQ(FindNumber(map, static_cast<size_t>(i) * 7, i), &numbers.back());
  }
  for (int i = 0; i < 5000; ++i) {
    ASSERT_EQ(FindNumber(map, static_cast<size_t>(i) * 7, i),
              &numbers[static_cast<size_t>(i)]);
  }
  EXPECT_EQ(map.size(), 5000U);
}

TEST(InsertOnlyMapTest, TellsEntriesOfOneHashApart) {
  InsertOnlyMap<Number> map;
  std::deque<Number> numbers;
  const size_t hash = ~size_t{0};  // the probe begins at the last slot
  for (int i = 0; i < 20; ++i) {
    map.Insert(hash, &numbers.emplace_back(Number{i}));
  }
  for (int i = 0; i < 20; ++i) {
    EXPECT_EQ(FindNumber(map, hash, i), &numbers[static_cast<size_t>(i)]);
  }
  EXPECT_EQ(FindNumber(map, hash, 20), nullptr);
}

TEST(InsertOnlyMapTest, ReadersSeeWhateverWasInsertedBeforeTheyWereTold) {
  constexpr int kCount = 20'000;
  InsertOnlyMap<Number> map;
  std::deque<Number> numbers;
  std::atomic<int> inserted = 0;
  std::thread reader([&] {
    // Bounded by the writer, who inserts without waiting for anybody.
    for (int known = 0; known < kCount;) {
      known = inserted.load(std::memory_order_acquire);
      for (int i = known / 2; i < known; i += 97) {
        ASSERT_NE(FindNumber(map, static_cast<size_t>(i), i), nullptr);
      }
    }
  });
  for (int i = 0; i < kCount; ++i) {
    map.Insert(static_cast<size_t>(i), &numbers.emplace_back(Number{i}));
    inserted.store(i + 1, std::memory_order_release);
  }
  reader.join();
}

}  // namespace
}  // namespace comity::platform
