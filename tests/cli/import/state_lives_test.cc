// What the table of beginnings and ends does to states.
#include "cli/import/state_lives.h"

#include <fstream>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/support/status_matchers.h"
#include "tests/support/temp_folder.h"

namespace comity::cli {
namespace {

using ::comity::test_support::IsOk;
using ::comity::test_support::StatusIs;
using ::comity::test_support::TempFolder;
using ::testing::AllOf;
using ::testing::HasSubstr;
using ::testing::SizeIs;

class StateLivesTest : public ::testing::Test {
 protected:
  StateLivesTest() {
    for (const char* name : {"states/CSK", "states/CZE", "states/SVK"}) {
      model::v1::Record& record = records_.emplace_back();
      record.set_name(name);
      record.mutable_state()->set_type(model::v1::STATE_TYPE_SOVEREIGN);
    }
  }

  const google::protobuf::RepeatedPtrField<model::v1::Event>& EventsOf(
      size_t record) const {
    return records_[record].state().events();
  }

  absl::Status Add(const std::string& rows) {
    const std::string path = folder_.path() + "/lives.csv";
    std::ofstream(path) << "state,event,date,other,source,locator,note\n"
                        << rows;
    return AddLivesFromTable(path, records_);
  }

  std::vector<model::v1::Record> records_;
  TempFolder folder_;
};

TEST_F(StateLivesTest, RowIsAnEvent) {
  ASSERT_THAT(Add("CSK,founded,1918-10-28,,sources/a;sources/b,art. 1;,Why.\n"
                  "CSK,dissolved,[1992-12-31..1993-01-01],,sources/a,,\n"),
              IsOk());
  ASSERT_THAT(EventsOf(0), SizeIs(2));
  const auto& founded = EventsOf(0)[0];
  EXPECT_TRUE(founded.has_founded());
  EXPECT_EQ(founded.date(), "1918-10-28");
  EXPECT_EQ(founded.note(), "Why.");
  ASSERT_THAT(founded.citations(), SizeIs(2));
  EXPECT_EQ(founded.citations(0).source(), "sources/a");
  EXPECT_EQ(founded.citations(0).locator(), "art. 1");
  EXPECT_EQ(founded.citations(0).stance(), model::v1::STANCE_SUPPORTS);
  EXPECT_EQ(founded.citations(1).locator(), "");
  EXPECT_TRUE(EventsOf(0)[1].has_dissolved());
  EXPECT_EQ(EventsOf(0)[1].date(), "[1992-12-31..1993-01-01]");
  EXPECT_THAT(EventsOf(1), SizeIs(0));
}

TEST_F(StateLivesTest, EachSuccessorIsAnEventAfterThoseThatTheStateHas) {
  records_[0].mutable_state()->add_events()->mutable_founded();
  ASSERT_THAT(
      Add("CSK,succeeded_by,1993-01-01,CZE; SVK,sources/a,art. 1,Two.\n"),
      IsOk());
  ASSERT_THAT(EventsOf(0), SizeIs(3));
  EXPECT_TRUE(EventsOf(0)[0].has_founded());
  EXPECT_EQ(EventsOf(0)[1].succeeded_by().successor(), "states/CZE");
  EXPECT_EQ(EventsOf(0)[2].succeeded_by().successor(), "states/SVK");
  for (int i : {1, 2}) {
    EXPECT_EQ(EventsOf(0)[i].date(), "1993-01-01");
    EXPECT_EQ(EventsOf(0)[i].note(), "Two.");
    ASSERT_THAT(EventsOf(0)[i].citations(), SizeIs(1));
  }
}

TEST_F(StateLivesTest, UnknownDateIsEmpty) {
  ASSERT_THAT(Add("CSK,dissolved,,,sources/a,,\n"), IsOk());
  EXPECT_EQ(EventsOf(0)[0].date(), "");
}

TEST_F(StateLivesTest, AllMistakesAreNamedWithTheirLines) {
  EXPECT_THAT(
      Add("XYZ,founded,1918,,sources/a,,\n"
          "CSK,renamed,1918,,sources/a,,\n"
          "CSK,founded,1918-13,,sources/a,,\n"
          "CSK,founded,1918,,,,\n"
          "CSK,founded,1918,,sources/a;sources/b,x,\n"
          "CSK,founded,1918,CZE,sources/a,,\n"
          "CSK,succeeded_by,1993,,sources/a,,\n"
          "CSK,succeeded_by,1993,CZE;eu,sources/a,,\n"),
      StatusIs(
          absl::StatusCode::kInvalidArgument,
          AllOf(HasSubstr("lives.csv:2: the pack has no state 'XYZ'"),
                HasSubstr("lives.csv:3: event 'renamed' is not one of"),
                HasSubstr("lives.csv:4: "),
                HasSubstr("lives.csv:5: source is empty"),
                HasSubstr("lives.csv:6: there must be as many locators"),
                HasSubstr("lives.csv:7: 'founded' names no other, but 'CZE'"),
                HasSubstr("lives.csv:8: the pack has no state ''"),
                HasSubstr("lives.csv:9: the pack has no state 'eu'"))));
}

}  // namespace
}  // namespace comity::cli
