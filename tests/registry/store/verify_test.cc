// R8: whatever is changed in the log behind the store's back is found, and the
// first bad revision is named.
#include "registry/store/verify.h"

#include "absl/strings/str_cat.h"

#include "registry/store/sqlite_store.h"
#include "tests/registry/store/raw_sqlite.h"
#include "tests/registry/store/store_builders.h"
#include "tests/support/status_matchers.h"

namespace comity::registry::testing {
namespace {

using ::comity::test_support::ReasonIs;
using ::testing::HasSubstr;

constexpr int kCommits = 6;

struct Tampering {
  std::string sql;
  int revision;  // the first bad one
};

class VerifyTest : public ::testing::TestWithParam<Tampering> {
 protected:
  void SetUp() override {
    ASSERT_OK_AND_ASSIGN(store_, OpenSqliteStore({.path = path_}));
    for (int i = 1; i <= kCommits; ++i) {
      std::vector<v1::RecordChange> changes = {
          Put(Topic("topics/a", absl::StrCat("text ", i))),
          Put(Topic("topics/b", absl::StrCat("other ", i)))};
      if (i == 4) changes[1] = Delete("topics/b");
      ASSERT_OK(Append(*store_, std::move(changes)));
    }
  }

  TempFolder folder_;
  const std::string path_ = folder_.File("registry.db");
  std::unique_ptr<Store> store_;
};

TEST_F(VerifyTest, AnUntouchedLogIsWhole) { EXPECT_OK(VerifyChain(*store_)); }

// SQLite's file format is no obstacle to whoever writes into the file: a byte
// is changed under the store while it runs.
TEST_P(VerifyTest, FindsTampering) {
  RunSql(path_, GetParam().sql);
  const absl::Status status = VerifyChain(*store_);
  EXPECT_THAT(status, ReasonIs(model::v1::REASON_STORE_DAMAGED));
  EXPECT_THAT(
      std::string(status.message()),
      HasSubstr(absl::StrCat("at revision ", GetParam().revision, " ")));
  // R8: nor does a registry start on it.
  store_.reset();
  EXPECT_THAT(OpenSqliteStore({.path = path_}),
              ReasonIs(model::v1::REASON_STORE_DAMAGED));
}

INSTANTIATE_TEST_SUITE_P(
    Log, VerifyTest,
    ::testing::Values(
        // One byte of a body, a text within the record.
        Tampering{"UPDATE versions SET body = CAST(replace(CAST(body AS TEXT), "
                  "'text 3', 'text 4') AS BLOB) WHERE revision = 3",
                  3},
        Tampering{"UPDATE versions SET body = x'FF' WHERE revision = 3", 3},
        Tampering{"UPDATE versions SET deleted = 1, body = x'' "
                  "WHERE revision = 2 AND name = 'topics/a'",
                  2},
        Tampering{"UPDATE versions SET name = 'topics/c' "
                  "WHERE revision = 5 AND name = 'topics/b'",
                  5},
        Tampering{"DELETE FROM versions WHERE revision = 4", 4},
        Tampering{"INSERT INTO versions VALUES ('topics/c', 2, 1, x'')", 2},
        Tampering{"UPDATE commits SET author = 'x' WHERE revision = 1", 1},
        Tampering{"UPDATE commits SET message = 'x' WHERE revision = 6", 6},
        Tampering{"UPDATE commits SET request_id = 'x' WHERE revision = 2", 2},
        Tampering{"UPDATE commits SET commit_time = 1 WHERE revision = 5", 5},
        Tampering{"UPDATE commits SET digest = zeroblob(32) "
                  "WHERE revision = 3",
                  3},
        Tampering{"DELETE FROM commits WHERE revision = 4", 4},
        // The log cut off, and the head with it: the digest of 6 is at 5 then.
        Tampering{"DELETE FROM commits WHERE revision = 6; "
                  "UPDATE meta SET head_revision = 5",
                  5}));

}  // namespace
}  // namespace comity::registry::testing
