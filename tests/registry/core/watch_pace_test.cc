// Goal: a watch advances while idle (R6), and a consumer that stays behind is
// cut with what it needs to resume. Method: the hub is ticked by hand, under a
// clock that the test moves.
#include "gmock/gmock.h"

#include "google/rpc/error_details.pb.h"
#include "tests/registry/core/core_fixture.h"

namespace comity::registry {
namespace {

using model::v1::REASON_CONSUMER_TOO_SLOW;
using test_support::IsOk;
using test_support::ReasonIs;
using test_support::WatchAuditor;

constexpr WatchOptions kOptions{.checkpoint_interval = absl::Seconds(5),
                                .stall_max = absl::Seconds(30),
                                .lag_max = 3};

std::string RevisionOf(const absl::Status& status) {
  google::rpc::ErrorInfo info;
  const auto payload = status.GetPayload(platform::kErrorInfoUrl);
  if (!payload.has_value() || !info.ParseFromString(std::string(*payload))) {
    return "none";
  }
  return info.metadata().at("revision");
}

class WatchPaceTest : public CoreTest {
 protected:
  void SetUp() override {
    Open(kOptions);
    CommitSources(1);
  }

  std::unique_ptr<Watch> Begin(const v1::WatchRequest& request = {}) {
    auto watch = hub_->Open(request, [this] { ++wakes_; });
    EXPECT_OK(watch);
    return watch.ok() ? *std::move(watch) : nullptr;
  }

  int wakes_ = 0;
};

// R6.
TEST_F(WatchPaceTest, SendsCheckpointsWhileIdle) {
  const auto watch = Begin();
  WatchAuditor auditor({});
  PullAll(*watch, auditor);
  EXPECT_EQ(auditor.checkpoint_count(), 2);  // at the start, and caught up
  hub_->Tick();
  EXPECT_EQ(wakes_, 0);
  for (int i = 1; i <= 3; ++i) {
    clock_.Advance(kOptions.checkpoint_interval);
    hub_->Tick();
    EXPECT_EQ(wakes_, i);
    PullAll(*watch, auditor);
    EXPECT_EQ(auditor.checkpoint_count(), 2 + i);
  }
}

// R6: a filtered watch advances with commits that it does not show.
TEST_F(WatchPaceTest, AdvancesPastCommitsThatItsFilterKeepsBack) {
  v1::WatchRequest request;
  request.add_kinds(model::v1::RECORD_KIND_STATE);
  const auto watch = Begin(request);
  WatchAuditor auditor({.filtered = true});
  PullAll(*watch, auditor);
  ASSERT_OK(CommitSource("later"));
  EXPECT_EQ(wakes_, 1);
  PullAll(*watch, auditor);
  EXPECT_EQ(auditor.commit_count(), 0);
  EXPECT_EQ(auditor.checkpoint(), 2);
}

TEST_F(WatchPaceTest, CutsAConsumerThatStaysBehind) {
  const auto watch = Begin();
  ASSERT_OK(watch->Next());  // the checkpoint at 0
  ASSERT_OK(watch->Next());  // commit 1, which nobody takes
  for (int i = 0; i < 4; ++i) ASSERT_OK(CommitSource(absl::StrCat("l", i)));
  hub_->Tick();
  EXPECT_THAT(watch->end_status(), IsOk());
  clock_.Advance(kOptions.stall_max);
  hub_->Tick();
  EXPECT_EQ(wakes_, 1);
  EXPECT_THAT(watch->end_status(), ReasonIs(REASON_CONSUMER_TOO_SLOW));
  EXPECT_EQ(RevisionOf(watch->end_status()), "1");
  EXPECT_THAT(watch->Next(), ReasonIs(REASON_CONSUMER_TOO_SLOW));
}

TEST_F(WatchPaceTest, SparesAConsumerThatIsSlowButNotFarBehind) {
  const auto watch = Begin();
  ASSERT_OK(watch->Next());
  ASSERT_OK(CommitSource("later"));
  clock_.Advance(10 * kOptions.stall_max);
  hub_->Tick();
  EXPECT_THAT(watch->Next(), IsOk());
}

// What keeps the watch itself from being asked is not the consumer's fault.
TEST_F(WatchPaceTest, SparesAConsumerThatTookWhatItWasGiven) {
  const auto watch = Begin();
  ASSERT_OK(watch->Next());
  watch->Taken();
  for (int i = 0; i < 9; ++i) ASSERT_OK(CommitSource(absl::StrCat("l", i)));
  clock_.Advance(10 * kOptions.stall_max);
  hub_->Tick();
  EXPECT_THAT(watch->Next(), IsOk());
}

// What a cut watch leaves off, the next one goes on from.
TEST_F(WatchPaceTest, ACutWatchIsResumedWithoutGapOrDouble) {
  WatchAuditor auditor({});
  int64_t resume = 0;
  {
    const auto watch = Begin();
    for (int i = 0; i < 2; ++i) {
      ASSERT_OK_AND_ASSIGN(const auto message, watch->Next());
      ASSERT_OK(auditor.See(*message));
    }
    for (int i = 0; i < 9; ++i) ASSERT_OK(CommitSource(absl::StrCat("l", i)));
    clock_.Advance(kOptions.stall_max);
    hub_->Tick();
    ASSERT_TRUE(absl::SimpleAtoi(RevisionOf(watch->end_status()), &resume));
  }
  v1::WatchRequest request;
  request.set_after_revision(resume);
  const auto watch = Begin(request);
  PullAll(*watch, auditor);
  EXPECT_EQ(auditor.revision(), 10);
  EXPECT_EQ(auditor.commit_count(), 10);
}

}  // namespace
}  // namespace comity::registry
