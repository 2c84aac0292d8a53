#include "query/feed/commit_assembler.h"

#include "google/protobuf/util/message_differencer.h"
#include "gtest/gtest.h"

#include "tests/fakes/fake_registry_feed.h"
#include "tests/support/status_matchers.h"

namespace comity::query {
namespace {

using google::protobuf::util::MessageDifferencer;
using test_support::StatusIs;

registry::v1::Commit CommitOf(int64_t revision, int changes) {
  registry::v1::Commit commit;
  commit.set_revision(revision);
  commit.set_author("somebody");
  for (int i = 0; i < changes; ++i) {
    commit.add_changes()->set_name(absl::StrCat("states/s", i));
  }
  return commit;
}

TEST(CommitAssemblerTest, WholeCommitPassesThrough) {
  CommitAssembler assembler;
  registry::v1::CommitPart part;
  *part.mutable_commit() = CommitOf(1, 0);
  ASSERT_OK_AND_ASSIGN(const auto commit, assembler.Add(part));
  ASSERT_TRUE(commit.has_value());
  EXPECT_TRUE(MessageDifferencer::Equals(*commit, part.commit()));
  EXPECT_FALSE(assembler.pending());
}

TEST(CommitAssemblerTest, PartsAreJoinedInOrder) {
  const registry::v1::Commit whole = CommitOf(7, 3);
  CommitAssembler assembler;
  const auto parts = PartsOf(whole);
  ASSERT_EQ(parts.size(), 3u);
  for (int i = 0; i < 2; ++i) {
    ASSERT_OK_AND_ASSIGN(const auto nothing, assembler.Add(parts[i]));
    EXPECT_FALSE(nothing.has_value());
    EXPECT_TRUE(assembler.pending());
  }
  ASSERT_OK_AND_ASSIGN(const auto commit, assembler.Add(parts[2]));
  ASSERT_TRUE(commit.has_value());
  EXPECT_TRUE(MessageDifferencer::Equals(*commit, whole));
  EXPECT_FALSE(assembler.pending());
}

TEST(CommitAssemblerTest, PartOfAnotherCommitInBetweenIsRefused) {
  CommitAssembler assembler;
  ASSERT_OK(assembler.Add(PartsOf(CommitOf(7, 2))[0]));
  EXPECT_THAT(assembler.Add(PartsOf(CommitOf(8, 2))[1]),
              StatusIs(absl::StatusCode::kInternal));
}

}  // namespace
}  // namespace comity::query
