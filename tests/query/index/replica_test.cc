#include "query/index/replica.h"

#include <vector>

#include "gtest/gtest.h"

#include "tests/query/index/model_builder.h"

namespace comity::query {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;

// A published replica at revision 1, and its writer.
struct Fixture {
  Fixture() {
    Grow();
    replica.Publish(builder.shared());
  }
  int64_t Grow() {
    builder.Put(SourceRecord(absl::StrCat("s", ++sources)));
    return builder.Commit();
  }

  ModelBuilder builder;
  Replica replica;
  int sources = 0;
};

// Q4: there is nothing to answer from before the first load.
TEST(ReplicaTest, HasNoModelBeforeTheFirstIsPublished) {
  Replica replica;
  bool called = false;
  replica.WhenReached(0, [&] { called = true; });
  EXPECT_EQ(replica.Current(), nullptr);
  EXPECT_FALSE(called);
  ModelBuilder builder;
  replica.Publish(builder.shared());
  EXPECT_EQ(replica.Current(), builder.shared());
  EXPECT_TRUE(called);
}

// Q2: who waits for a revision is called when it is there, and not before.
TEST(ReplicaTest, CallsWaitersWhenTheirRevisionIsThere) {
  Fixture f;
  std::vector<int> called;
  f.replica.WhenReached(1, [&] { called.push_back(1); });
  f.replica.WhenReached(3, [&] { called.push_back(3); });
  f.replica.WhenReached(2, [&] { called.push_back(2); });
  EXPECT_THAT(called, ElementsAre(1));
  f.replica.Advance(f.Grow(), false, absl::UnixEpoch());
  EXPECT_THAT(called, ElementsAre(1, 2));
  f.replica.Advance(f.Grow(), false, absl::UnixEpoch());
  f.replica.Advance(3, false, absl::UnixEpoch());
  EXPECT_THAT(called, ElementsAre(1, 2, 3));
}

TEST(ReplicaTest, DoesNotCallAWaiterThatWasTakenBack) {
  Fixture f;
  std::vector<int> called;
  const uint64_t id = f.replica.WhenReached(2, [&] { called.push_back(2); });
  EXPECT_TRUE(f.replica.Cancel(id));
  EXPECT_FALSE(f.replica.Cancel(id));
  f.replica.Advance(f.Grow(), false, absl::UnixEpoch());
  EXPECT_THAT(called, IsEmpty());
  const uint64_t at_once = f.replica.WhenReached(2, [] {});
  EXPECT_FALSE(f.replica.Cancel(at_once));
}

TEST(ReplicaTest, AWaiterMayComeBackForTheModel) {
  Fixture f;
  int64_t seen = 0;
  f.replica.WhenReached(2,
                        [&] { seen = f.replica.Current()->head_revision(); });
  f.replica.Advance(f.Grow(), true, absl::UnixEpoch());
  EXPECT_EQ(seen, 2);
}

// Q6: the time stands still while nothing is known of the registry, and never
// falls.
TEST(ReplicaTest, KnowsSinceWhenItsRevisionMayBeOld) {
  Fixture f;
  EXPECT_EQ(f.replica.fresh_at(), absl::InfinitePast());
  const absl::Time noon = absl::FromUnixSeconds(43200);
  f.replica.Advance(1, true, noon);
  EXPECT_EQ(f.replica.fresh_at(), noon);
  f.replica.Advance(1, false, noon + absl::Hours(1));
  EXPECT_EQ(f.replica.fresh_at(), noon);
  f.replica.Advance(1, true, noon - absl::Hours(1));
  EXPECT_EQ(f.replica.fresh_at(), noon);
}

TEST(ReplicaTest, KeepsItsStatistics) {
  Replica replica;
  EXPECT_EQ(replica.stats().state, v1::FEED_STATE_LOADING);
  replica.UpdateStats([](ReplicaStats& stats) {
    stats.state = v1::FEED_STATE_FOLLOWING;
    ++stats.loads;
  });
  EXPECT_EQ(replica.stats().state, v1::FEED_STATE_FOLLOWING);
  EXPECT_EQ(replica.stats().loads, 1);
}

}  // namespace
}  // namespace comity::query
