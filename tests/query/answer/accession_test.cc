// GetAccession: how far a member is on its way into an organization.
#include "query/answer/accession.h"

#include <string>
#include <utility>
#include <vector>

#include "gmock/gmock.h"
#include "gtest/gtest.h"

#include "tests/query/answer/refused_fields.h"
#include "tests/query/answer/sco_world.h"

namespace comity::query {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;

constexpr char kIran[] = "organizations/sco/memberships/IRN";
constexpr char kToBeMember[] = "{ status: MEMBERSHIP_STATUS_MEMBER }";

std::string Step(const std::string& what, const std::string& rest = "") {
  return absl::StrCat(what, " ", kToBeMember, " ", rest);
}

// Iran's way: an observer since 2005, it applied in 2008, was let in by a
// decision of 2021, signed in 2022 and was ratified by CHN and then RUS.
class IranWorld : public ScoWorld {
 public:
  IranWorld() {
    Tell("IRN",
         {{"2005-07-05", kObserver, {"charter", "essay"}},
          {"2008-03-24", Step("applied"), {"essay"}},
          {"2021-09-17", Step("admission_decided")},
          {"2022-09", Step("accession_signed")},
          {"2022-11-25", Step("accession_ratified", "actors: 'states/CHN'")},
          {"2023-02-10", Step("accession_ratified", "actors: 'states/RUS'")},
          {"2023-07-04", kToMember}});
  }

  v1::AccessionAnswer Way(const std::string& member, const std::string& date,
                          v1::ReadContext context = {}) const {
    v1::GetAccessionRequest request;
    *request.mutable_context() = std::move(context);
    request.mutable_context()->set_date(date);
    request.set_organization("organizations/sco");
    request.set_member(absl::StrCat("states/", member));
    const auto response = Ask(request);
    EXPECT_OK(response);
    return response.ok() ? response->answer() : v1::AccessionAnswer();
  }
};

// "applied 2008-03-24": each step, with a "?" when it is only possible.
std::vector<std::string> Told(
    const google::protobuf::RepeatedPtrField<v1::AccessionStep>& steps) {
  std::vector<std::string> told;
  for (const v1::AccessionStep& step : steps) {
    told.push_back(
        absl::StrCat(step.what(), " ", step.event().date().date(),
                     step.taken() == v1::CERTAINTY_POSSIBLE ? "?" : ""));
  }
  return told;
}

TEST(GetAccessionTest, TellsTheStepsTakenAndThoseToCome) {
  const v1::AccessionAnswer way = IranWorld().Way("IRN", "2021-12-31");
  EXPECT_EQ(way.pending(), v1::VERDICT_YES);
  EXPECT_EQ(way.status(), model::v1::MEMBERSHIP_STATUS_MEMBER);
  EXPECT_THAT(Rows(way.membership()),
              ElementsAre("OBSERVER CERTAIN/CERTAIN since admitted-2005-07-05 "
                          "until status-changed-2023-07-04"));
  EXPECT_THAT(Told(way.steps()), ElementsAre("applied 2008-03-24",
                                             "admission_decided 2021-09-17"));
  EXPECT_EQ(way.steps(0).event().citations(0).source(), "sources/essay");
  EXPECT_THAT(
      Told(way.later_steps()),
      ElementsAre("accession_signed 2022-09", "accession_ratified 2022-11-25",
                  "accession_ratified 2023-02-10"));
  EXPECT_THAT(way.outstanding(), ElementsAre("accession_signed",
                                             "accession_ratified", "admitted"));
  EXPECT_THAT(way.ratification_outstanding(), IsEmpty());
}

TEST(GetAccessionTest, OnceItIsSignedItTellsWhoHasNotRatified) {
  const v1::AccessionAnswer way = IranWorld().Way("IRN", "2023-01-01");
  EXPECT_EQ(way.steps(3).what(), "accession_ratified");
  EXPECT_THAT(way.steps(3).actors(), ElementsAre("states/CHN"));
  EXPECT_THAT(way.outstanding(), ElementsAre("admitted"));
  EXPECT_THAT(way.ratification_outstanding(),
              ElementsAre("states/IND", "states/RUS"));
}

TEST(GetAccessionTest, ItEndsWithTheStatusAimedAt) {
  const v1::AccessionAnswer way = IranWorld().Way("IRN", "2023-07-04");
  EXPECT_EQ(way.pending(), v1::VERDICT_NO);
  EXPECT_EQ(way.steps_size(), 5);
  EXPECT_THAT(way.outstanding(), IsEmpty());
  EXPECT_THAT(way.ratification_outstanding(), IsEmpty());
}

TEST(GetAccessionTest, AStatusNotAimedAtDoesNotEndIt) {
  // Invited to be a member in 2003, India became an observer in 2005.
  const IranWorld world;
  EXPECT_EQ(world.Way("IND", "2010").pending(), v1::VERDICT_YES);
  EXPECT_THAT(
      world.Way("IND", "2010").outstanding(),
      ElementsAre("negotiations_opened", "admission_decided",
                  "accession_signed", "accession_ratified", "admitted"));
  EXPECT_EQ(world.Way("IND", "2018").pending(), v1::VERDICT_NO);
}

TEST(GetAccessionTest, AnApplicationWithdrawnClosesTheWay) {
  IranWorld world;
  world.Tell("TUR", {{"2012-06-07", Step("applied")},
                     {"2016", Step("application_withdrawn")}});
  EXPECT_EQ(world.Way("TUR", "2015").pending(), v1::VERDICT_YES);
  EXPECT_EQ(world.Way("TUR", "2016").pending(), v1::VERDICT_POSSIBLY);
  const v1::AccessionAnswer closed = world.Way("TUR", "2017");
  EXPECT_EQ(closed.pending(), v1::VERDICT_NO);
  EXPECT_THAT(closed.outstanding(), IsEmpty());
}

TEST(GetAccessionTest, ASecondApplicationBeginsAnew) {
  IranWorld world;
  world.Tell("TUR", {{"2002", Step("applied")},
                     {"2004", Step("accession_signed")},
                     {"2006", Step("application_withdrawn")},
                     {"2010", Step("applied")}});
  const v1::AccessionAnswer way = world.Way("TUR", "2011");
  EXPECT_EQ(way.pending(), v1::VERDICT_YES);
  EXPECT_EQ(way.steps_size(), 4);
  EXPECT_THAT(
      way.outstanding(),
      ElementsAre("negotiations_opened", "admission_decided",
                  "accession_signed", "accession_ratified", "admitted"));
  EXPECT_THAT(way.ratification_outstanding(), IsEmpty());
}

TEST(GetAccessionTest, APartialDateMakesAStepPossible) {
  const IranWorld world;
  EXPECT_THAT(Told(world.Way("IRN", "2022-09-10").steps()),
              ElementsAre("applied 2008-03-24", "admission_decided 2021-09-17",
                          "accession_signed 2022-09?"));
  EXPECT_THAT(
      Told(world.Way("IRN", "2022-09-10", In(v1::CERTAINTY_MODE_STRICT))
               .steps()),
      ElementsAre("applied 2008-03-24", "admission_decided 2021-09-17"));
}

TEST(GetAccessionTest, WithoutAnyStepItIsEmpty) {
  const v1::AccessionAnswer way = IranWorld().Way("XYZ", "2015");
  EXPECT_EQ(way.pending(), v1::VERDICT_NO);
  EXPECT_EQ(way.membership().verdict(), v1::VERDICT_NO);
  EXPECT_EQ(way.steps_size(), 0);
  EXPECT_EQ(way.outstanding_size(), 0);
}

TEST(GetAccessionTest, AViewKnowsOnlyItsOwnSteps) {
  const IranWorld world;
  EXPECT_THAT(Told(world.Way("IRN", "2030", By({"essay"})).steps()),
              ElementsAre("applied 2008-03-24"));
  EXPECT_EQ(world.Way("IRN", "2030", By({"essay"})).pending(), v1::VERDICT_YES);
  // The essay of 2013 was not out yet.
  EXPECT_THAT(
      Told(world.Way("IRN", "2022-01-01", By({}, "2010-01-01")).steps()),
      ElementsAre("admission_decided 2021-09-17"));
}

TEST(GetAccessionTest, AHypothesisMayEndIt) {
  const IranWorld world;
  v1::GetAccessionRequest request;
  Suppose(request, kIran,
          "date: '2010' application_withdrawn { "
          "status: MEMBERSHIP_STATUS_MEMBER }");
  const v1::AccessionAnswer way = world.Way("IRN", "2015", request.context());
  EXPECT_EQ(way.pending(), v1::VERDICT_NO);
  EXPECT_TRUE(way.steps(1).event().hypothetical());
}

TEST(GetAccessionTest, RefusesWhatIsMalformedOrAbsent) {
  const IranWorld world;
  v1::GetAccessionRequest request;
  request.set_member("organizations/sco/offices/chair");
  EXPECT_THAT(
      RefusedFields(world.Ask(request)),
      ElementsAre("FIELD_MISSING organization", "NAME_MALFORMED member"));
  request.set_organization("organizations/nato");
  request.set_member("states/ZZZ");
  EXPECT_THAT(
      RefusedFields(world.Ask(request)),
      ElementsAre("RECORD_NOT_FOUND organization", "RECORD_NOT_FOUND member"));
}

}  // namespace
}  // namespace comity::query
