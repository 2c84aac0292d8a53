// Goal: the auditor that the watch tests rest on finds each kind of fault.
#include "gmock/gmock.h"
#include "gtest/gtest.h"

#include "common/model/chain.h"
#include "tests/support/builders.h"
#include "tests/support/status_matchers.h"
#include "tests/support/watch_auditor.h"

namespace comity::test_support {
namespace {

class AuditorTest : public testing::Test {
 protected:
  AuditorTest() : auditor_({.digest = model::GenesisDigest("r")}) {}

  // The commit after the last one made, of two sources.
  registry::v1::WatchResponse NextCommit() {
    registry::v1::WatchResponse message;
    registry::v1::Commit& commit = *message.mutable_part()->mutable_commit();
    commit.set_revision(++made_);
    commit.mutable_commit_time()->set_seconds(made_);
    for (const char* id : {"a", "b"}) {
      registry::v1::RecordChange& change = *commit.add_changes();
      *change.mutable_record() = MakeSource(id);
      change.set_name(change.record().name());
    }
    digest_ = model::CommitDigest(digest_, commit);
    commit.set_digest(digest_);
    return message;
  }

  registry::v1::WatchResponse CheckpointAt(int64_t revision) {
    registry::v1::WatchResponse message;
    message.mutable_checkpoint()->set_revision(revision);
    message.mutable_checkpoint()->set_digest(digest_);
    return message;
  }

  int64_t made_ = 0;
  std::string digest_ = model::GenesisDigest("r");
  WatchAuditor auditor_;
};

constexpr auto kBroken = absl::StatusCode::kFailedPrecondition;

TEST_F(AuditorTest, IsContentWithAGoodWatch) {
  EXPECT_OK(auditor_.See(CheckpointAt(0)));
  EXPECT_OK(auditor_.See(NextCommit()));
  EXPECT_OK(auditor_.See(NextCommit()));
  EXPECT_OK(auditor_.See(CheckpointAt(2)));
  EXPECT_EQ(auditor_.revision(), 2);
}

TEST_F(AuditorTest, FindsAGapAndADouble) {
  const auto first = NextCommit();
  const auto second = NextCommit();
  EXPECT_THAT(auditor_.See(second), StatusIs(kBroken));
  EXPECT_OK(auditor_.See(first));
  EXPECT_THAT(auditor_.See(first), StatusIs(kBroken));
}

TEST_F(AuditorTest, FindsACheckpointAheadBehindOrFalse) {
  EXPECT_OK(auditor_.See(NextCommit()));
  EXPECT_THAT(auditor_.See(CheckpointAt(0)), StatusIs(kBroken));
  EXPECT_THAT(auditor_.See(CheckpointAt(2)), StatusIs(kBroken));
  digest_ = model::GenesisDigest("another");
  EXPECT_THAT(auditor_.See(CheckpointAt(1)), StatusIs(kBroken));
}

TEST_F(AuditorTest, FindsATamperedCommit) {
  auto message = NextCommit();
  message.mutable_part()->mutable_commit()->set_author("somebody");
  EXPECT_THAT(auditor_.See(message), StatusIs(kBroken));
}

TEST_F(AuditorTest, FindsATornCommit) {
  auto half = NextCommit();
  half.mutable_part()->mutable_commit()->mutable_changes()->RemoveLast();
  EXPECT_THAT(auditor_.See(half), StatusIs(kBroken));
}

TEST_F(AuditorTest, FindsACommitThatIsBrokenOff) {
  auto part = NextCommit();
  part.mutable_part()->set_more(true);
  EXPECT_OK(auditor_.See(part));
  EXPECT_TRUE(auditor_.within_commit());
  EXPECT_THAT(auditor_.See(CheckpointAt(1)), StatusIs(kBroken));
  EXPECT_THAT(auditor_.See(NextCommit()), StatusIs(kBroken));
}

}  // namespace
}  // namespace comity::test_support
