// R1, R2: a registry killed by -9 in the middle of its commits loses none that
// it acknowledged, and keeps no half of one.
#include <signal.h>
#include <unistd.h>

#include <sys/wait.h>

#include "absl/strings/str_cat.h"

#include "registry/store/sqlite_store.h"
#include "registry/store/verify.h"
#include "tests/registry/store/store_builders.h"
#include "tests/support/status_matchers.h"

namespace comity::registry::testing {
namespace {

constexpr int kRounds = 8;
constexpr int kRecordsPerCommit = 3;

// Commits without end, and writes each acknowledged revision into the pipe.
[[noreturn]] void CommitUntilKilled(const std::string& path, int pipe) {
  absl::StatusOr<std::unique_ptr<Store>> store =
      OpenSqliteStore({.path = path});
  if (!store.ok()) _exit(1);
  while (true) {
    std::vector<v1::RecordChange> changes;
    const std::string text =
        absl::StrCat("after ", (*store)->GetHead()->revision);
    for (int i = 0; i < kRecordsPerCommit; ++i) {
      changes.push_back(Put(Topic(absl::StrCat("topics/t", i), text)));
    }
    const absl::StatusOr<int64_t> revision =
        Append(**store, std::move(changes));
    if (!revision.ok()) _exit(2);
    if (write(pipe, &*revision, sizeof(*revision)) != sizeof(*revision)) {
      _exit(3);
    }
  }
}

// Kills the child once it acknowledged `count` commits of this round; returns
// the newest acknowledged one.
int64_t KillAfter(const std::string& path, int count) {
  int ends[2];
  EXPECT_EQ(pipe(ends), 0);
  const pid_t child = fork();
  if (child == 0) {
    close(ends[0]);
    CommitUntilKilled(path, ends[1]);
  }
  close(ends[1]);
  int64_t acknowledged = 0;
  int64_t revision = 0;
  for (int i = 0;
       read(ends[0], &revision, sizeof(revision)) == ssize_t{sizeof(revision)};
       ++i) {
    acknowledged = revision;
    if (i + 1 == count) kill(child, SIGKILL);
  }
  close(ends[0]);
  int status = 0;
  EXPECT_EQ(waitpid(child, &status, 0), child);
  EXPECT_TRUE(WIFSIGNALED(status)) << "the child ended by itself: " << status;
  return acknowledged;
}

TEST(SqliteCrashTest, AcknowledgedCommitsSurviveKill9) {
  TempFolder folder;
  const std::string path = folder.File("registry.db");
  for (int round = 0; round < kRounds; ++round) {
    // From a kill within the first commits to one after a checkpoint of the
    // write-ahead log.
    const int64_t acknowledged = KillAfter(path, 1 + round * round * 3);
    ASSERT_OK_AND_ASSIGN(auto store, OpenSqliteStore({.path = path}));
    const Head head = *store->GetHead();
    EXPECT_GE(head.revision, acknowledged);
    EXPECT_OK(VerifyChain(*store));
    ASSERT_OK_AND_ASSIGN(const auto records,
                         store->List({.revision = head.revision,
                                      .count_max = 100,
                                      .bytes_max = size_t{1} << 20}));
    ASSERT_EQ(records.size(), size_t{kRecordsPerCommit});
    for (const model::v1::Record& record : records) {
      EXPECT_EQ(record.revision(), head.revision);
    }
  }
}

}  // namespace
}  // namespace comity::registry::testing
