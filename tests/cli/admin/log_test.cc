#include "cli/admin/log.h"

#include <algorithm>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "cli/admin/commit.h"
#include "cli/admin/commit_words.h"

#include "tests/support/builders.h"

namespace comity::cli {
namespace {

using model::v1::Record;
using ::testing::HasSubstr;

// 2026-11-24 13:33:46 UTC.
constexpr int64_t kTime = 1795527226;

Record TopicWithLabels(int labels) {
  Record record = test_support::MakeTopic("t");
  for (int i = 1; i < labels; ++i) record.mutable_topic()->add_labels();
  return record;
}

Record StateWithEvents(const std::vector<std::string>& ids) {
  Record record = test_support::MakeState("IND");
  for (const auto& id : ids) {
    record.mutable_state()->add_events()->set_id(id);
  }
  return record;
}

TEST(DifferenceInWordsTest, SaysWhatCameOfTheEvents) {
  const Record before = StateWithEvents({"a", "b", "c"});
  Record after = StateWithEvents({"b", "c", "d", "e"});
  after.mutable_state()->mutable_events(1)->set_note("amended");
  EXPECT_EQ(DifferenceInWords(&before, &after),
            "2 events added, 1 amended, 1 removed");
  const Record one = StateWithEvents({"a"});
  EXPECT_EQ(DifferenceInWords(nullptr, &one), "created with 1 event");
  EXPECT_EQ(DifferenceInWords(&before, nullptr), "deleted");
  const Record topic = TopicWithLabels(1);
  const Record changed = TopicWithLabels(2);
  EXPECT_EQ(DifferenceInWords(&topic, &changed), "changed");
  EXPECT_EQ(DifferenceInWords(nullptr, &topic), "created");
}

TEST(LogTest, CommitIsALine) {
  registry::v1::CommitSummary summary;
  summary.mutable_commit()->set_revision(12);
  summary.mutable_commit()->mutable_commit_time()->set_seconds(kTime);
  summary.mutable_commit()->set_author("ann");
  summary.mutable_commit()->set_message("First line\nsecond");
  summary.set_change_count(3);
  EXPECT_EQ(RenderLog({summary}, Terminal()),
            "REVISION  TIME                 CHANGES  AUTHOR  MESSAGE\n"
            "12        2026-11-24 13:33:46  3        ann     First line\n");
  EXPECT_EQ(RenderLog({}, Terminal()), "no commit yet\n");
}

TEST(LogTest, OldestVersionShownIsComparedWithTheOneBefore) {
  std::vector<registry::v1::RecordRevision> revisions(3);
  *revisions[0].mutable_record() = StateWithEvents({"a", "b"});
  *revisions[1].mutable_record() = StateWithEvents({"a"});
  const std::string text = RenderRecordLog(revisions, 1, Terminal());
  EXPECT_THAT(text, HasSubstr("1 event added"));
  EXPECT_EQ(std::count(text.begin(), text.end(), '\n'), 2);
  // The third deleted it, so the second is a creation.
  EXPECT_THAT(RenderRecordLog(revisions, 3, Terminal()),
              HasSubstr("created with 1 event"));
}

TEST(LogTest, CommitIsShownWithItsChanges) {
  registry::v1::Commit commit;
  commit.set_revision(4);
  commit.set_message("Why");
  auto& put = *commit.add_changes();
  put.set_name("topics/a");
  put.mutable_record();
  auto& deleted = *commit.add_changes();
  deleted.set_name("topics/b");
  deleted.mutable_deletion();
  const std::string text = RenderCommit(commit, Terminal());
  EXPECT_THAT(text, HasSubstr("revision 4\n"));
  EXPECT_THAT(text, HasSubstr("\n    Why\n"));
  EXPECT_THAT(text, HasSubstr("put      topics/a\ndeleted  topics/b\n"));
}

TEST(CommitTest, AnswerSaysWhetherAnythingWasStored) {
  registry::v1::CommitRequest request;
  registry::v1::CommitResponse response;
  response.set_revision(5);
  EXPECT_EQ(DescribeCommit(request, response),
            "nothing was changed; the newest revision is 5\n");
  response.set_changed(true);
  response.set_token("tok");
  response.mutable_commit_time()->set_seconds(kTime);
  EXPECT_EQ(DescribeCommit(request, response),
            "revision 5, 2026-11-24 13:33:46 UTC\ntoken tok\n");
  request.set_validate_only(true);
  EXPECT_EQ(DescribeCommit(request, response), "it would be revision 5\n");
}

}  // namespace
}  // namespace comity::cli
