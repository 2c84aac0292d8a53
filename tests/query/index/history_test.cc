#include "query/index/history.h"

#include <cstdint>
#include <deque>
#include <random>

#include "gtest/gtest.h"

namespace comity::query {
namespace {

TEST(RecordHistoryTest, HasNoVersionBeforeTheFirst) {
  RecordHistory history("states/IND", model::v1::RECORD_KIND_STATE);
  EXPECT_EQ(history.At(5), nullptr);
  Version version;
  version.revision = 5;
  history.Push(version);
  EXPECT_EQ(history.At(4), nullptr);
  EXPECT_EQ(history.At(5), &version);
  EXPECT_EQ(history.At(6), &version);
  EXPECT_EQ(history.RecordAt(5), nullptr);  // a deletion
}

// Against a walk through all versions. The revisions have gaps, as those of one
// record have.
TEST(RecordHistoryTest, FindsTheVersionOfEveryRevisionAsAWalkDoes) {
  constexpr int kVersions = 1000;
  std::mt19937 random(20011);
  std::uniform_int_distribution<int64_t> gap(1, 4);
  RecordHistory history("states/IND", model::v1::RECORD_KIND_STATE);
  std::deque<Version> versions;
  int64_t revision = 0;
  for (int i = 0; i < kVersions; ++i) {
    revision += gap(random);
    versions.emplace_back().revision = revision;
    history.Push(versions.back());
  }
  const Version* expected = nullptr;
  size_t next = 0;
  for (int64_t asked = 0; asked <= revision + 2; ++asked) {
    if (next < versions.size() && versions[next].revision == asked) {
      expected = &versions[next++];
    }
    ASSERT_EQ(history.At(asked), expected) << "revision " << asked;
  }
}

// The search is logarithmic: no version is further away than the two descents
// of a skew-binary list.
TEST(RecordHistoryTest, AnyVersionIsFewStepsAway) {
  constexpr int kVersions = 1 << 14;
  RecordHistory history("states/IND", model::v1::RECORD_KIND_STATE);
  std::deque<Version> versions;
  for (int i = 1; i <= kVersions; ++i) {
    versions.emplace_back().revision = i;
    history.Push(versions.back());
  }
  int steps_max = 0;
  for (int64_t asked = 1; asked <= kVersions; ++asked) {
    int steps = 0;
    const Version* version = &versions.back();
    while (version->revision > asked) {
      const Version* const jump = version->jump;
      version =
          jump != nullptr && jump->revision > asked ? jump : version->older;
      ++steps;
    }
    steps_max = std::max(steps_max, steps);
  }
  EXPECT_LE(steps_max, 3 * 14);
}

TEST(RecordHistoryTest, ListsItsMembershipsEachOnce) {
  RecordHistory organization("organizations/sco",
                             model::v1::RECORD_KIND_ORGANIZATION);
  RecordHistory one("organizations/sco/memberships/IND",
                    model::v1::RECORD_KIND_MEMBERSHIP);
  RecordHistory other("organizations/sco/memberships/PAK",
                      model::v1::RECORD_KIND_MEMBERSHIP);
  RecordLink links[2] = {{&one}, {&other}};
  organization.AddLink(Relation::kMembers, links[0]);
  organization.AddLink(Relation::kMembers, links[1]);
  ASSERT_EQ(organization.links(Relation::kMembers), &links[1]);
  EXPECT_EQ(organization.links(Relation::kMembers)->next, &links[0]);
  EXPECT_EQ(organization.links(Relation::kMembers)->next->next, nullptr);
  EXPECT_EQ(organization.links(Relation::kMemberships), nullptr);
}

}  // namespace
}  // namespace comity::query
