#include "query/index/register_model.h"

#include <algorithm>
#include <atomic>
#include <string>
#include <thread>
#include <vector>

#include "absl/strings/str_cat.h"
#include "gtest/gtest.h"

#include "tests/query/index/model_builder.h"
#include "tests/support/status_matchers.h"

namespace comity::query {
namespace {

using model::v1::Record;
using test_support::ReasonIs;
using testing::ElementsAre;
using testing::UnorderedElementsAre;

constexpr char kAdmitted[] = "admitted { status: MEMBERSHIP_STATUS_MEMBER }";

std::vector<std::string> NamesOf(const RecordLink* link) {
  std::vector<std::string> names;
  for (; link != nullptr; link = link->next) {
    names.push_back(link->history->name());
  }
  return names;
}

// A register with one organization, two states and one membership, revision 1.
ModelBuilder SmallRegister() {
  ModelBuilder builder;
  builder.Put(SourceRecord("charter"));
  builder.Put(StateRecord("IND"));
  builder.Put(StateRecord("PAK"));
  builder.Put(OrganizationRecord("sco"));
  builder.Put(MembershipRecord("organizations/sco", "states/IND",
                               {{"2017-06-09", kAdmitted}}));
  builder.Commit();
  return builder;
}

TEST(RegisterModelTest, IsEmptyBeforeTheFirstCommit) {
  const RegisterModel model(kRegistryId, kEpoch);
  EXPECT_EQ(model.head_revision(), 0);
  EXPECT_EQ(model.digest(), model::GenesisDigest(kRegistryId));
  EXPECT_EQ(model.Find("states/IND"), nullptr);
  EXPECT_EQ(model.RevisionAt(absl::InfiniteFuture()), 0);
  EXPECT_EQ(model.RecordCountAt(0), 0);
}

TEST(RegisterModelTest, HoldsEveryRecordAtEveryRevision) {
  ModelBuilder builder = SmallRegister();
  Record renamed = StateRecord("PAK");
  renamed.mutable_state()->set_type(model::v1::STATE_TYPE_OTHER);
  builder.Put(renamed);
  builder.Commit();
  builder.Delete("states/PAK");
  builder.Commit();
  builder.Put(StateRecord("PAK"));
  builder.Commit();

  const RecordHistory* const history = builder.model().Find("states/PAK");
  ASSERT_NE(history, nullptr);
  EXPECT_EQ(history->RecordAt(0), nullptr);
  EXPECT_EQ(history->RecordAt(1)->state().type(),
            model::v1::STATE_TYPE_SOVEREIGN);
  EXPECT_EQ(history->RecordAt(2)->state().type(), model::v1::STATE_TYPE_OTHER);
  EXPECT_EQ(history->RecordAt(3), nullptr);
  EXPECT_EQ(history->RecordAt(4)->state().type(),
            model::v1::STATE_TYPE_SOVEREIGN);
  EXPECT_EQ(builder.model().RecordCountAt(4), 5);
  EXPECT_EQ(builder.model().VersionCountAt(4), 8);
  // A count is of its revision.
  EXPECT_EQ(builder.model().RecordCountAt(3), 4);
  EXPECT_EQ(builder.model().VersionCountAt(1), 5);
}

TEST(RegisterModelTest, FindsMembershipsByTheirTwoNames) {
  ModelBuilder builder = SmallRegister();
  const RegisterModel& model = builder.model();
  const RecordHistory* const history =
      model.FindMembership("organizations/sco", "states/IND");
  ASSERT_NE(history, nullptr);
  EXPECT_EQ(history, model.Find("organizations/sco/memberships/IND"));
  EXPECT_EQ(history->At(1)->membership->timeline.size(), 1);
  EXPECT_EQ(model.FindMembership("organizations/sco", "states/PAK"), nullptr);
  EXPECT_EQ(model.FindMembership("organizations/sc", "ostates/IND"), nullptr);
}

TEST(RegisterModelTest, ListsMembershipsAtBothEnds) {
  ModelBuilder builder = SmallRegister();
  // The member's name comes after the membership's in the commit.
  builder.Put(OrganizationRecord("asean"));
  builder.Put(OrganizationRecord("eu"));
  builder.Put(MembershipRecord("organizations/asean", "organizations/eu",
                               {{"2012", kAdmitted}}));
  builder.Put(MembershipRecord("organizations/asean", "states/IND",
                               {{"1992", kAdmitted}}));
  builder.Commit();
  const RegisterModel& model = builder.model();
  EXPECT_THAT(
      NamesOf(model.Find("organizations/asean")->links(Relation::kMembers)),
      UnorderedElementsAre("organizations/asean/memberships/IND",
                           "organizations/asean/memberships/eu"));
  EXPECT_THAT(NamesOf(model.Find("states/IND")->links(Relation::kMemberships)),
              UnorderedElementsAre("organizations/asean/memberships/IND",
                                   "organizations/sco/memberships/IND"));
  EXPECT_THAT(
      NamesOf(model.Find("organizations/eu")->links(Relation::kMemberships)),
      ElementsAre("organizations/asean/memberships/eu"));
}

// A lower-case member id does not say whether it is a state's or an
// organization's: a correction may turn one into the other.
TEST(RegisterModelTest, KnowsAMembershipByAllMembersItEverNamed) {
  ModelBuilder builder = SmallRegister();
  builder.Put(StateRecord("eu"));
  builder.Put(OrganizationRecord("eu"));
  builder.Put(MembershipRecord("organizations/sco", "states/eu",
                               {{"2012", kAdmitted}}));
  builder.Commit();
  builder.Put(MembershipRecord("organizations/sco", "organizations/eu",
                               {{"2012", kAdmitted}}));
  builder.Commit();
  const RegisterModel& model = builder.model();
  EXPECT_EQ(model.FindMembership("organizations/sco", "states/eu"),
            model.FindMembership("organizations/sco", "organizations/eu"));
  EXPECT_THAT(
      NamesOf(model.Find("organizations/sco")->links(Relation::kMembers)),
      UnorderedElementsAre("organizations/sco/memberships/IND",
                           "organizations/sco/memberships/eu"));
  EXPECT_THAT(NamesOf(model.Find("states/eu")->links(Relation::kMemberships)),
              ElementsAre("organizations/sco/memberships/eu"));
  EXPECT_THAT(
      NamesOf(model.Find("organizations/eu")->links(Relation::kMemberships)),
      ElementsAre("organizations/sco/memberships/eu"));
}

TEST(RegisterModelTest, KnowsWhenEachRevisionWasCommitted) {
  ModelBuilder builder = SmallRegister();
  builder.Put(StateRecord("CHN"));
  builder.Commit();
  const RegisterModel& model = builder.model();
  EXPECT_EQ(model.CommitTime(2), kBeforeFirstCommit + absl::Minutes(2));
  EXPECT_EQ(model.RevisionAt(kBeforeFirstCommit + absl::Seconds(119)), 1);
  EXPECT_EQ(model.RevisionAt(kBeforeFirstCommit), 0);
}

// Q5: the digest is computed here, from what was received.
TEST(RegisterModelTest, ComputesTheChainsDigest) {
  ModelBuilder builder = SmallRegister();
  const std::string before = builder.model().digest();
  builder.Put(StateRecord("CHN"));
  const registry::v1::Commit commit = builder.Next();
  ASSERT_OK(builder.model().Apply(commit));
  EXPECT_EQ(builder.model().digest(), model::CommitDigest(before, commit));
  EXPECT_EQ(builder.model().DigestAt(1), before);
}

// Q5: a commit that is not what the registry chained is found.
TEST(RegisterModelTest, RefusesACommitOfAnotherDigest) {
  ModelBuilder builder = SmallRegister();
  builder.Put(StateRecord("CHN"));
  registry::v1::Commit commit = builder.Next();
  commit.mutable_changes(0)->mutable_record()->mutable_state()->set_type(
      model::v1::STATE_TYPE_TERRITORY);
  EXPECT_THAT(builder.model().Apply(commit),
              ReasonIs(model::v1::REASON_STORE_DAMAGED));
  EXPECT_EQ(builder.model().head_revision(), 1);
  EXPECT_EQ(builder.model().Find("states/CHN"), nullptr);
}

TEST(RegisterModelTest, RefusesAnyRevisionButTheNext) {
  ModelBuilder builder = SmallRegister();
  for (const int64_t revision : {0, 1, 3}) {
    registry::v1::Commit commit = builder.Next();
    commit.set_revision(revision);
    commit.set_digest(model::CommitDigest(builder.model().digest(), commit));
    EXPECT_THAT(builder.model().Apply(commit),
                ReasonIs(model::v1::REASON_INTERNAL));
  }
}

TEST(RegisterModelTest, RefusesWhatTheRulesWouldNotLetIn) {
  const auto refused = [](auto change_commit) {
    ModelBuilder builder = SmallRegister();
    builder.Put(StateRecord("CHN"));
    registry::v1::Commit commit = builder.Next();
    change_commit(commit);
    commit.set_digest(model::CommitDigest(builder.model().digest(), commit));
    const absl::Status status = builder.model().Apply(commit);
    EXPECT_EQ(builder.model().head_revision(), 1);
    return platform::ReasonOf(status) == model::v1::REASON_STORE_DAMAGED;
  };
  EXPECT_TRUE(refused([](registry::v1::Commit& commit) {
    commit.mutable_changes(0)->set_name("states/chn");
  }));
  EXPECT_TRUE(refused([](registry::v1::Commit& commit) {
    commit.mutable_changes(0)->set_name("states/RUS");
  }));
  EXPECT_TRUE(refused([](registry::v1::Commit& commit) {
    commit.mutable_changes(0)->mutable_record()->mutable_organization();
  }));
  EXPECT_TRUE(refused([](registry::v1::Commit& commit) {
    commit.mutable_changes(0)->mutable_deletion();
  }));
  EXPECT_TRUE(refused([](registry::v1::Commit& commit) {
    *commit.add_changes() = commit.changes(0);
  }));
  EXPECT_TRUE(refused([](registry::v1::Commit& commit) {
    *commit.mutable_commit_time() = TimestampOf(kBeforeFirstCommit);
  }));
  EXPECT_TRUE(refused([](registry::v1::Commit& commit) {
    auto& change = *commit.mutable_changes(0);
    change.set_name("organizations/sco/memberships/XYZ");
    *change.mutable_record() = MembershipRecord(
        "organizations/sco", "states/XYZ", {{"2001", kAdmitted}});
  }));
  EXPECT_TRUE(refused([](registry::v1::Commit& commit) {
    auto& change = *commit.mutable_changes(0);
    change.set_name("organizations/sco/memberships/PAK");
    *change.mutable_record() =
        MembershipRecord("organizations/sco", "states/PAK",
                         {{"2001", kAdmitted}, {"1999", "withdrew {}"}});
  }));
}

// Q1: a reader that fixed a revision sees all of it and nothing later, while
// commits go on. Each commit touches two records and adds one.
TEST(RegisterModelTest, ReadersSeeWholeRevisionsWhileCommitsGoOn) {
  constexpr int64_t kCommits = 2000;
  ModelBuilder builder = SmallRegister();
  const RegisterModel& model = builder.model();
  std::atomic<int64_t> failures = 0;
  const auto read = [&] {
    int64_t revision = 1;
    while (revision <= kCommits && failures == 0) {
      revision = model.head_revision();
      if (revision < 2) continue;
      const std::string expected = absl::StrCat("at ", revision);
      for (const char* name : {"sources/one", "sources/two"}) {
        const RecordHistory* const history = model.Find(name);
        const Record* const record =
            history == nullptr ? nullptr : history->RecordAt(revision);
        if (record == nullptr || record->source().title() != expected) {
          ++failures;
        }
      }
      const RecordHistory* const added = model.FindMembership(
          absl::StrCat("organizations/o", revision), "states/IND");
      if (added == nullptr || added->RecordAt(revision) == nullptr ||
          added->RecordAt(revision - 1) != nullptr) {
        ++failures;
      }
      if (model.RevisionAt(model.CommitTime(revision)) != revision) ++failures;
      int64_t listed = 0;
      for (const RecordLink* link =
               model.Find("states/IND")->links(Relation::kMemberships);
           link != nullptr; link = link->next) {
        if (link->history->RecordAt(revision) != nullptr) ++listed;
      }
      if (listed != revision) ++failures;
    }
  };
  std::thread reader_one(read);
  std::thread reader_two(read);
  for (int64_t i = 1; i <= kCommits; ++i) {
    const std::string title = absl::StrCat("at ", model.head_revision() + 1);
    for (const char* id : {"one", "two"}) {
      Record record = SourceRecord(id);
      record.mutable_source()->set_title(title);
      builder.Put(record);
    }
    const std::string id = absl::StrCat("o", model.head_revision() + 1);
    builder.Put(OrganizationRecord(id));
    builder.Put(MembershipRecord(absl::StrCat("organizations/", id),
                                 "states/IND", {{"2001", kAdmitted}}));
    builder.Commit();
  }
  reader_one.join();
  reader_two.join();
  EXPECT_EQ(failures, 0);
}

}  // namespace
}  // namespace comity::query
