// Goal: an exported table, imported, makes the memberships that it was made of,
// and what it cannot hold is counted. Method: rows are read back by the reader
// of packs.
#include "cli/import/membership_rows.h"

#include <fstream>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "cli/import/membership_table.h"
#include "google/protobuf/text_format.h"

#include "common/model/record_access.h"
#include "tests/support/status_matchers.h"
#include "tests/support/temp_folder.h"

namespace comity::cli {
namespace {

using model::v1::Record;
using test_support::IsOk;
using ::testing::HasSubstr;

constexpr char kStory[] = R"pb(
  name: "organizations/sco/memberships/IND"
  membership {
    member: "states/IND"
    events {
      id: "invited-2004"
      date: "2004"
      actors: "organizations/sco"
      citations { source: "sources/a" locator: "art. 1" }
      citations { source: "sources/b" }
      invited { status: MEMBERSHIP_STATUS_OBSERVER }
    }
    events {
      id: "admitted-2005-07-05"
      date: "2005-07-05"
      citations { source: "sources/a" }
      admitted { status: MEMBERSHIP_STATUS_OBSERVER title: "observer, state" }
      note: "Said \"yes\",\nthen came."
    }
    events {
      id: "status-changed-2017-06-09"
      date: "2017-06-09"
      citations { source: "sources/b" locator: "row 3" }
      status_changed { status: MEMBERSHIP_STATUS_MEMBER }
    }
    events {
      id: "ended-by-succession"
      citations { source: "sources/b" }
      ended_by_succession {
        successors: "states/kosovo"
        successors: "organizations/eu"
      }
    }
  }
)pb";

Record Parse(const char* text) {
  Record record;
  EXPECT_TRUE(google::protobuf::TextFormat::ParseFromString(text, &record));
  return record;
}

// What a pack with this table would put.
Record ReadBack(const std::string& rows) {
  test_support::TempFolder folder;
  const std::string path = folder.File("memberships.csv");
  std::ofstream(path) << MembershipHeaderLine() << rows;
  TableMemberships memberships;
  InputErrors errors;
  ReadMembershipTable(path, memberships, errors);
  EXPECT_THAT(errors.ToStatus(), IsOk());
  EXPECT_EQ(memberships.size(), 1u);
  if (memberships.empty()) return {};
  Record record = memberships.begin()->second.record;
  model::AssignEventIds(record);
  return record;
}

TEST(MembershipRowsTest, AreReadBackAsTheSameMembership) {
  const Record story = Parse(kStory);
  TableLosses losses;
  const std::string rows = MembershipRows(story, losses);
  EXPECT_TRUE(losses.none()) << DescribeLosses(losses);
  EXPECT_EQ(ReadBack(rows).DebugString(), story.DebugString());
}

TEST(MembershipRowsTest, FounderOfAnOrganizationThatIsAMember) {
  Record story = Parse(R"pb(
    name: "organizations/wto/memberships/eu"
    membership {
      member: "organizations/eu"
      events {
        id: "admitted-1995"
        date: "1995"
        citations { source: "sources/a" }
        admitted { status: MEMBERSHIP_STATUS_MEMBER founding: true }
      }
    }
  )pb");
  TableLosses losses;
  EXPECT_EQ(MembershipRows(story, losses),
            "wto,eu,founding,member,1995,a,,,,\n");
  EXPECT_TRUE(losses.none());
}

TEST(MembershipRowsTest, WhatATableCannotHoldIsCounted) {
  Record story = Parse(kStory);
  auto& events = *story.mutable_membership()->mutable_events();
  events[1].set_standing(model::v1::STANDING_ALTERNATIVE);
  auto& disputes = *events[2].add_citations();
  disputes.set_source("sources/c");
  disputes.set_stance(model::v1::STANCE_DISPUTES);
  events[3].set_id("the-end");
  TableLosses losses;
  const std::string rows = MembershipRows(story, losses);
  EXPECT_EQ(losses.events, 1);
  EXPECT_EQ(losses.citations, 1);
  EXPECT_EQ(losses.changed, 1);
  EXPECT_EQ(ReadBack(rows).membership().events_size(), 3);
  EXPECT_THAT(DescribeLosses(losses),
              HasSubstr("1 event that is not accepted, 1 citation that"));
}

TEST(MembershipRowsTest, SemicolonInALocatorBecomesAComma) {
  Record story = Parse(kStory);
  story.mutable_membership()
      ->mutable_events(2)
      ->mutable_citations(0)
      ->set_locator("art. 1; annex");
  TableLosses losses;
  const Record again = ReadBack(MembershipRows(story, losses));
  EXPECT_EQ(losses.changed, 1);
  EXPECT_EQ(again.membership().events(2).citations(0).locator(),
            "art. 1, annex");
}

}  // namespace
}  // namespace comity::cli
