#include <string>

#include "gtest/gtest.h"

#include "tests/query/answer/world.h"

namespace comity::query {
namespace {

using test_support::ReasonIs;
using testing::HasSubstr;

World India() {
  World world;
  world.Tell("IND", {{"2005-07-05", kObserver}, {"2017-06-09", kToMember}});
  return world;
}

void AddCheck(v1::BatchCheckMembershipsRequest& request,
              const std::string& organization, const std::string& member,
              const std::string& date = "") {
  v1::MembershipCheck& check = *request.add_checks();
  check.set_organization(organization);
  check.set_member(member);
  check.set_date(date);
}

TEST(BatchCheckMembershipsTest, EachPairHasItsOwnDateAndItsOwnError) {
  const World world = India();
  v1::BatchCheckMembershipsRequest request;
  request.mutable_context()->set_date("2010-01-01");
  AddCheck(request, "organizations/sco", "states/IND");
  AddCheck(request, "organizations/sco", "states/IND", "2020");
  AddCheck(request, "organizations/sco", "states/IND", "2020-13");
  AddCheck(request, "organizations/sco", "states/NON");
  AddCheck(request, "sco", "");
  AddCheck(request, "organizations/sco", "states/XYZ");
  const auto response = world.Ask(request);
  ASSERT_OK(response);
  ASSERT_EQ(response->results_size(), 6);
  EXPECT_EQ(response->results(0).answer().verdict(), v1::VERDICT_NO);
  EXPECT_EQ(response->results(1).answer().verdict(), v1::VERDICT_YES);
  EXPECT_EQ(response->results(5).answer().verdict(), v1::VERDICT_NO);
  EXPECT_EQ(response->basis().date(), "2010-01-01");

  const auto error = [&response](int index) {
    EXPECT_TRUE(response->results(index).has_error());
    google::rpc::ErrorInfo info;
    EXPECT_TRUE(response->results(index).error().details(0).UnpackTo(&info));
    return absl::StrCat(response->results(index).error().code(), " ",
                        info.reason());
  };
  EXPECT_EQ(error(2), "3 DATE_MALFORMED");
  EXPECT_EQ(error(3), "5 RECORD_NOT_FOUND");
  EXPECT_EQ(error(4), "3 FIELD_MISSING");
  EXPECT_THAT(response->results(4).error().DebugString(),
              HasSubstr("checks[4].organization"));
}

TEST(BatchCheckMembershipsTest, AnswersAsSingleChecksDo) {
  const World world = India();
  for (const char* date : {"2001", "2005", "2017-06-09", "2020-01-01"}) {
    v1::BatchCheckMembershipsRequest batch;
    AddCheck(batch, "organizations/sco", "states/IND", date);
    EXPECT_EQ(world.Ask(batch)->results(0).answer().SerializeAsString(),
              world.Check("IND", date).SerializeAsString());
  }
}

TEST(BatchCheckMembershipsTest, KeepsItsLimit) {
  const World world = India();
  v1::BatchCheckMembershipsRequest request;
  EXPECT_THAT(world.Ask(request), ReasonIs(model::v1::REASON_FIELD_MISSING));
  for (int i = 0; i < 10'000; ++i) {
    AddCheck(request, "organizations/sco", "states/IND", "2020-01-01");
  }
  EXPECT_OK(NeedOf(request));
  const auto response = world.Ask(request);
  ASSERT_OK(response);
  EXPECT_EQ(response->results(9'999).answer().verdict(), v1::VERDICT_YES);
  AddCheck(request, "organizations/sco", "states/IND");
  EXPECT_THAT(NeedOf(request), ReasonIs(model::v1::REASON_TOO_MANY_ITEMS));
  EXPECT_THAT(world.Ask(request), ReasonIs(model::v1::REASON_TOO_MANY_ITEMS));
}

TEST(BatchCheckMembershipsTest, WhatIsWrongWithTheContextFailsAll) {
  const World world = India();
  v1::BatchCheckMembershipsRequest request;
  request.mutable_context()->set_date("yesterday");
  AddCheck(request, "organizations/sco", "states/IND", "2020");
  EXPECT_THAT(world.Ask(request), ReasonIs(model::v1::REASON_DATE_MALFORMED));
}

}  // namespace
}  // namespace comity::query
