// R9: after a failed write or sync nothing is acknowledged until the store was
// reopened and verified; and R1, R2 under the same faults.
#include "registry/store/sqlite_store.h"
#include "registry/store/verify.h"
#include "tests/registry/store/faulty_vfs.h"
#include "tests/registry/store/raw_sqlite.h"
#include "tests/registry/store/store_builders.h"
#include "tests/support/status_matchers.h"

namespace comity::registry::testing {
namespace {

using ::comity::test_support::ReasonIs;

class SqliteFaultTest : public ::testing::TestWithParam<Fault> {
 protected:
  void SetUp() override {
    RegisterFaultyVfs();
    Heal();
    Open();
    ASSERT_OK(Append(*store_, {Put(Topic("topics/a", "one"))}));
  }
  void TearDown() override { Heal(); }

  void Open() {
    store_.reset();
    ASSERT_OK_AND_ASSIGN(
        store_, OpenSqliteStore({.path = path_, .vfs = kFaultyVfsName}));
  }
  static void Heal() {
    FailFrom(Fault::kWrite, 0);
    FailFrom(Fault::kSync, 0);
  }

  TempFolder folder_;
  const std::string path_ = folder_.File("registry.db");
  std::unique_ptr<Store> store_;
};

TEST_P(SqliteFaultTest, AFailedCommitIsNotAcknowledgedAndReadsGoOn) {
  FailFrom(GetParam(), 1);
  EXPECT_THAT(Append(*store_, {Put(Topic("topics/a", "two"))}),
              ReasonIs(model::v1::REASON_STORE_UNAVAILABLE));
  EXPECT_EQ(store_->GetHead()->revision, 1);
  EXPECT_EQ((*store_->Get("topics/a", 9))->topic().labels(0).text(), "one");
}

TEST_P(SqliteFaultTest, WritesAreTakenAgainOnceTheDiskIsWell) {
  FailFrom(GetParam(), 1);
  for (int i = 0; i < 3; ++i) {
    EXPECT_THAT(Append(*store_, {Put(Topic("topics/a", "two"))}),
                ReasonIs(model::v1::REASON_STORE_UNAVAILABLE));
  }
  Heal();
  EXPECT_THAT(Append(*store_, {Put(Topic("topics/a", "three"))}),
              test_support::IsOkAndHolds(2));
  EXPECT_OK(VerifyChain(*store_));
  Open();
  EXPECT_EQ(store_->GetHead()->revision, 2);
  EXPECT_OK(VerifyChain(*store_));
}

TEST_P(SqliteFaultTest, WritesStayRefusedWhenTheNewestCommitDoesNotVerify) {
  FailFrom(GetParam(), 1);
  EXPECT_THAT(Append(*store_, {Put(Topic("topics/a", "two"))}),
              ReasonIs(model::v1::REASON_STORE_UNAVAILABLE));
  Heal();
  RunSql(path_, "UPDATE commits SET author = 'x'");
  for (int i = 0; i < 2; ++i) {
    EXPECT_THAT(Append(*store_, {Put(Topic("topics/a", "three"))}),
                ReasonIs(model::v1::REASON_STORE_DAMAGED));
  }
}

// An acknowledged commit that the disk lost is noticed even where what is left
// is whole in itself.
TEST_P(SqliteFaultTest, WritesStayRefusedWhenAnAcknowledgedCommitIsGone) {
  RunSql(path_, "CREATE TABLE old AS SELECT * FROM meta");
  ASSERT_OK(Append(*store_, {Put(Topic("topics/b", "lost"))}));
  FailFrom(GetParam(), 1);
  EXPECT_THAT(Append(*store_, {Put(Topic("topics/a", "two"))}),
              ReasonIs(model::v1::REASON_STORE_UNAVAILABLE));
  Heal();
  RunSql(path_,
         "DELETE FROM commits WHERE revision = 2;"
         "DELETE FROM versions WHERE revision = 2;"
         "DELETE FROM meta; INSERT INTO meta SELECT * FROM old");
  EXPECT_OK(VerifyChain(*store_));
  EXPECT_THAT(store_->Begin(), ReasonIs(model::v1::REASON_STORE_DAMAGED));
}

// The k-th I/O of a commit fails, for every k.
TEST_P(SqliteFaultTest, EachFaultOfACommitLeavesAllOfItOrNothing) {
  constexpr int kNever = 1'000'000;
  FailFrom(GetParam(), kNever);
  ASSERT_OK(Append(*store_, {Put(Topic("topics/a", std::string(20000, 'x'))),
                             Put(Topic("topics/b", "b"))}));
  const int calls = CallsSince(GetParam());
  ASSERT_GE(calls, 1);
  for (int k = 1; k <= calls; ++k) {
    const int64_t before = store_->GetHead()->revision;
    FailFrom(GetParam(), k);
    const absl::StatusOr<int64_t> revision =
        Append(*store_, {Put(Topic("topics/a", std::string(20000, 'y'))),
                         Put(Topic("topics/b", "c"))});
    Heal();
    Open();
    EXPECT_OK(VerifyChain(*store_));
    const int64_t after = store_->GetHead()->revision;
    EXPECT_THAT(after, ::testing::AnyOf(before, before + 1));
    if (revision.ok()) {
      EXPECT_EQ(after, *revision);
    }
    EXPECT_EQ((*store_->Get("topics/a", after))->revision(),
              (*store_->Get("topics/b", after))->revision());
  }
}

INSTANTIATE_TEST_SUITE_P(Disk, SqliteFaultTest,
                         ::testing::Values(Fault::kWrite, Fault::kSync),
                         [](const auto& fault) {
                           return fault.param == Fault::kWrite ? "Write"
                                                               : "Sync";
                         });

}  // namespace
}  // namespace comity::registry::testing
