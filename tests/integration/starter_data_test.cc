// The starter data in the running pair: what a newcomer asks first.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <set>

#include "cli/ask/check.h"
#include "cli/import/import_pack.h"
#include "cli/client/registry_client.h"
#include "tests/integration/pair.h"
#include "tests/support/status_matchers.h"

namespace comity {
namespace {

using ::comity::test_support::IsOk;
using ::comity::test_support::Pair;
using ::testing::Contains;

class StarterDataTest : public ::testing::Test {
 protected:
  static void SetUpTestSuite() {
    pair_ = new Pair();
    ASSERT_THAT(pair_->StartBoth(), IsOk());
    ASSERT_THAT(pair_->ImportStarterData(), IsOk());
    const auto head = pair_->GetHead();
    ASSERT_THAT(head.status(), IsOk());
    ASSERT_THAT(pair_->WaitForRevision(head->revision()), IsOk());
  }
  static void TearDownTestSuite() { delete pair_; }

  static query::v1::CheckMembershipResponse Ask(const std::string& member,
                                                const std::string& date) {
    query::v1::CheckMembershipRequest request;
    request.set_organization("organizations/sco");
    request.set_member(member);
    request.mutable_context()->set_date(date);
    const auto response = pair_->Check(request);
    EXPECT_THAT(response.status(), IsOk());
    return response.ok() ? *response : query::v1::CheckMembershipResponse();
  }

  static std::set<std::string> SourcesOf(
      const query::v1::CheckMembershipResponse& response) {
    std::set<std::string> sources;
    for (const auto& held : response.answer().statuses()) {
      for (const auto& citation : held.since().citations()) {
        sources.insert(citation.source());
      }
    }
    return sources;
  }

  static Pair* pair_;
};

Pair* StarterDataTest::pair_ = nullptr;

TEST_F(StarterDataTest, SixFoundedItOnTheDayTheEssaySays) {
  for (const char* founder : {"CHN", "KAZ", "KGZ", "RUS", "TJK", "UZB"}) {
    const std::string name = std::string("states/") + founder;
    const auto on_the_day = Ask(name, "2001-06-15");
    EXPECT_EQ(on_the_day.answer().verdict(), query::v1::VERDICT_YES) << name;
    EXPECT_THAT(SourcesOf(on_the_day), Contains("sources/russia-in-sco"));
    EXPECT_EQ(Ask(name, "2001-06-14").answer().verdict(),
              query::v1::VERDICT_NO);
  }
}

TEST_F(StarterDataTest, IndiaObservedIn2013AndIsAMemberSince2017) {
  const auto observer = Ask("states/IND", "2013-06-01");
  EXPECT_EQ(observer.answer().verdict(), query::v1::VERDICT_NO);
  ASSERT_EQ(observer.answer().statuses_size(), 1);
  EXPECT_EQ(observer.answer().statuses(0).status(),
            model::v1::MEMBERSHIP_STATUS_OBSERVER);
  EXPECT_THAT(SourcesOf(observer), Contains("sources/russia-in-sco"));
  EXPECT_EQ(Ask("states/IND", "2017-06-08").answer().verdict(),
            query::v1::VERDICT_NO);
  EXPECT_EQ(Ask("states/IND", "2017-06-09").answer().verdict(),
            query::v1::VERDICT_YES);
  EXPECT_EQ(Ask("states/IND", "").answer().verdict(), query::v1::VERDICT_YES);
}

TEST_F(StarterDataTest, BasisReplaysTheSameBytes) {
  // Q3.
  const auto first = Ask("states/IND", "2017");
  query::v1::CheckMembershipRequest request;
  request.set_organization("organizations/sco");
  request.set_member("states/IND");
  *request.mutable_context()->mutable_basis() = first.basis();
  ASSERT_THAT(pair_->PutTopic("later").status(), IsOk());
  const auto again = pair_->Check(request);
  ASSERT_THAT(again.status(), IsOk());
  EXPECT_EQ(again->SerializeAsString(), first.SerializeAsString());
}

TEST_F(StarterDataTest, ImportingAgainChangesNothing) {
  const auto before = pair_->GetHead();
  ASSERT_THAT(before.status(), IsOk());
  cli::RegistryClient client(cli::OpenChannel(pair_->registry_target()));
  const auto reports =
      cli::ImportPack("registry-service/packs/sco", {}, client);
  ASSERT_THAT(reports.status(), IsOk());
  ASSERT_EQ(reports->size(), 2u);
  for (const auto& report : *reports) {
    EXPECT_EQ(report.created + report.updated, 0) << report.title;
    EXPECT_GT(report.unchanged, 0) << report.title;
    EXPECT_EQ(report.revision, 0) << report.title;
  }
  const auto after = pair_->GetHead();
  ASSERT_THAT(after.status(), IsOk());
  EXPECT_EQ(after->revision(), before->revision());
}

TEST(StarterDataDryRunTest, JudgesAllPacksOnAnEmptyRegistryAndStoresNothing) {
  Pair pair;
  pair.StartRegistry();
  ASSERT_THAT(pair.WaitForRegistry(), IsOk());
  cli::RegistryClient client(cli::OpenChannel(pair.registry_target()));
  const auto reports = cli::ImportPack("registry-service/packs/sco",
                                       {.dry_run = true}, client);
  ASSERT_THAT(reports.status(), IsOk());
  EXPECT_EQ(reports->size(), 2u);
  const auto head = pair.GetHead();
  ASSERT_THAT(head.status(), IsOk());
  EXPECT_EQ(head->revision(), 0);
}

TEST_F(StarterDataTest, CheckTellsThePersonWhoSaysSo) {
  const std::string text = cli::DescribeCheck(Ask("states/IND", "2018-06-01"));
  EXPECT_THAT(text, ::testing::HasSubstr("yes: states/IND"));
  EXPECT_THAT(text, ::testing::HasSubstr("certainly member"));
  EXPECT_THAT(text, ::testing::HasSubstr("sources/"));
}

}  // namespace
}  // namespace comity
