#include "query/resolve/insert_only_list.h"

#include <atomic>
#include <thread>
#include <vector>

#include "gmock/gmock.h"
#include "gtest/gtest.h"

namespace comity::query {
namespace {

std::vector<int> ValuesOf(const InsertOnlyList<int>& list) {
  std::vector<int> values;
  list.ForEach([&](int value) { values.push_back(value); });
  return values;
}

TEST(InsertOnlyListTest, KeepsAllThatWasAddedThroughEveryGrowth) {
  InsertOnlyList<int> list;
  std::vector<int> added;
  EXPECT_EQ(list.size(), 0U);
  for (int i = 0; i < 100; ++i) {
    list.Add(i);
    added.push_back(i);
    ASSERT_EQ(list.size(), added.size());
    ASSERT_THAT(ValuesOf(list), ::testing::UnorderedElementsAreArray(added));
  }
}

TEST(InsertOnlyListTest, ReadersSeeWhateverWasAddedBeforeTheyWereTold) {
  constexpr int kCount = 20'000;
  InsertOnlyList<int> list;
  std::atomic<int> added = 0;
  std::thread reader([&] {
    // Bounded by the writer, who adds without waiting for anybody.
    for (int known = 0; known < kCount;) {
      known = added.load(std::memory_order_acquire);
      int seen = 0;
      list.ForEach([&](int value) { seen += value < known ? 1 : 0; });
      ASSERT_EQ(seen, known);
    }
  });
  for (int i = 0; i < kCount; ++i) {
    list.Add(i);
    added.store(i + 1, std::memory_order_release);
  }
  reader.join();
}

}  // namespace
}  // namespace comity::query
