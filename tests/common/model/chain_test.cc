// R8: each commit carries a SHA-256 over its content and the one before.
#include "common/model/chain.h"

#include <string>

#include "absl/strings/escaping.h"
#include "absl/strings/str_cat.h"
#include "gtest/gtest.h"

#include "tests/common/model/textproto.h"

namespace comity::model {
namespace {

using registry::v1::Commit;

Commit SampleCommit() {
  return FromText<Commit>(R"pb(
    revision: 1
    commit_time { seconds: 1764000000 nanos: 5000 }
    author: "anonymous"
    message: "first"
    request_id: "r1"
    changes {
      name: "sources/a"
      record {
        name: "sources/a"
        source { title: "A" }
      }
    }
    changes {
      name: "sources/b"
      deletion {}
    }
    digest: "what it says is not looked at")pb");
}

TEST(ChainTest, GenesisIsOverTheRegistryId) {
  // printf 'comity:test' | sha256sum
  EXPECT_EQ(absl::BytesToHexString(GenesisDigest("test")),
            "ded5f34727490cd1b469dc4f6e932ac19f6a9755d2478a47fa22d2cdfeedf81f");
  EXPECT_NE(GenesisDigest("a"), GenesisDigest("b"));
}

TEST(ChainTest, DigestFollowsTheContractsFormula) {
  const Commit commit = SampleCommit();
  Commit header = commit;
  header.clear_changes();
  header.clear_digest();
  const std::string previous = GenesisDigest("test");
  const std::string by_formula = platform::Sha256Bytes(absl::StrCat(
      previous, platform::Sha256Bytes(header.SerializeAsString()),
      platform::Sha256Bytes(commit.changes(0).SerializeAsString()),
      platform::Sha256Bytes(commit.changes(1).SerializeAsString())));
  EXPECT_EQ(CommitDigest(previous, commit), by_formula);
}

TEST(ChainTest, CommitInPartsHasTheSameDigest) {
  const Commit commit = SampleCommit();
  Commit header = commit;
  header.clear_changes();
  ChainHasher hasher(GenesisDigest("test"), header);
  hasher.AddChange(commit.changes(0));
  hasher.AddChangeBytes(commit.changes(1).SerializeAsString());
  EXPECT_EQ(hasher.Finish(), CommitDigest(GenesisDigest("test"), commit));
}

// Sets each field in turn, so that a field new in the contract and forgotten in
// the header fails here.
TEST(ChainTest, EveryFieldOfACommitButTheDigestCounts) {
  const std::string previous = GenesisDigest("test");
  const std::string empty = CommitDigest(previous, Commit());
  const auto* type = Commit::descriptor();
  for (int i = 0; i < type->field_count(); ++i) {
    const auto* field = type->field(i);
    Commit commit;
    const auto* reflection = commit.GetReflection();
    using Field = google::protobuf::FieldDescriptor;
    if (field->is_repeated()) {
      reflection->AddMessage(&commit, field);
    } else if (field->cpp_type() == Field::CPPTYPE_MESSAGE) {
      reflection->MutableMessage(&commit, field);
    } else if (field->cpp_type() == Field::CPPTYPE_STRING) {
      reflection->SetString(&commit, field, "x");
    } else {
      ASSERT_EQ(field->cpp_type(), Field::CPPTYPE_INT64) << field->name();
      reflection->SetInt64(&commit, field, 1);
    }
    EXPECT_EQ(CommitDigest(previous, commit) == empty,
              field->name() == "digest")
        << field->name();
  }
}

TEST(ChainTest, DigestDependsOnTheOneBeforeAndOnTheOrderOfChanges) {
  const Commit commit = SampleCommit();
  Commit swapped = commit;
  swapped.mutable_changes()->SwapElements(0, 1);
  EXPECT_NE(CommitDigest(GenesisDigest("a"), commit),
            CommitDigest(GenesisDigest("b"), commit));
  EXPECT_NE(CommitDigest(GenesisDigest("a"), commit),
            CommitDigest(GenesisDigest("a"), swapped));
}

}  // namespace
}  // namespace comity::model
