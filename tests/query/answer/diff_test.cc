// DiffMemberships: what took effect, and what was corrected.
#include "query/answer/diff.h"

#include <string>
#include <utility>
#include <vector>

#include "gmock/gmock.h"
#include "gtest/gtest.h"

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

// --- Views.

TEST(DiffMembershipsTest, TakesEffectPossiblyWithinAPartialDate) {
  ScoWorld world;
  world.Tell("UZB", {{"2001", kMember}});
  v1::DiffMembershipsRequest request = Between("2000", "2001-06");
  request.set_member("states/UZB");
  const auto response = world.Ask(request);
  ASSERT_OK(response);
  ASSERT_EQ(response->took_effect_size(), 1);
  EXPECT_EQ(response->took_effect(0).before().verdict(), v1::VERDICT_NO);
  EXPECT_EQ(response->took_effect(0).after().verdict(), v1::VERDICT_POSSIBLY);
  EXPECT_EQ(response->took_effect(0).events_size(), 1);
  // For certain it is there only when the year is over.
  request.mutable_context()->set_certainty(v1::CERTAINTY_MODE_STRICT);
  EXPECT_THAT(world.Ask(request)->took_effect(0).after().statuses(), IsEmpty());
  request.set_to_date("2002");
  EXPECT_EQ(world.Ask(request)->took_effect(0).after().statuses_size(), 1);
}

TEST(DiffMembershipsTest, IsByTheWordOfTheSourcesAsked) {
  const ScoWorld world;
  v1::DiffMembershipsRequest request = Between("2004", "2018");
  EXPECT_EQ(world.Ask(request)->took_effect(0).events_size(), 2);
  const auto only_event = [&](const v1::ReadContext& context) {
    *request.mutable_context() = context;
    const auto response = world.Ask(request);
    EXPECT_OK(response);
    const v1::EffectiveChange& india = response->took_effect(0);
    EXPECT_EQ(india.events_size(), 1);
    return absl::StrCat(india.events(0).date().date(), " by ",
                        india.events(0).citations(0).source());
  };
  EXPECT_EQ(only_event(By({"essay"})), "2005-07-05 by sources/essay");
  // The essay is of 2013.
  EXPECT_EQ(only_event(By({}, "2012-12-31")), "2017-06-09 by sources/charter");
}

TEST(DiffMembershipsTest, AnAnswerIsCorrectedWhenAnEventElsewhereIs) {
  ScoWorld world;
  world.Tell("SUN", {{"1991", kMember}});
  const int64_t before = world.builder.model().head_revision();
  world.Tell("SUN", {{"1991", kMember},
                     {"2001", "continued_by { member: 'states/RUS' }"}});
  const auto response = world.Ask(After(before));
  ASSERT_OK(response);
  ASSERT_EQ(response->corrected_size(), 2);
  const v1::Correction& russia = response->corrected(0);
  EXPECT_EQ(russia.before().successions_size(), 0);
  EXPECT_EQ(russia.after().successions_size(), 1);
  EXPECT_THAT(russia.events(), IsEmpty());
  EXPECT_EQ(response->corrected(1).events_size(), 1);
}

TEST(DiffMembershipsTest, AnAnswerIsCorrectedWhenASourceIs) {
  ScoWorld world;
  const int64_t before = world.builder.model().head_revision();
  world.AddSource("essay", "2004");
  v1::DiffMembershipsRequest request = After(before);
  EXPECT_THAT(world.Ask(request)->corrected(), IsEmpty());
  request.mutable_context()->set_evidence_until("2012-12-31");
  request.mutable_context()->set_date("2010");
  request.set_member("states/IND");
  const auto response = world.Ask(request);
  ASSERT_OK(response);
  ASSERT_EQ(response->corrected_size(), 1);
  EXPECT_THAT(response->corrected(0).events(), IsEmpty());
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
