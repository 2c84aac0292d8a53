// Goal: a person who watches sees every change, whole, once and in order (R6),
// whatever breaks under way. Method: a registry that breaks its streams off.
#include "cli/admin/watch.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "absl/strings/str_cat.h"
#include "cli/client/registry_client.h"

#include "common/platform/error.h"
#include "tests/cli/client/fake_registry.h"
#include "tests/support/builders.h"
#include "tests/support/status_matchers.h"

namespace comity::cli {
namespace {

using registry::v1::Commit;
using registry::v1::WatchResponse;
using test_support::IsOk;
using test_support::ReasonIs;
using ::testing::ElementsAre;

absl::Status Draining() {
  return platform::Error(model::v1::REASON_SERVER_DRAINING, "draining");
}

WatchResponse Part(int64_t revision, const std::string& id, bool more = false) {
  WatchResponse response;
  auto& part = *response.mutable_part();
  part.set_more(more);
  part.mutable_commit()->set_revision(revision);
  auto& change = *part.mutable_commit()->add_changes();
  change.set_name(absl::StrCat("topics/", id));
  *change.mutable_record() = test_support::MakeTopic(id);
  return response;
}

WatchResponse CheckpointAt(int64_t revision) {
  WatchResponse response;
  response.mutable_checkpoint()->set_revision(revision);
  response.mutable_checkpoint()->set_epoch("epoch");
  return response;
}

class WatchCommitsTest : public ::testing::Test {
 protected:
  // Watches until `revision` came.
  absl::Status WatchUntil(int64_t revision) {
    return WatchCommits(
        client_.stub(), {}, interrupt_, [&](const Commit& commit) {
          for (const auto& change : commit.changes()) {
            seen_.push_back(
                absl::StrCat(commit.revision(), " ", change.name()));
          }
          if (commit.revision() == revision) interrupt_.Stop();
        });
  }

  test_support::FakeRegistry registry_;
  RegistryClient client_{OpenChannel(registry_.target())};
  Interrupt interrupt_;
  std::vector<std::string> seen_;
};

TEST_F(WatchCommitsTest, BrokenStreamGoesOnAfterTheLastWholeCommit) {
  std::vector<int64_t> after;
  registry_.watch = [&](const auto& request, auto& writer) {
    after.push_back(request.after_revision());
    switch (after.size()) {
      case 1:
        writer.Write(Part(1, "a"));
        writer.Write(Part(2, "b", /*more=*/true));
        return Draining();
      case 2:
        EXPECT_EQ(request.epoch(), "");
        writer.Write(Part(2, "b", /*more=*/true));
        writer.Write(Part(2, "c"));
        writer.Write(CheckpointAt(5));
        return absl::CancelledError("shut down");
      default:
        EXPECT_EQ(request.epoch(), "epoch");
        writer.Write(Part(6, "d"));
        return absl::OkStatus();
    }
  };
  ASSERT_THAT(WatchUntil(6), IsOk());
  EXPECT_THAT(seen_, ElementsAre("1 topics/a", "2 topics/b", "2 topics/c",
                                 "6 topics/d"));
  EXPECT_THAT(after, ElementsAre(0, 1, 5));
}

TEST_F(WatchCommitsTest, RefusalEndsIt) {
  registry_.watch = [](const auto&, auto&) {
    return platform::Error(model::v1::REASON_EPOCH_MISMATCH, "restored")
        .Build();
  };
  EXPECT_THAT(WatchUntil(1), ReasonIs(model::v1::REASON_EPOCH_MISMATCH));
}

TEST_F(WatchCommitsTest, InterruptedBeforeItBeginsIsFine) {
  interrupt_.Stop();
  EXPECT_THAT(WatchUntil(1), IsOk());
  EXPECT_TRUE(seen_.empty());
}

// CLI11 throws where two flags of a command bear one name.
TEST(WatchTest, FlagsOfBothKindsOfWatchFitTogether) {
  CLI::App app;
  Session session;
  session.AddGlobalFlags(app);
  AddWatch(app, session);
  EXPECT_THAT(app.get_subcommand("watch")->help(),
              ::testing::HasSubstr("--after-revision"));
}

TEST(WatchTest, ChangeIsALine) {
  auto response = Part(4, "a");
  auto& commit = *response.mutable_part()->mutable_commit();
  commit.mutable_commit_time()->set_seconds(1795527226);
  auto& deleted = *commit.add_changes();
  deleted.set_name("topics/b");
  deleted.mutable_deletion();
  EXPECT_EQ(DescribeChanges(commit),
            "4  2026-11-24 13:33:46  put      topics/a\n"
            "4  2026-11-24 13:33:46  deleted  topics/b\n");
}

TEST(WatchTest, AnswerIsALineWithItsCause) {
  query::v1::WatchAnswerResponse response;
  response.set_cause(query::v1::ANSWER_CAUSE_TOOK_EFFECT);
  auto& check = *response.mutable_check_membership();
  check.mutable_basis()->set_date("2026-11-24");
  check.mutable_basis()->set_revision(9);
  check.mutable_answer()->set_verdict(query::v1::VERDICT_YES);
  auto& held = *check.mutable_answer()->add_statuses();
  held.set_status(model::v1::MEMBERSHIP_STATUS_MEMBER);
  held.set_at_some_time(query::v1::CERTAINTY_CERTAIN);
  held.mutable_since()->mutable_date()->set_date("2017-06-09");
  EXPECT_EQ(DescribeAnswer(response),
            "2026-11-24  yes: certainly member since 2017-06-09; took effect, "
            "revision 9\n");
}

}  // namespace
}  // namespace comity::cli
