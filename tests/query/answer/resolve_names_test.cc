// ResolveNames: what of it is not the resolver's own business.
#include "query/answer/resolve_names.h"

#include <string>

#include "gmock/gmock.h"
#include "gtest/gtest.h"

#include "tests/query/answer/sco_world.h"

namespace comity::query {
namespace {

using test_support::ReasonIs;

class NamedWorld : public World {
 public:
  NamedWorld() {
    builder.Put(RecordOf(
        "name: 'states/SWZ' state { <charter> "
        "codes { system: CODE_SYSTEM_ISO_ALPHA2 value: 'SZ' } "
        "labels { language: 'en' text: 'Swaziland' valid: '1968/2018-04-18' } "
        "labels { language: 'en' text: 'Eswatini' valid: '2018-04-19/..' } }"));
    builder.Put(
        RecordOf("name: 'states/PRK' state { <charter> labels { language: 'en' "
                 "text: 'North Korea' } }"));
    builder.Put(
        RecordOf("name: 'states/KOR' state { <charter> labels { language: 'en' "
                 "text: 'South Korea' } }"));
    builder.Put(RecordOf(
        "name: 'organizations/five' organization { <charter> "
        "events { date: '1996' renamed { labels { language: 'en' "
        "text: 'Shanghai Five' } } <charter> } "
        "events { date: '2001' renamed { labels { language: 'en' "
        "text: 'Shanghai Cooperation Organisation' } } <charter> } }"));
    builder.Commit();
  }

  v1::ResolvedName Resolve(const std::string& name, const std::string& date,
                           v1::ResolveNamesRequest request = {}) const {
    request.add_names(name);
    const auto response = Ask(On(date, request));
    EXPECT_OK(response);
    return response.ok() ? response->results(0) : v1::ResolvedName();
  }
};

TEST(ResolveNamesTest, ANameCountsOnTheDatesItWasInUse) {
  const NamedWorld world;
  const v1::ResolvedName then = world.Resolve("SWAZILAND", "2015");
  EXPECT_EQ(then.outcome(), v1::RESOLVE_OUTCOME_EXACT);
  EXPECT_EQ(then.record(), "states/SWZ");
  EXPECT_EQ(then.candidates(0).label().text(), "Swaziland");
  const v1::ResolvedName now = world.Resolve("Swaziland", "2020");
  EXPECT_EQ(now.outcome(), v1::RESOLVE_OUTCOME_NOT_FOUND);
  EXPECT_EQ(now.record(), "");
  ASSERT_EQ(now.candidates_size(), 1);  // it tells where the name went
  EXPECT_EQ(now.candidates(0).record(), "states/SWZ");
  EXPECT_EQ(now.candidates(0).in_use(), v1::CERTAINTY_UNSPECIFIED);
}

TEST(ResolveNamesTest, TwoThatFitEquallyWellAreAmbiguous) {
  const v1::ResolvedName korea = NamedWorld().Resolve("Korea", "2020");
  EXPECT_EQ(korea.outcome(), v1::RESOLVE_OUTCOME_AMBIGUOUS);
  EXPECT_EQ(korea.candidates_size(), 2);
  EXPECT_EQ(korea.record(), "");
}

TEST(ResolveNamesTest, ARenamingGivesANameFromItsDateOn) {
  const NamedWorld world;
  EXPECT_EQ(world.Resolve("Shanghai Five", "1999").record(),
            "organizations/five");
  EXPECT_EQ(world.Resolve("Shanghai Five", "2005").outcome(),
            v1::RESOLVE_OUTCOME_NOT_FOUND);
}

TEST(ResolveNamesTest, ResultsStandInTheOrderAsked) {
  const NamedWorld world;
  v1::ResolveNamesRequest request;
  for (const char* name : {"Eswatini", "nowhere", "SZ"}) {
    request.add_names(name);
  }
  const auto response = world.Ask(On("2020", request));
  ASSERT_OK(response);
  ASSERT_EQ(response->results_size(), 3);
  EXPECT_EQ(response->results(0).record(), "states/SWZ");
  EXPECT_EQ(response->results(1).outcome(), v1::RESOLVE_OUTCOME_NOT_FOUND);
  EXPECT_EQ(response->results(2).candidates(0).match(), v1::MATCH_KIND_CODE);
}

// A record that came later is not found at an earlier revision.
TEST(ResolveNamesTest, AnswersAsOfItsRevision) {
  NamedWorld world;
  const int64_t before = world.builder.model().head_revision();
  world.builder.Put(RecordOf(
      "name: 'states/newland' state { <charter> labels { language: 'en' "
      "text: 'Newland' } }"));
  world.builder.Commit();
  v1::ResolveNamesRequest request;
  EXPECT_EQ(world.Resolve("Newland", "2020").record(), "states/newland");
  request.mutable_context()->set_at_revision(before);
  EXPECT_EQ(world.Resolve("Newland", "2020", request).outcome(),
            v1::RESOLVE_OUTCOME_NOT_FOUND);
}

TEST(ResolveNamesTest, HypotheticalRecordsHaveNamesToo) {
  const NamedWorld world;
  v1::ResolveNamesRequest request;
  *request.mutable_context()->add_hypotheses()->mutable_put() = RecordOf(
      "name: 'states/newland' state { type: STATE_TYPE_SOVEREIGN "
      "labels { language: 'en' text: 'Newland' } }");
  EXPECT_EQ(world.Resolve("newland", "2020", request).record(),
            "states/newland");
}

TEST(ResolveNamesTest, RefusesWhatIsNoName) {
  const NamedWorld world;
  const auto refused = [&world](auto change) {
    v1::ResolveNamesRequest request;
    request.add_names("Korea");
    change(request);
    return world.Ask(request).status();
  };
  EXPECT_THAT(refused([](auto& r) { r.clear_names(); }),
              ReasonIs(model::v1::REASON_FIELD_MISSING));
  EXPECT_THAT(refused([](auto& r) { r.add_names("  "); }),
              ReasonIs(model::v1::REASON_FIELD_INVALID));
  EXPECT_THAT(refused([](auto& r) { r.add_names(std::string(513, 'x')); }),
              ReasonIs(model::v1::REASON_TOO_LARGE));
  EXPECT_THAT(refused([](auto& r) {
                for (int i = 0; i < 1000; ++i) r.add_names("x");
              }),
              ReasonIs(model::v1::REASON_TOO_MANY_ITEMS));
  EXPECT_THAT(refused([](auto& r) { r.set_language("e n"); }),
              ReasonIs(model::v1::REASON_FIELD_INVALID));
  EXPECT_THAT(
      refused([](auto& r) { r.add_kinds(model::v1::RECORD_KIND_UNSPECIFIED); }),
      ReasonIs(model::v1::REASON_FIELD_INVALID));
}

}  // namespace
}  // namespace comity::query
