// DiffMemberships: what took effect, what was corrected, and that the one
// answer and the difference give the other.
#include "query/answer/diff.h"

#include <map>
#include <random>
#include <string>
#include <vector>

#include "gmock/gmock.h"
#include "gtest/gtest.h"

#include "query/answer/membership_answer.h"
#include "tests/query/answer/sco_world.h"

namespace comity::query {
namespace {

using test_support::ReasonIs;
using testing::IsEmpty;

v1::DiffMembershipsRequest Between(const std::string& from,
                                   const std::string& to) {
  v1::DiffMembershipsRequest request;
  request.set_from_date(from);
  request.set_to_date(to);
  return request;
}

v1::DiffMembershipsRequest After(int64_t revision) {
  v1::DiffMembershipsRequest request;
  request.set_from_revision(revision);
  return On("2020-01-01", request);
}

TEST(DiffMembershipsTest, TellsWhatTookEffectAndTheEventBehindIt) {
  const ScoWorld world;
  const auto response = world.Ask(Between("2016-01-01", "2018-01-01"));
  ASSERT_OK(response);
  ASSERT_EQ(response->took_effect_size(), 1);
  const v1::EffectiveChange& india = response->took_effect(0);
  EXPECT_EQ(india.before().statuses(0).status(),
            model::v1::MEMBERSHIP_STATUS_OBSERVER);
  EXPECT_EQ(india.after().statuses(0).status(),
            model::v1::MEMBERSHIP_STATUS_MEMBER);
  ASSERT_EQ(india.events_size(), 1);
  EXPECT_EQ(india.events(0).date().date(), "2017-06-09");
  EXPECT_THAT(response->corrected(), IsEmpty());
}

TEST(DiffMembershipsTest, ACommitBetweenTwoDatesIsNoChangeOfTheWorld) {
  ScoWorld world;
  const int64_t before = world.builder.model().head_revision();
  world.Tell("UZB", {{"2001-06-15", kMember}});
  EXPECT_THAT(world.Ask(Between("2019", "2020"))->took_effect(), IsEmpty());
  const auto corrected = world.Ask(After(before));
  ASSERT_OK(corrected);
  ASSERT_EQ(corrected->corrected_size(), 1);
  EXPECT_EQ(corrected->corrected(0).before().verdict(), v1::VERDICT_NO);
  EXPECT_EQ(corrected->corrected(0).after().verdict(), v1::VERDICT_YES);
  EXPECT_THAT(corrected->took_effect(), IsEmpty());
}

TEST(DiffMembershipsTest, TellsHowEachEventWasCorrectedAndWhen) {
  ScoWorld world;
  const int64_t before = world.builder.model().head_revision();
  const auto put =
      [&world](std::vector<std::pair<std::string, EventSpec>> all) {
        model::v1::Record record =
            MembershipRecord("organizations/sco", "states/CHN", {});
        for (auto& [id, spec] : all) {
          model::v1::Event& event = *record.mutable_membership()->add_events();
          event = EventOf(spec);
          event.set_id(id);
        }
        world.builder.Put(record);
        return world.builder.Commit();
      };
  const std::string first = "admitted-2001-06-15";
  const int64_t added =
      put({{first, {"2001-06-15", kMember, {"charter", "essay"}}},
           {"left", {"2019", kWithdrew}}});
  const int64_t amended =
      put({{first, {"2001-06-14", kMember}}, {"left", {"2019", kWithdrew}}});
  world.AddNoise();
  const auto response = world.Ask(After(before));
  ASSERT_OK(response);
  ASSERT_EQ(response->corrected_size(), 1);
  const v1::Correction& china = response->corrected(0);
  ASSERT_EQ(china.events_size(), 2);
  EXPECT_EQ(china.events(0).kind(), v1::CORRECTION_KIND_AMENDED);
  EXPECT_EQ(china.events(0).before().date(), "2001-06-15");
  EXPECT_EQ(china.events(0).after().date(), "2001-06-14");
  EXPECT_EQ(china.events(0).revision(), amended);
  EXPECT_EQ(china.events(1).kind(), v1::CORRECTION_KIND_ADDED);
  EXPECT_EQ(china.events(1).revision(), added);
  // Up to the revision before, the amendment is not there.
  v1::DiffMembershipsRequest earlier = After(before);
  earlier.set_to_revision(added);
  ASSERT_EQ(world.Ask(earlier)->corrected(0).events_size(), 1);

  world.builder.Delete("organizations/sco/memberships/CHN");
  const int64_t removed = world.builder.Commit();
  const auto gone = world.Ask(After(amended));
  ASSERT_EQ(gone->corrected(0).events_size(), 2);
  EXPECT_EQ(gone->corrected(0).events(0).kind(), v1::CORRECTION_KIND_REMOVED);
  EXPECT_EQ(gone->corrected(0).events(0).revision(), removed);
}

TEST(DiffMembershipsTest, IsBoundToAnOrganizationOrAMember) {
  ScoWorld world;
  world.Tell("IND", {{"2016-06-01", kMember}}, "club");
  v1::DiffMembershipsRequest request = Between("2016", "2018");
  EXPECT_EQ(world.Ask(request)->took_effect_size(), 2);
  request.set_organization("organizations/sco");
  EXPECT_EQ(world.Ask(request)->took_effect_size(), 1);
  request.set_member("states/CHN");
  EXPECT_EQ(world.Ask(request)->took_effect_size(), 0);
  request.clear_organization();
  request.set_member("states/IND");
  EXPECT_EQ(world.Ask(request)->took_effect_size(), 2);
}

TEST(DiffMembershipsTest, HypothesesTakeEffectAndAreNoCorrections) {
  const ScoWorld world;
  v1::DiffMembershipsRequest request = Between("2019", "2022");
  Suppose(request, "organizations/sco/memberships/IND",
          "date: '2021' withdrew {}");
  const auto response = world.Ask(request);
  ASSERT_OK(response);
  ASSERT_EQ(response->took_effect_size(), 1);
  EXPECT_TRUE(response->took_effect(0).events(0).hypothetical());
  request.set_from_revision(1);
  EXPECT_THAT(world.Ask(request), ReasonIs(model::v1::REASON_FIELD_INVALID));
}

TEST(DiffMembershipsTest, RefusesHalfAQuestion) {
  const ScoWorld world;
  const auto refused = [&world](auto change) {
    v1::DiffMembershipsRequest request;
    change(request);
    return world.Ask(request).status();
  };
  EXPECT_THAT(refused([](auto&) {}), ReasonIs(model::v1::REASON_FIELD_MISSING));
  EXPECT_THAT(refused([](auto& r) { r.set_from_date("2001"); }),
              ReasonIs(model::v1::REASON_FIELD_MISSING));
  EXPECT_THAT(refused([](auto& r) { r.set_to_revision(2); }),
              ReasonIs(model::v1::REASON_FIELD_MISSING));
  EXPECT_THAT(refused([](auto& r) { r = Between("2002", "2001"); }),
              ReasonIs(model::v1::REASON_FIELD_INVALID));
  EXPECT_THAT(refused([](auto& r) { r = Between("x", "2001"); }),
              ReasonIs(model::v1::REASON_DATE_MALFORMED));
  EXPECT_THAT(refused([](auto& r) { r.set_from_revision(-1); }),
              ReasonIs(model::v1::REASON_FIELD_INVALID));
  EXPECT_THAT(refused([](auto& r) { r = After(99); }),
              ReasonIs(model::v1::REASON_REVISION_IN_FUTURE));
  EXPECT_THAT(refused([](auto& r) {
                r = After(1);
                r.set_organization("organizations/none");
              }),
              ReasonIs(model::v1::REASON_RECORD_NOT_FOUND));
}

// --- Properties, on random registers.

constexpr int kSeed = 271'828;
constexpr int kStates = 8;

class CorrectedWorld : public World {
 public:
  explicit CorrectedWorld(std::mt19937& random) {
    AddSource("cow", "2010");
    for (int commit = 0; commit < 6; ++commit) {
      for (int i = 0; i < kStates; ++i) {
        const std::string state = absl::StrCat("states/s", 10 + i);
        if (builder.model().Find(state) == nullptr) {
          builder.Put(StateRecord(absl::StrCat("s", 10 + i)));
        }
        if (random() % 2 == 0) Retell(state, random);
      }
      revisions.push_back(builder.Commit());
    }
  }

  std::vector<int64_t> revisions;

 private:
  void Retell(const std::string& state, std::mt19937& random) {
    std::vector<EventSpec> events;
    int year = 1995 + static_cast<int>(random() % 5);
    events.push_back({absl::StrCat(year),
                      random() % 2 ? kMember : kObserver,
                      {random() % 2 ? "charter" : "cow"}});
    if (random() % 2) {
      year += 1 + static_cast<int>(random() % 6);
      events.push_back({absl::StrCat(year), kWithdrew});
    }
    builder.Put(MembershipRecord("organizations/sco", state, events));
  }
};

// All answers on the SCO's pairs, those certainly not in it too.
std::map<std::string, std::string> AnswersOn(const World& world,
                                             const std::string& date,
                                             int64_t revision) {
  std::map<std::string, std::string> answers;
  for (int i = 0; i < kStates; ++i) {
    v1::CheckMembershipRequest request;
    request.set_organization("organizations/sco");
    request.set_member(absl::StrCat("states/s", 10 + i));
    for (int status = 1; status <= model::v1::MembershipStatus_MAX; ++status) {
      request.add_statuses(static_cast<model::v1::MembershipStatus>(status));
    }
    request.mutable_context()->set_date(date);
    request.mutable_context()->set_at_revision(revision);
    const auto response = world.Ask(request);
    EXPECT_OK(response);
    answers[request.member()] = response->answer().SerializeAsString();
  }
  return answers;
}

TEST(DiffMembershipsTest, ADiffAppliedToTheEarlierAnswerGivesTheLater) {
  std::mt19937 random(kSeed);
  for (int round = 0; round < 60; ++round) {
    SCOPED_TRACE(absl::StrCat("seed ", kSeed, ", round ", round));
    const CorrectedWorld world(random);
    const int64_t head = world.builder.shared()->head_revision();
    for (int i = 0; i < 20; ++i) {
      const int from = 1994 + static_cast<int>(random() % 12);
      const int to = from + static_cast<int>(random() % 6);
      const std::string from_date =
          random() % 2 ? absl::StrCat(from) : absl::StrCat(from, "-01-01");
      const std::string to_date = absl::StrCat(to, "-12-31");
      auto answers = AnswersOn(world, from_date, head);
      const auto diff = world.Ask(Between(from_date, to_date));
      ASSERT_OK(diff);
      for (const v1::EffectiveChange& change : diff->took_effect()) {
        ASSERT_EQ(answers[change.after().member()],
                  change.before().SerializeAsString());
        answers[change.after().member()] = change.after().SerializeAsString();
        ASSERT_FALSE(change.events().empty());
      }
      ASSERT_EQ(answers, AnswersOn(world, to_date, head));
    }
    for (const int64_t from : world.revisions) {
      for (const int64_t to : world.revisions) {
        if (to < from) continue;
        v1::DiffMembershipsRequest request = After(from);
        request.mutable_context()->set_date("2001");
        request.set_to_revision(to);
        auto answers = AnswersOn(world, "2001", from);
        const auto diff = world.Ask(request);
        ASSERT_OK(diff);
        for (const v1::Correction& correction : diff->corrected()) {
          ASSERT_EQ(answers[correction.after().member()],
                    correction.before().SerializeAsString());
          answers[correction.after().member()] =
              correction.after().SerializeAsString();
        }
        ASSERT_EQ(answers, AnswersOn(world, "2001", to));
      }
    }
  }
}

class TwiceToldWorld : public ScoWorld {
 public:
  TwiceToldWorld() {
    Tell("UZB", {{"2001", kMember}});
    Tell("UZB", {{"2002", kMember}, {"2017", kWithdrew}});
    Tell("CHN", {{"2001-06-15", kMember}, {"2017", kWithdrew}});
  }
};

TEST(DiffMembershipsTest, PagesMakeTheWholeOverBothLists) {
  v1::DiffMembershipsRequest request = Between("2016", "2018");
  request.set_from_revision(1);
  request.mutable_context()->set_date("2018");
  const TwiceToldWorld world;
  const auto whole = world.Ask(request);
  ASSERT_OK(whole);
  const int count = whole->took_effect_size() + whole->corrected_size();
  ASSERT_GT(count, 4);
  for (int page_size = 1; page_size <= count + 1; ++page_size) {
    TwiceToldWorld later;
    v1::DiffMembershipsResponse joined;
    request.set_page_size(page_size);
    request.clear_page_token();
    do {
      const auto page = later.Ask(request);
      ASSERT_OK(page);
      ASSERT_LE(page->took_effect_size() + page->corrected_size(), page_size);
      joined.mutable_took_effect()->MergeFrom(page->took_effect());
      joined.mutable_corrected()->MergeFrom(page->corrected());
      *joined.mutable_basis() = page->basis();
      request.set_page_token(page->next_page_token());
      later.Tell("AAA", {{"2017-01-01", kMember}});
    } while (!request.page_token().empty());
    EXPECT_EQ(joined.SerializeAsString(), whole->SerializeAsString());
  }
}

}  // namespace
}  // namespace comity::query
