#include <algorithm>
#include <string>
#include <vector>

#include "gtest/gtest.h"

#include "common/model/tokens.h"
#include "tests/query/answer/world.h"

namespace comity::query {
namespace {

using test_support::ReasonIs;
using testing::ElementsAre;
using testing::IsEmpty;

const char* const kAllStates[] = {"AAA", "BBB", "CCC", "DDD", "EEE", "FFF"};

// AAA member, BBB left in 2005, CCC observer, DDD since some day of 2010,
// EEE unknown since 2008, FFF member from 2020.
World Members() {
  World world;
  world.Tell("FFF", {{"2020-01-01", kMember}});
  world.Tell("EEE", {{"2001-06-15", kMember}, {"2008-01-01", kStatusUnknown}});
  world.Tell("DDD", {{"2010", kMember}});
  world.Tell("CCC", {{"2005-07-05", kObserver}});
  world.Tell("BBB", {{"2001-06-15", kMember}, {"2005-01-01", kWithdrew}});
  world.Tell("AAA", {{"2001-06-15", kMember}});
  return world;
}

v1::ListMembersRequest MembersOn(const std::string& date) {
  v1::ListMembersRequest request;
  request.mutable_context()->set_date(date);
  request.set_organization("organizations/sco");
  return request;
}

std::string Brief(const v1::MembershipAnswer& answer) {
  return absl::StrCat(answer.member().substr(7), " ",
                      v1::Verdict_Name(answer.verdict()).substr(8));
}

std::vector<std::string> Listed(const World& world,
                                const v1::ListMembersRequest& request) {
  const auto response = world.Ask(request);
  EXPECT_OK(response);
  std::vector<std::string> listed;
  for (const auto& answer : response->members())
    listed.push_back(Brief(answer));
  return listed;
}

TEST(ListMembersTest, LeavesOutWhoIsCertainlyNotIn) {
  const World world = Members();
  EXPECT_THAT(Listed(world, MembersOn("2010-06-01")),
              ElementsAre("AAA YES", "CCC YES", "DDD POSSIBLY", "EEE UNKNOWN"));
  EXPECT_THAT(Listed(world, MembersOn("2001-06-14")), IsEmpty());
}

TEST(ListMembersTest, FiltersByStatusAndCertainty) {
  const World world = Members();
  v1::ListMembersRequest request = MembersOn("2010-06-01");
  request.add_statuses(model::v1::MEMBERSHIP_STATUS_MEMBER);
  EXPECT_THAT(Listed(world, request),
              ElementsAre("AAA YES", "DDD POSSIBLY", "EEE UNKNOWN"));
  request.mutable_context()->set_certainty(v1::CERTAINTY_MODE_STRICT);
  EXPECT_THAT(Listed(world, request), ElementsAre("AAA YES", "EEE UNKNOWN"));
  request.mutable_context()->set_certainty(v1::CERTAINTY_MODE_INCLUSIVE);
  EXPECT_THAT(Listed(world, request),
              ElementsAre("AAA YES", "DDD POSSIBLY", "EEE UNKNOWN"));
}

// What nothing can be said of is listed, never left out in silence.
TEST(ListMembersTest, ListsWhatTheViewCannotKnow) {
  World world = Members();
  world.AddSource("cow", "", "1816/2004");
  v1::ListMembersRequest request = MembersOn("2010-06-01");
  request.mutable_context()->add_sources("sources/cow");
  for (const std::string& row : Listed(world, request)) {
    EXPECT_EQ(row.substr(4), "UNKNOWN");
  }
  EXPECT_EQ(Listed(world, request).size(), std::size(kAllStates));
}

TEST(ListMembersTest, SeesTheMembershipsOfItsRevisionOnly) {
  World world = Members();
  world.builder.Delete("organizations/sco/memberships/AAA");
  world.builder.Commit();
  v1::ListMembersRequest request = MembersOn("2010-06-01");
  EXPECT_THAT(Listed(world, request),
              ElementsAre("CCC YES", "DDD POSSIBLY", "EEE UNKNOWN"));
  request.mutable_context()->set_at_revision(2);
  EXPECT_THAT(Listed(world, request), IsEmpty());
  request.mutable_context()->set_at_revision(3);
  EXPECT_THAT(Listed(world, request), ElementsAre("EEE UNKNOWN"));
  request.set_organization("organizations/none");
  EXPECT_THAT(world.Ask(request), ReasonIs(model::v1::REASON_RECORD_NOT_FOUND));
}

TEST(ListMembershipsTest, ListsTheOrganizationsOfAMember) {
  World world = Members();
  world.Tell("AAA", {{"1992", kMember}}, "eco");
  world.Tell("AAA", {{"2015-01-01", kMember}}, "eaeu");
  world.Tell("AAA", {{"1991-12-21", kMember}}, "cis");
  v1::ListMembershipsRequest request;
  request.mutable_context()->set_date("2010-06-01");
  request.set_member("states/AAA");
  const auto response = world.Ask(request);
  ASSERT_OK(response);
  std::vector<std::string> organizations;
  for (const auto& answer : response->memberships()) {
    EXPECT_EQ(answer.member(), "states/AAA");
    organizations.push_back(answer.organization());
  }
  EXPECT_THAT(organizations,
              ElementsAre("organizations/cis", "organizations/eco",
                          "organizations/sco"));
  request.set_member("states/NON");
  EXPECT_THAT(world.Ask(request), ReasonIs(model::v1::REASON_RECORD_NOT_FOUND));
}

// Q1, over pages: commits and a midnight between them change nothing.
TEST(ListMembersTest, PagesMakeTheWholeForEveryPageSize) {
  World world = Members();
  v1::ListMembersRequest request = MembersOn("");
  const auto whole = world.Ask(request);
  ASSERT_OK(whole);
  ASSERT_EQ(whole->members_size(), 5);
  EXPECT_EQ(whole->next_page_token(), "");
  for (int page_size = 1; page_size <= 6; ++page_size) {
    request.set_page_size(page_size);
    request.clear_page_token();
    v1::ListMembersResponse joined;
    World later = Members();
    do {
      const auto page = later.Ask(request);
      ASSERT_OK(page);
      EXPECT_LE(page->members_size(), page_size);
      EXPECT_EQ(page->basis().SerializeAsString(),
                whole->basis().SerializeAsString());
      joined.mutable_members()->MergeFrom(page->members());
      *joined.mutable_basis() = page->basis();
      request.set_page_token(page->next_page_token());
      later.Tell("ABC", {{"2001", kMember}});
      later.now += absl::Hours(24);
      later.fresh_at += absl::Hours(24);
    } while (!request.page_token().empty());
    EXPECT_EQ(joined.SerializeAsString(), whole->SerializeAsString());
  }
}

TEST(ListMembersTest, ATokenIsBoundToItsArguments) {
  const World world = Members();
  v1::ListMembersRequest request = MembersOn("2010-06-01");
  request.set_page_size(1);
  request.set_page_token(world.Ask(request)->next_page_token());
  request.set_page_size(2);  // may change
  EXPECT_OK(world.Ask(request));
  const auto need = NeedOf(request);
  ASSERT_OK(need);
  EXPECT_EQ(need->kind, ConsistencyNeed::Kind::kRevision);
  EXPECT_EQ(need->revision, world.builder.shared()->head_revision());

  v1::ListMembersRequest other = request;
  other.mutable_context()->set_date("2011");
  EXPECT_THAT(world.Ask(other),
              ReasonIs(model::v1::REASON_PAGE_TOKEN_MISMATCH));
  EXPECT_THAT(NeedOf(other), ReasonIs(model::v1::REASON_PAGE_TOKEN_MISMATCH));
  v1::ListMembershipsRequest other_list;
  other_list.set_member("states/AAA");
  other_list.set_page_token(request.page_token());
  EXPECT_THAT(world.Ask(other_list),
              ReasonIs(model::v1::REASON_PAGE_TOKEN_MISMATCH));
}

TEST(ListMembersTest, RefusesWhatIsNoTokenOfItsOwn) {
  const World world = Members();
  v1::ListMembersRequest request = MembersOn("2010-06-01");
  request.set_page_size(1);
  const model::v1::PageToken token =
      model::DecodePageToken(world.Ask(request)->next_page_token(), "").value();
  const auto ask = [&](auto change) {
    model::v1::PageToken changed = token;
    change(changed);
    request.set_page_token(model::EncodeToken(changed));
    return world.Ask(request).status();
  };
  request.set_page_token("%%%");
  EXPECT_THAT(world.Ask(request),
              ReasonIs(model::v1::REASON_PAGE_TOKEN_MALFORMED));
  EXPECT_THAT(ask([](auto& t) { t.set_date("x"); }),
              ReasonIs(model::v1::REASON_PAGE_TOKEN_MALFORMED));
  EXPECT_THAT(ask([](auto& t) { t.clear_date(); }),
              ReasonIs(model::v1::REASON_PAGE_TOKEN_MALFORMED));
  EXPECT_THAT(ask([](auto& t) { t.mutable_fresh_at()->set_nanos(-1); }),
              ReasonIs(model::v1::REASON_PAGE_TOKEN_MALFORMED));
  EXPECT_THAT(ask([](auto& t) { t.set_epoch("fedcba9876543210"); }),
              ReasonIs(model::v1::REASON_EPOCH_MISMATCH));
  EXPECT_THAT(ask([](auto& t) { t.set_revision(1'000'000); }),
              ReasonIs(model::v1::REASON_REPLICA_BEHIND));
  EXPECT_OK(ask([](auto& t) { t.set_after("zzz"); }));
}

TEST(ListMembersTest, KeepsTheBoundsOfAPage) {
  World world;
  world.builder.Put(OrganizationRecord("un"));
  for (int i = 0; i < 1100; ++i) {
    const std::string state = absl::StrCat("s", 1000 + i);
    world.builder.Put(StateRecord(state));
    world.builder.Put(MembershipRecord("organizations/un",
                                       absl::StrCat("states/", state),
                                       {{"2001", kMember}}));
  }
  world.builder.Commit();
  v1::ListMembersRequest request;
  request.set_organization("organizations/un");
  EXPECT_EQ(world.Ask(request)->members_size(), 100);
  request.set_page_size(5000);
  EXPECT_EQ(world.Ask(request)->members_size(), 1000);
  request.set_page_size(-1);
  EXPECT_THAT(world.Ask(request), ReasonIs(model::v1::REASON_FIELD_INVALID));
}

}  // namespace
}  // namespace comity::query
