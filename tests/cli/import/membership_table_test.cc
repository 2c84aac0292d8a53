// A pack's table as a person edits it: an event a row, and each fault named
// with file and line.
#include "cli/import/membership_table.h"

#include <fstream>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/support/status_matchers.h"
#include "tests/support/temp_folder.h"

namespace comity::cli {
namespace {

using ::testing::AllOf;
using ::testing::ElementsAre;
using ::testing::HasSubstr;

constexpr char kHeader[] =
    "organization,member,event,status,date,source,locator,other,title,note\n";

class MembershipTableTest : public ::testing::Test {
 protected:
  // Reads rows below the header.
  void Read(const std::string& rows) {
    const std::string path = folder_.path() + "/m.csv";
    std::ofstream(path) << kHeader << rows;
    ReadMembershipTable(path, memberships_, errors_);
  }
  const model::v1::Membership& Of(const std::string& name) {
    return memberships_.at("organizations/" + name).record.membership();
  }
  std::string Errors() { return std::string(errors_.ToStatus().message()); }

  test_support::TempFolder folder_;
  TableMemberships memberships_;
  InputErrors errors_;
};

TEST_F(MembershipTableTest, RowsOfAPairAreOneDossierInTheirOrder) {
  Read(
      "eu,GBR,admitted,,1973-01-01,a;b,entry UK;art. 1,,,\n"
      "eu,FRA,founding,,1958,a,,,,\n"
      "eu,GBR,withdrew,,2020-01-31,a,,,,A note.\n"
      "eu,GBR,admitted,observer,2030,a,,,guest of honour,\n");
  ASSERT_TRUE(errors_.ok()) << Errors();
  const auto& gbr = Of("eu/memberships/GBR");
  EXPECT_EQ(gbr.member(), "states/GBR");
  ASSERT_EQ(gbr.events_size(), 3);
  EXPECT_EQ(gbr.events(0).admitted().status(),
            model::v1::MEMBERSHIP_STATUS_MEMBER);
  ASSERT_EQ(gbr.events(0).citations_size(), 2);
  EXPECT_EQ(gbr.events(0).citations(1).source(), "sources/b");
  EXPECT_EQ(gbr.events(0).citations(1).locator(), "art. 1");
  EXPECT_TRUE(gbr.events(1).has_withdrew());
  EXPECT_EQ(gbr.events(1).note(), "A note.");
  EXPECT_EQ(gbr.events(2).admitted().status(),
            model::v1::MEMBERSHIP_STATUS_OBSERVER);
  EXPECT_EQ(gbr.events(2).admitted().title(), "guest of honour");
  EXPECT_TRUE(Of("eu/memberships/FRA").events(0).admitted().founding());
  EXPECT_THAT(memberships_.at("organizations/eu/memberships/GBR").lines,
              ElementsAre(2, 4, 5));
}

TEST_F(MembershipTableTest, OtherIsWhoSucceedsContinuesOrActs) {
  Read(
      "un,CSK,ended_by_succession,,1993-01-01,a,,CZE;SVK,,\n"
      "un,SUN,continued_by,,1991-12-24,a,,RUS,,\n"
      "nato,FIN,invited,,2022-06-29,a,,,,\n"
      "nato,SWE,accession_ratified,,2023,a,,TUR,,\n"
      "un,states/kosovo,admitted,observer,2000,a,,,,\n");
  ASSERT_TRUE(errors_.ok()) << Errors();
  EXPECT_THAT(
      Of("un/memberships/CSK").events(0).ended_by_succession().successors(),
      ElementsAre("states/CZE", "states/SVK"));
  EXPECT_EQ(Of("un/memberships/SUN").events(0).continued_by().member(),
            "states/RUS");
  EXPECT_THAT(Of("nato/memberships/FIN").events(0).actors(),
              ElementsAre("organizations/nato"));
  EXPECT_THAT(Of("nato/memberships/SWE").events(0).actors(),
              ElementsAre("states/TUR"));
  EXPECT_EQ(Of("un/memberships/kosovo").member(), "states/kosovo");
}

TEST_F(MembershipTableTest, EachFaultIsNamedWithFileAndLine) {
  Read(
      "eu,France,admitted,,1958,a,,,,\n"
      "eu,FRA,joined,,1958,a,,,,\n"
      "eu,FRA,founded,,1958,a,,,,\n"
      "eu,FRA,admitted,king,1958,a,,,,\n"
      "eu,FRA,withdrew,member,1958,a,,,,\n"
      "eu,FRA,withdrew,,1958,a,,,title,\n"
      "eu,FRA,admitted,,1958-13,a,,,,\n"
      "eu,FRA,admitted,,1958,,,,,\n"
      "eu,FRA,admitted,,1958,a,x;y,,,\n"
      "eu,FRA,continued_by,,1958,a,,Deutschland,,\n"
      "eu,DEU,admitted,,1958,a,,,,\n"
      "eu,DEU,admitted,,1958,a,,,,\n"
      "un,SUN,continued_by,,1991,a,,RUS;UKR,,\n");
  const std::string errors = Errors();
  EXPECT_THAT(errors,
              AllOf(HasSubstr("m.csv:2: member 'France' is no id"),
                    HasSubstr("m.csv:3: event 'joined' is none"),
                    HasSubstr("m.csv:4: event 'founded' is none of a membersh"),
                    HasSubstr("m.csv:5: status 'king' is none"),
                    HasSubstr("m.csv:6: bears no status"),
                    HasSubstr("m.csv:7: the event bears no title"),
                    HasSubstr("m.csv:8: "), HasSubstr("m.csv:9: source")));
  EXPECT_THAT(errors, AllOf(HasSubstr("m.csv:10: locator has 2 parts"),
                            HasSubstr("m.csv:11: other 'Deutschland'"),
                            HasSubstr("m.csv:13: repeats line 12"),
                            HasSubstr("m.csv:14: other 'RUS;UKR' is more")));
}

TEST_F(MembershipTableTest, DissolutionEndsWhatIsOpenAndNothingElse) {
  Read(
      "old,FRA,admitted,,1920,a,,,,\n"
      "old,DEU,admitted,,1926,a,,,,\n"
      "old,DEU,withdrew,,1935,a,,,,\n"
      "new,FRA,admitted,,1945,a,,,,\n");
  ASSERT_TRUE(errors_.ok()) << Errors();
  model::v1::Record old;
  old.set_name("organizations/old");
  auto* event = old.mutable_organization()->add_events();
  event->set_date("[1946-04-18..1946-04-20]");
  event->mutable_dissolved();
  event->add_citations()->set_source("sources/end");
  EndWithOrganizations({old}, memberships_);
  const auto& fra = Of("old/memberships/FRA");
  ASSERT_EQ(fra.events_size(), 2);
  EXPECT_TRUE(fra.events(1).has_ended_by_dissolution());
  EXPECT_EQ(fra.events(1).date(), "[1946-04-18..1946-04-20]");
  EXPECT_EQ(fra.events(1).citations(0).source(), "sources/end");
  EXPECT_EQ(Of("old/memberships/DEU").events_size(), 2);
  EXPECT_EQ(Of("new/memberships/FRA").events_size(), 1);
}

}  // namespace
}  // namespace comity::cli
