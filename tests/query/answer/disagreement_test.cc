// ListDisagreements: where sources part, and who says what.
#include <string>
#include <vector>

#include "gmock/gmock.h"
#include "gtest/gtest.h"

#include "query/answer/disagreements.h"
#include "tests/query/answer/sco_world.h"

namespace comity::query {
namespace {

using test_support::ReasonIs;
using testing::ElementsAre;
using testing::IsEmpty;

// "DATE admitted MEMBER 1996-01-01/2001-06-15: 1996 by cow; 2001-06-15 by
// charter" for each.
std::vector<std::string> Shown(
    const absl::StatusOr<v1::ListDisagreementsResponse>& response) {
  EXPECT_OK(response);
  std::vector<std::string> lines;
  if (!response.ok()) return lines;
  for (const v1::Disagreement& one : response->disagreements()) {
    std::string line = absl::StrCat(
        v1::DisagreementKind_Name(one.kind()).substr(18), " ", one.what(),
        one.what().empty() ? "" : " ", one.first_day(), "/", one.last_day());
    for (const v1::Claim& claim : one.claims()) {
      absl::StrAppend(&line, "; ");
      if (one.kind() == v1::DISAGREEMENT_KIND_STATUS) {
        absl::StrAppend(
            &line,
            claim.status() == 0
                ? "nothing"
                : model::v1::MembershipStatus_Name(claim.status()).substr(18));
      } else {
        absl::StrAppend(&line, claim.event().date().date());
      }
      for (const std::string& source : claim.sources()) {
        absl::StrAppend(&line, " ", model::IdOf(source));
      }
      for (const std::string& source : claim.disputed_by()) {
        absl::StrAppend(&line, " not ", model::IdOf(source));
      }
    }
    lines.push_back(line);
  }
  return lines;
}

v1::ListDisagreementsRequest About(const std::string& subject) {
  v1::ListDisagreementsRequest request;
  request.set_subject(subject);
  return request;
}

constexpr char kKazakhstan[] = "organizations/sco/memberships/KAZ";

// The charter has Kazakhstan in since 2001-06-15, the essay since the day
// before, the data set since 1996.
class PartingWorld : public World {
 public:
  PartingWorld() {
    AddSource("cow", "2019", "1816/2014");
    AddSource("essay", "2013");
    Tell("KAZ", {{"1996", absl::StrCat(kMember, kAlternative), {"cow"}},
                 {"2001-06-14", absl::StrCat(kMember, kAlternative), {"essay"}},
                 {"2001-06-15", kMember, {"charter"}}});
    Tell("RUS", {{"2001-06-15", kMember, {"charter", "essay"}}});
  }
};

TEST(ListDisagreementsTest, TellsTheDaysThatSourcesGive) {
  const PartingWorld world;
  EXPECT_THAT(
      Shown(world.Ask(About(kKazakhstan))),
      ElementsAre("DATE admitted MEMBER 1996-01-01/2001-06-15; 1996 cow; "
                  "2001-06-14 essay; 2001-06-15 charter"));
}

TEST(ListDisagreementsTest, WhereAllAgreeThereIsNone) {
  const PartingWorld world;
  EXPECT_THAT(Shown(world.Ask(About("organizations/sco/memberships/RUS"))),
              IsEmpty());
}

TEST(ListDisagreementsTest, ADataSetsSilenceIsAWord) {
  PartingWorld world;
  // By the data set Pakistan never was an observer before 2010, and it speaks
  // of those years; the charter, which knows no coverage, has it in since 2005.
  world.Tell("PAK", {{"2005", kObserver, {"charter"}},
                     {"2010", absl::StrCat(kObserver, kAlternative), {"cow"}}});
  EXPECT_THAT(
      Shown(world.Ask(About("organizations/sco/memberships/PAK"))),
      ElementsAre("DATE admitted OBSERVER 2005-01-01/2010-12-31; 2005 charter; "
                  "2010 cow"));
  // The charter was published in 2002: of 2005 and later it does not speak.
  world.AddSource("list", "2020");
  world.Tell("UZB", {{"2005", kObserver, {"list"}},
                     {"2010", absl::StrCat(kMember, kAlternative), {"cow"}}});
  EXPECT_THAT(Shown(world.Ask(About("organizations/sco/memberships/UZB"))),
              ElementsAre("EVENT admitted MEMBER 2010-01-01/2010-12-31; 2010 "
                          "cow",
                          "STATUS 2005-12-31/2009-12-31; nothing cow; "
                          "OBSERVER list",
                          "STATUS 2010-01-01/2010-12-30; nothing cow; MEMBER "
                          "cow; OBSERVER list",
                          "STATUS 2010-12-31/2014-12-31; MEMBER cow; "
                          "OBSERVER list"));
}

TEST(ListDisagreementsTest, ACoverageWithoutABeginningIsNoWordOnThePast) {
  PartingWorld world;
  world.AddSource("summit", "2024-10", "../2024-10");
  // That the summit let it in says nothing of what it was before.
  world.Tell("IND", {{"2005-07-05", kObserver, {"essay"}},
                     {"2017-06-09", kMember, {"summit"}}});
  EXPECT_THAT(Shown(world.Ask(About("organizations/sco/memberships/IND"))),
              IsEmpty());
}

TEST(ListDisagreementsTest, AClaimThatStandsAloneIsInQuestion) {
  const ScoWorld world;
  EXPECT_THAT(Shown(world.Ask(About("instruments/friendship"))),
              ElementsAre("EVENT signed states/IND 2007-01-01/2013-12-31; "
                          "[2007..2013] essay"));
}

TEST(ListDisagreementsTest, OfAnOrganizationItsTreatiesAreAskedToo) {
  const ScoWorld world;
  EXPECT_THAT(
      Shown(world.Ask(About("organizations/sco"))),
      testing::Contains("EVENT signed states/IND 2007-01-01/2013-12-31; "
                        "[2007..2013] essay"));
}

TEST(ListDisagreementsTest, ChangeToAStatusIsTheAdmissionThatAListTellsOf) {
  PartingWorld world;
  constexpr char kChanged[] =
      "status_changed { status: MEMBERSHIP_STATUS_MEMBER }";
  // A list of members does not say that they were observers before.
  world.AddSource("list", "2020", "../2020");
  world.Tell("PAK", {{"2005", kObserver, {"essay"}},
                     {"2017-06-09", kChanged, {"charter"}},
                     {"2017", absl::StrCat(kMember, kAlternative), {"list"}}});
  EXPECT_THAT(Shown(world.Ask(About("organizations/sco/memberships/PAK"))),
              IsEmpty());
}

TEST(ListDisagreementsTest, ClaimsOfWhichNoneIsAcceptedAreInQuestion) {
  PartingWorld world;
  world.Tell("PAK",
             {{"2005", absl::StrCat(kObserver, kAlternative), {"essay"}},
              {"2005-07", absl::StrCat(kObserver, kAlternative), {"cow"}}});
  EXPECT_THAT(Shown(world.Ask(About("organizations/sco/memberships/PAK"))),
              ElementsAre("EVENT admitted OBSERVER 2005-01-01/2005-12-31; 2005 "
                          "essay; 2005-07 cow"));
}

TEST(ListDisagreementsTest, AClaimThatMayMeanTheAcceptedDayIsNone) {
  PartingWorld world;
  world.Tell("PAK", {{"2005", absl::StrCat(kObserver, kAlternative), {"essay"}},
                     {"2005-07-05", kObserver, {"charter"}}});
  EXPECT_THAT(Shown(world.Ask(About("organizations/sco/memberships/PAK"))),
              IsEmpty());
}

TEST(ListDisagreementsTest, NothingIsFoundedTwice) {
  ScoWorld world;
  world.Put(
      "name: 'organizations/five' organization { <essay> "
      "events { date: '1996' founded {} <essay> } "
      "events { date: '2001-06-15' founded {} <charter> } }");
  EXPECT_THAT(Shown(world.Ask(About("organizations/five"))),
              ElementsAre("DATE founded 1996-01-01/2001-06-15; 1996 essay; "
                          "2001-06-15 charter"));
  // But a state may come back.
  world.Tell(
      "UZB",
      {{"2001", kMember}, {"2005", kWithdrew}, {"2010", kMember, {"essay"}}});
  EXPECT_THAT(Shown(world.Ask(About("organizations/sco/memberships/UZB"))),
              IsEmpty());
}

TEST(ListDisagreementsTest, ADisputedEventIsInQuestion) {
  ScoWorld world;
  world.Put(
      "name: 'organizations/sco/institutions/rats' institution { "
      "<essay par. 6> events { date: '2004' opened {} <charter> citations { "
      "source: 'sources/essay' stance: STANCE_DISPUTES } } }");
  EXPECT_THAT(Shown(world.Ask(About("organizations/sco/institutions/rats"))),
              ElementsAre("EVENT opened 2004-01-01/2004-12-31; 2004 charter "
                          "not essay"));
}

TEST(ListDisagreementsTest, AreFiltered) {
  const PartingWorld world;
  const auto count = [&world](auto change) {
    v1::ListDisagreementsRequest request;
    change(request);
    return Shown(world.Ask(request)).size();
  };
  EXPECT_EQ(count([](auto&) {}), 1u);
  EXPECT_EQ(count([](auto& r) { r.set_subject("organizations/sco"); }), 1u);
  EXPECT_EQ(count([](auto& r) { r.set_subject("states/KAZ"); }), 1u);
  EXPECT_EQ(count([](auto& r) { r.set_subject("states/RUS"); }), 0u);
  EXPECT_EQ(count([](auto& r) { r.set_date("1999"); }), 1u);
  EXPECT_EQ(count([](auto& r) { r.set_date("2005"); }), 0u);
  EXPECT_EQ(
      count([](auto& r) { r.mutable_context()->add_sources("sources/essay"); }),
      1u);
  // Of the data set nothing was known in 2014.
  v1::ListDisagreementsRequest request;
  request.mutable_context()->set_evidence_until("2014-01-01");
  EXPECT_THAT(Shown(world.Ask(request)),
              ElementsAre("DATE admitted MEMBER 2001-06-14/2001-06-15; "
                          "2001-06-14 essay; 2001-06-15 charter"));
}

TEST(ListDisagreementsTest, AHypothesisMayPartFromTheRegister) {
  const PartingWorld world;
  v1::ListDisagreementsRequest request = About("states/RUS");
  Suppose(request, "organizations/sco/memberships/RUS",
          "date: '1996' admitted { status: MEMBERSHIP_STATUS_MEMBER } "
          "standing: STANDING_ALTERNATIVE "
          "citations { source: 'sources/cow' }");
  const auto response = world.Ask(request);
  ASSERT_THAT(Shown(response),
              ElementsAre("DATE admitted MEMBER 1996-01-01/2001-06-15; 1996 "
                          "cow; 2001-06-15 charter essay"));
  const v1::Disagreement& supposed = response->disagreements(0);
  EXPECT_TRUE(supposed.claims(0).event().hypothetical());
  EXPECT_FALSE(supposed.claims(1).event().hypothetical());
}

TEST(ListDisagreementsTest, AskedForCertaintyItIsTheSame) {
  const PartingWorld world;
  const std::vector<std::string> all =
      Shown(world.Ask(v1::ListDisagreementsRequest()));
  for (const v1::CertaintyMode mode :
       {v1::CERTAINTY_MODE_STRICT, v1::CERTAINTY_MODE_INCLUSIVE}) {
    v1::ListDisagreementsRequest request;
    *request.mutable_context() = In(mode);
    EXPECT_EQ(Shown(world.Ask(request)), all);
  }
}

class ManyPartings : public PartingWorld {
 public:
  ManyPartings() {
    Tell("TJK", {{"1996", absl::StrCat(kMember, kAlternative), {"cow"}},
                 {"2001-06-15", kMember, {"charter"}}});
    Tell("CHN", {{"1996", absl::StrCat(kMember, kAlternative), {"cow"}},
                 {"2001-06-15", kMember, {"charter"}}});
  }
};

TEST(ListDisagreementsTest, PagesMakeTheWhole) {
  ExpectPagesMakeTheWhole<ManyPartings>(
      v1::ListDisagreementsRequest(),
      &v1::ListDisagreementsResponse::mutable_disagreements);
}

TEST(ListDisagreementsTest, RefusesWhatIsMalformedOrNotThere) {
  const PartingWorld world;
  EXPECT_THAT(world.Ask(About("organizations/none")),
              ReasonIs(model::v1::REASON_RECORD_NOT_FOUND));
  v1::ListDisagreementsRequest request;
  request.set_date("x");
  EXPECT_THAT(world.Ask(request), ReasonIs(model::v1::REASON_DATE_MALFORMED));
  request.clear_date();
  request.mutable_context()->set_date("2001");
  EXPECT_THAT(world.Ask(request), ReasonIs(model::v1::REASON_FIELD_INVALID));
}

}  // namespace
}  // namespace comity::query
