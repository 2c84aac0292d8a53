// What stops the start of a registry over SQLite, and what it says then.
#include <filesystem>
#include <fstream>

#include <sys/stat.h>

#include "absl/strings/str_cat.h"

#include "registry/store/sqlite_schema.h"
#include "registry/store/sqlite_store.h"
#include "tests/registry/store/raw_sqlite.h"
#include "tests/registry/store/store_builders.h"
#include "tests/support/status_matchers.h"

namespace comity::registry::testing {
namespace {

using ::comity::test_support::ReasonIs;
using ::comity::test_support::StatusIs;
using ::testing::AllOf;
using ::testing::HasSubstr;

class SqliteOpenTest : public ::testing::Test {
 protected:
  // Makes a database with one commit and closes it.
  void MakeDatabase() {
    ASSERT_OK_AND_ASSIGN(auto store, OpenSqliteStore({.path = path_}));
    ASSERT_OK(Append(*store, {Put(Topic("topics/a", std::string(9000, 'x')))}));
  }

  std::string ContentOf(const std::string& path) {
    std::ifstream file(path, std::ios::binary);
    return {std::istreambuf_iterator<char>(file), {}};
  }

  TempFolder folder_;
  const std::string path_ = folder_.File("data/registry.db");
};

mode_t ModeOf(const std::string& path) {
  struct stat info = {};
  EXPECT_EQ(stat(path.c_str(), &info), 0);
  return info.st_mode & 0777;
}

TEST_F(SqliteOpenTest, CreatesFolderAndFileForTheOwnerAlone) {
  MakeDatabase();
  EXPECT_EQ(ModeOf(folder_.File("data")), mode_t{0700});
  EXPECT_EQ(ModeOf(path_), mode_t{0600});
  EXPECT_EQ(QuerySql(path_, "PRAGMA journal_mode"), "wal");
  EXPECT_EQ(QuerySql(path_, "PRAGMA user_version"),
            absl::StrCat(SchemaVersion()));
  EXPECT_EQ(QuerySql(path_, "PRAGMA application_id"),
            absl::StrCat(kSqliteApplicationId));
}

TEST_F(SqliteOpenTest, RefusesASecondRegistryOnTheSameFile) {
  ASSERT_OK_AND_ASSIGN(auto store, OpenSqliteStore({.path = path_}));
  const auto second = OpenSqliteStore({.path = path_});
  EXPECT_THAT(second, ReasonIs(model::v1::REASON_STORE_UNAVAILABLE));
  EXPECT_THAT(std::string(second.status().message()),
              AllOf(HasSubstr("another registry"), HasSubstr(path_)));
  store.reset();
  EXPECT_OK(OpenSqliteStore({.path = path_}));
}

TEST_F(SqliteOpenTest, RefusesANewerSchemaAndLeavesItAlone) {
  MakeDatabase();
  RunSql(path_, absl::StrCat("PRAGMA user_version = ", SchemaVersion() + 1));
  const std::string before = ContentOf(path_);
  EXPECT_THAT(OpenSqliteStore({.path = path_}),
              StatusIs(absl::StatusCode::kFailedPrecondition,
                       AllOf(HasSubstr(path_),
                             HasSubstr("use the newer comity-registry"),
                             HasSubstr("restore a backup"))));
  EXPECT_EQ(ContentOf(path_), before);
}

TEST_F(SqliteOpenTest, RefusesAFileThatIsNoDatabaseAndLeavesItAlone) {
  std::filesystem::create_directory(folder_.File("data"));
  for (const size_t size : {size_t{20}, size_t{5000}}) {
    std::ofstream(path_, std::ios::trunc) << std::string(size, 'n');
    const auto store = OpenSqliteStore({.path = path_});
    EXPECT_THAT(store, ReasonIs(model::v1::REASON_STORE_DAMAGED));
    EXPECT_THAT(std::string(store.status().message()),
                AllOf(HasSubstr(path_), HasSubstr("keep a copy")));
    EXPECT_EQ(ContentOf(path_), std::string(size, 'n'));
  }
}

TEST_F(SqliteOpenTest, RefusesADatabaseOfAnotherProgram) {
  std::filesystem::create_directory(folder_.File("data"));
  RunSql(path_, "CREATE TABLE t (a); INSERT INTO t VALUES (1)");
  const auto store = OpenSqliteStore({.path = path_});
  EXPECT_THAT(store, ReasonIs(model::v1::REASON_STORE_DAMAGED));
  EXPECT_THAT(std::string(store.status().message()),
              HasSubstr("not a registry's database"));
  EXPECT_EQ(QuerySql(path_, "SELECT COUNT(*) FROM sqlite_schema"), "1");
}

TEST_F(SqliteOpenTest, RefusesADamagedFile) {
  MakeDatabase();
  std::string content = ContentOf(path_);
  ASSERT_GT(content.size(), 3u * 4096);
  // All pages but the first are overwritten.
  content.replace(4096, content.size() - 4096, content.size() - 4096, '\x5a');
  std::ofstream(path_, std::ios::binary | std::ios::trunc) << content;
  const auto store = OpenSqliteStore({.path = path_});
  EXPECT_THAT(store, ReasonIs(model::v1::REASON_STORE_DAMAGED));
  EXPECT_THAT(std::string(store.status().message()),
              AllOf(HasSubstr(path_), HasSubstr("restore a backup")));
}

// R8, at the start: the end of the log and the head must agree.
TEST_F(SqliteOpenTest, RefusesAHeadThatContradictsTheLog) {
  const std::string damages[] = {
      "DELETE FROM meta",
      "DELETE FROM commits",
      "DELETE FROM versions",
      "UPDATE meta SET head_revision = 0",
      "UPDATE meta SET head_revision = 2",
      "UPDATE meta SET head_digest = zeroblob(32)",
      "UPDATE commits SET author = 'somebody else'",
      "UPDATE versions SET body = x'FFFF'",
  };
  for (const std::string& damage : damages) {
    SCOPED_TRACE(damage);
    std::filesystem::remove_all(folder_.File("data"));
    MakeDatabase();
    RunSql(path_, damage);
    EXPECT_THAT(OpenSqliteStore({.path = path_}),
                ReasonIs(model::v1::REASON_STORE_DAMAGED));
  }
}

TEST_F(SqliteOpenTest, SaysSoWhenThePlaceCannotBeUsed) {
  std::ofstream(folder_.File("file")) << "a file, not a folder";
  EXPECT_THAT(OpenSqliteStore({.path = folder_.File("file/registry.db")}),
              ReasonIs(model::v1::REASON_STORE_UNAVAILABLE));
  std::filesystem::create_directories(path_);
  EXPECT_THAT(OpenSqliteStore({.path = path_}),
              ReasonIs(model::v1::REASON_STORE_UNAVAILABLE));
  EXPECT_THAT(OpenSqliteStore({}),
              StatusIs(absl::StatusCode::kInvalidArgument));
}

}  // namespace
}  // namespace comity::registry::testing
