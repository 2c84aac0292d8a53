// Who is woken, and who is cut.
#include "query/api/answer_hub.h"

#include <memory>

#include "gtest/gtest.h"

#include "tests/fakes/fake_clock.h"
#include "tests/query/index/model_builder.h"
#include "tests/support/status_matchers.h"

namespace comity::query {
namespace {

using test_support::ReasonIs;

class AnswerHubTest : public testing::Test {
 protected:
  AnswerHubTest() {
    builder_.Put(StateRecord("IND"));
    builder_.Commit();
    replica_->Publish(builder_.shared());
    hub_.Tick();
  }

  std::unique_ptr<AnswerHub::Subscription> Open() {
    return hub_.Open([this] { ++woken_; });
  }

  void Commit() {
    builder_.Put(StateRecord("PAK"));
    replica_->Advance(builder_.Commit(), /*newest=*/true, clock_.Now());
  }

  ModelBuilder builder_;
  platform::FakeClock clock_;
  const std::shared_ptr<Replica> replica_ = std::make_shared<Replica>();
  AnswerHub hub_{replica_, clock_, absl::Seconds(10)};
  int woken_ = 0;
};

TEST_F(AnswerHubTest, EachRevisionWakesThoseWhoLooked) {
  const auto subscription = Open();
  Commit();
  EXPECT_EQ(woken_, 0);  // it has not looked yet: it will see the revision
  subscription->Look();
  Commit();
  EXPECT_EQ(woken_, 1);
  Commit();
  EXPECT_EQ(woken_, 1);  // and has not looked since
  subscription->Look();
  Commit();
  EXPECT_EQ(woken_, 2);
}

TEST_F(AnswerHubTest, ANewDayWakesAtTheNextTick) {
  const auto subscription = Open();
  subscription->Look();
  hub_.Tick();
  EXPECT_EQ(woken_, 0);
  clock_.Advance(absl::Hours(24));
  hub_.Tick();
  EXPECT_EQ(woken_, 1);
}

TEST_F(AnswerHubTest, AnotherModelWakesAtTheNextTick) {
  const auto subscription = Open();
  subscription->Look();
  ModelBuilder other;
  replica_->Publish(other.shared());  // behind the one before
  hub_.Tick();
  EXPECT_EQ(woken_, 1);
}

TEST_F(AnswerHubTest, WhoDoesNotTakeAnAnswerInTimeIsCut) {
  const auto slow = Open();
  const auto quick = Open();
  slow->Sent();
  quick->Sent();
  quick->Taken();
  clock_.Advance(absl::Seconds(9));
  hub_.Tick();
  EXPECT_OK(slow->end_status());
  clock_.Advance(absl::Seconds(1));
  hub_.Tick();
  EXPECT_THAT(slow->end_status(),
              ReasonIs(model::v1::REASON_CONSUMER_TOO_SLOW));
  EXPECT_OK(quick->end_status());
  EXPECT_EQ(woken_, 1);  // so that its stream ends
  hub_.Tick();
  EXPECT_EQ(woken_, 1);
}

TEST_F(AnswerHubTest, WhoIsGoneIsNotWoken) {
  Open()->Look();
  Commit();
  EXPECT_EQ(woken_, 0);
}

TEST(AnswerHubLifeTest, ARevisionMayComeAfterTheHubIsGone) {
  const auto replica = std::make_shared<Replica>();
  const platform::FakeClock clock;
  ModelBuilder builder;
  {
    AnswerHub hub(replica, clock, absl::Seconds(10));
    const auto subscription = hub.Open([] { FAIL(); });
    subscription->Look();
  }
  builder.Put(StateRecord("IND"));
  builder.Commit();
  replica->Publish(builder.shared());
}

}  // namespace
}  // namespace comity::query
