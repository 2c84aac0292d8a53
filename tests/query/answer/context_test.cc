#include "query/answer/context.h"

#include <string>

#include "gtest/gtest.h"

#include "common/model/tokens.h"
#include "tests/query/answer/world.h"

namespace comity::query {
namespace {

using test_support::ReasonIs;
using testing::HasSubstr;
using Kind = ConsistencyNeed::Kind;

std::string TokenOf(int64_t revision, const char* registry_id = kRegistryId,
                    const char* epoch = kEpoch) {
  model::v1::ConsistencyToken token;
  token.set_registry_id(registry_id);
  token.set_epoch(epoch);
  token.set_revision(revision);
  return model::EncodeToken(token);
}

v1::ReadContext AtTime(absl::Time time) {
  v1::ReadContext context;
  *context.mutable_at_time() = TimestampOf(time);
  return context;
}

v1::ReadContext AtLeast(const std::string& token) {
  v1::ReadContext context;
  context.set_at_least_as_fresh(token);
  return context;
}

v1::ReadContext AtRevision(int64_t revision) {
  v1::ReadContext context;
  context.set_at_revision(revision);
  return context;
}

// At revision 5.
World FiveCommits() {
  World world;
  while (world.builder.model().head_revision() < 5) world.AddNoise();
  return world;
}

absl::StatusOr<ResolvedContext> ResolveIn(const World& world,
                                          const v1::ReadContext& context) {
  return Resolve(context, world.builder.shared(), world.fresh_at, world.now);
}

TEST(NeedOfTest, TellsWhatToWaitFor) {
  EXPECT_EQ(NeedOf(v1::ReadContext())->kind, Kind::kNone);
  v1::ReadContext context;
  context.mutable_minimize_latency();
  EXPECT_EQ(NeedOf(context)->kind, Kind::kNone);
  context.mutable_fully_consistent();
  EXPECT_EQ(NeedOf(context)->kind, Kind::kAskRegistry);

  const ConsistencyNeed token = NeedOf(AtLeast(TokenOf(7))).value();
  EXPECT_EQ(token.kind, Kind::kRevision);
  EXPECT_EQ(token.revision, 7);
  EXPECT_EQ(token.registry_id, kRegistryId);
  EXPECT_EQ(token.epoch, kEpoch);
  EXPECT_EQ(token.field, "context.at_least_as_fresh");
  EXPECT_TRUE(token.promised);

  const ConsistencyNeed revision = NeedOf(AtRevision(7)).value();
  EXPECT_EQ(revision.kind, Kind::kRevision);
  EXPECT_EQ(revision.revision, 7);
  EXPECT_FALSE(revision.promised);

  const ConsistencyNeed time = NeedOf(AtTime(absl::UnixEpoch())).value();
  EXPECT_EQ(time.kind, Kind::kTime);
  EXPECT_EQ(time.time, absl::UnixEpoch());
}

TEST(NeedOfTest, ReportsAllThatIsMalformedEachByItsReason) {
  v1::ReadContext context = AtLeast("no token");
  context.set_date("2001-02-30");
  context.set_certainty(static_cast<v1::CertaintyMode>(9));
  context.set_evidence_until("2013");
  context.add_sources("sources/ok");
  context.add_sources("states/IND");
  const absl::Status status = NeedOf(context).status();
  EXPECT_THAT(status, ReasonIs(model::v1::REASON_FIELD_INVALID));
  const std::string details = platform::ToRpcStatus(status).DebugString();
  for (const char* text :
       {"context.date", "DATE_MALFORMED", "context.certainty", "FIELD_INVALID",
        "context.evidence_until", "context.sources[1]", "NAME_MALFORMED",
        "context.at_least_as_fresh", "TOKEN_MALFORMED"}) {
    EXPECT_THAT(details, HasSubstr(text));
  }
}

TEST(NeedOfTest, RefusesWhatIsOutOfBounds) {
  EXPECT_THAT(NeedOf(AtRevision(0)), ReasonIs(model::v1::REASON_FIELD_INVALID));
  EXPECT_THAT(NeedOf(AtRevision(-3)),
              ReasonIs(model::v1::REASON_FIELD_INVALID));
  v1::ReadContext time;
  time.mutable_at_time()->set_nanos(-1);
  EXPECT_THAT(NeedOf(time), ReasonIs(model::v1::REASON_FIELD_INVALID));
  for (const char* cut : {"2013-12", "2013-12-31~", "[2013-12-31..]", "x"}) {
    EXPECT_THAT(NeedOf(By({}, cut)), ReasonIs(model::v1::REASON_DATE_MALFORMED))
        << cut;
  }
  v1::ReadContext sources;
  for (int i = 0; i < 100; ++i) {
    sources.add_sources(absl::StrCat("sources/s", i));
  }
  EXPECT_OK(NeedOf(sources));
  sources.add_sources("sources/one-more");
  EXPECT_THAT(NeedOf(sources), ReasonIs(model::v1::REASON_TOO_MANY_ITEMS));
}

TEST(ResolveTest, AnswersFromTheNewestUnlessToldOtherwise) {
  const World world = FiveCommits();
  const auto resolved = ResolveIn(world, {});
  ASSERT_OK(resolved);
  EXPECT_EQ(resolved->revision(), 5);
  EXPECT_TRUE(resolved->view().canonical());
  EXPECT_EQ(resolved->basis.registry_id(), kRegistryId);
  EXPECT_EQ(resolved->basis.epoch(), kEpoch);
  EXPECT_EQ(resolved->basis.revision(), 5);
  EXPECT_EQ(resolved->basis.date(), "2026-05-28");
  EXPECT_EQ(TimeOf(resolved->basis.fresh_at()), world.fresh_at);
}

TEST(ResolveTest, KeepsThePrecisionOfTheDate) {
  v1::ReadContext context;
  context.set_date("2005~");
  const auto resolved = ResolveIn(FiveCommits(), context);
  ASSERT_OK(resolved);
  EXPECT_EQ(resolved->basis.date(), "2005~");
  EXPECT_EQ(resolved->days.first.ToString(), "2005-01-01");
  EXPECT_EQ(resolved->days.last.ToString(), "2005-12-31");
}

TEST(ResolveTest, ARevisionOrTimeIsAsFreshAsItsCommit) {
  const World world = FiveCommits();
  const auto by_number = ResolveIn(world, AtRevision(3));
  ASSERT_OK(by_number);
  EXPECT_EQ(by_number->revision(), 3);
  EXPECT_EQ(TimeOf(by_number->basis.fresh_at()),
            kBeforeFirstCommit + absl::Minutes(3));
  const auto by_time = ResolveIn(
      world, AtTime(kBeforeFirstCommit + absl::Minutes(3) + absl::Seconds(9)));
  ASSERT_OK(by_time);
  EXPECT_EQ(by_time->basis.SerializeAsString(),
            by_number->basis.SerializeAsString());
}

// Q2: a token is never answered from an older revision.
TEST(ResolveTest, ATokenIsAnsweredFromItsRevisionOrALaterOne) {
  const World world = FiveCommits();
  EXPECT_EQ(ResolveIn(world, AtLeast(TokenOf(3)))->revision(), 5);
  EXPECT_EQ(ResolveIn(world, AtLeast(TokenOf(5)))->revision(), 5);
  EXPECT_THAT(ResolveIn(world, AtLeast(TokenOf(6))),
              ReasonIs(model::v1::REASON_REPLICA_BEHIND));
  EXPECT_THAT(ResolveIn(world, AtLeast(TokenOf(3, "other"))),
              ReasonIs(model::v1::REASON_REGISTRY_MISMATCH));
  EXPECT_THAT(ResolveIn(world, AtLeast(TokenOf(3, kRegistryId, "other"))),
              ReasonIs(model::v1::REASON_EPOCH_MISMATCH));
}

TEST(ResolveTest, RefusesPlacesThatAreNotThere) {
  World world = FiveCommits();
  EXPECT_THAT(ResolveIn(world, AtRevision(6)),
              ReasonIs(model::v1::REASON_REVISION_IN_FUTURE));
  EXPECT_THAT(ResolveIn(world, AtTime(world.now + absl::Microseconds(1))),
              ReasonIs(model::v1::REASON_REVISION_IN_FUTURE));
  EXPECT_THAT(ResolveIn(world, AtTime(kBeforeFirstCommit)),
              ReasonIs(model::v1::REASON_REVISION_GONE));
}

// Between the last word of the registry and the time asked it may have
// committed what the replica does not know: then the answer could change.
TEST(ResolveTest, ATimeIsAnsweredOnlyWhereAllCommitsUpToItAreKnown) {
  World world = FiveCommits();
  world.fresh_at = kBeforeFirstCommit + absl::Minutes(10);
  const auto at = [](int minutes) {
    return AtTime(kBeforeFirstCommit + absl::Minutes(minutes));
  };
  EXPECT_EQ(ResolveIn(world, at(10))->revision(), 5);
  EXPECT_THAT(ResolveIn(world, at(11)),
              ReasonIs(model::v1::REASON_REPLICA_BEHIND));
  world.fresh_at = absl::InfinitePast();
  EXPECT_EQ(ResolveIn(world, at(4))->revision(), 4);
  // Commit times rise strictly (R3): none can follow at the newest one's.
  EXPECT_EQ(ResolveIn(world, at(5))->revision(), 5);
  EXPECT_THAT(ResolveIn(world, AtTime(kBeforeFirstCommit + absl::Minutes(5) +
                                      absl::Microseconds(1))),
              ReasonIs(model::v1::REASON_REPLICA_BEHIND));
}

// The registry's clock may be ahead of the replica's.
TEST(ResolveTest, ACommitThatIsThereIsNotInTheFuture) {
  World world = FiveCommits();
  world.now = kBeforeFirstCommit;
  EXPECT_EQ(ResolveIn(world, AtTime(kBeforeFirstCommit + absl::Minutes(5)))
                ->revision(),
            5);
}

TEST(ResolveTest, NamesEachSourceThatIsNotThere) {
  World world;
  world.AddSource("late");
  v1::ReadContext context = By({"charter", "none", "late"});
  const absl::Status status = ResolveIn(world, context).status();
  EXPECT_THAT(status, ReasonIs(model::v1::REASON_RECORD_NOT_FOUND));
  EXPECT_THAT(status.message(), HasSubstr("context.sources[1]"));
  context = By({"late"});
  context.set_at_revision(1);
  EXPECT_THAT(ResolveIn(world, context),
              ReasonIs(model::v1::REASON_RECORD_NOT_FOUND));
}

// Q6: what is not known of the registry is not claimed.
TEST(ResolveTest, LeavesFreshnessUnsetWhereNothingIsKnown) {
  World world = FiveCommits();
  world.fresh_at = absl::InfinitePast();
  EXPECT_FALSE(ResolveIn(world, {})->basis.has_fresh_at());
}

}  // namespace
}  // namespace comity::query
