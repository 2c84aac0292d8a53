// Tables as they come: what is right is told, what is wrong is named with file
// and line, and then nothing is taken.
#include "cli/import/table_layouts.h"

#include <fstream>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "absl/strings/str_cat.h"

#include "common/model/record_access.h"
#include "tests/support/status_matchers.h"
#include "tests/support/temp_folder.h"

namespace comity::cli {
namespace {

using ::comity::test_support::StatusIs;
using ::testing::AllOf;
using ::testing::ElementsAre;
using ::testing::HasSubstr;

model::v1::Record StateOf(const std::string& name, const std::string& alpha3,
                          const std::string& valid = "") {
  model::v1::Record record;
  record.set_name(name);
  auto* code = record.mutable_state()->add_codes();
  code->set_system(model::v1::CODE_SYSTEM_ISO_ALPHA3);
  code->set_value(alpha3);
  code->set_valid(valid);
  return record;
}

class TableLayoutsTest : public ::testing::Test {
 protected:
  TableLayoutsTest() {
    codes_.Add(StateOf("states/FRA", "FRA"));
    codes_.Add(StateOf("states/DEU", "DEU"));
    codes_.Add(StateOf("states/AAA", "AAA", "../1999"));
    codes_.Add(StateOf("states/bbb", "AAA", "2000/.."));
    members_.set_source("sources/list");
    members_.mutable_member_list()->set_organization("organizations/eu");
    members_.mutable_member_list()->set_member_column("Code");
    members_.mutable_member_list()->set_date_column("Since");
    auto* word = members_.add_members();
    word->set_word("EUU");
    word->set_member("organizations/eu");
    treaty_.set_source("sources/list");
    auto& layout = *treaty_.mutable_participation();
    layout.set_instrument("instruments/x");
    layout.set_party_column("Code");
    layout.set_signature_column("Signed");
    layout.set_consent_column("Bound");
    layout.set_form_column("Kind");
  }

  std::string Write(const std::string& text) {
    const std::string path = folder_.path() + "/t.csv";
    std::ofstream(path) << text;
    return path;
  }

  absl::Status ReadMembers(const std::string& text) {
    return ReadMemberList(members_, Write(text), codes_, facts_);
  }
  absl::Status ReadTreaty(const std::string& text) {
    return ReadParticipation(treaty_, Write(text), codes_, facts_);
  }

  test_support::TempFolder folder_;
  CodeTable codes_;
  pack::v1::DataSet members_;
  pack::v1::DataSet treaty_;
  Facts facts_;
};

TEST_F(TableLayoutsTest, MemberListIsAnAdmissionARow) {
  ASSERT_OK(ReadMembers(
      "Name,Code,Since\nFrance,FRA,1958-01-01\nGermany,DEU,1958\nX,EUU,\n"));
  ASSERT_EQ(facts_.told.size(), 3u);
  const auto& event =
      facts_.told["organizations/eu/memberships/FRA"].membership().events(0);
  EXPECT_EQ(event.date(), "1958-01-01");
  EXPECT_EQ(event.id(), "list-admitted");
  EXPECT_EQ(event.citations(0).source(), "sources/list");
  EXPECT_EQ(event.citations(0).locator(), "entry FRA");
  // A word of the description, and a date that is not told.
  EXPECT_EQ(facts_.told["organizations/eu/memberships/eu"]
                .membership()
                .events(0)
                .date(),
            "");
  EXPECT_THAT(facts_.subjects, ElementsAre("organizations/eu"));
}

TEST_F(TableLayoutsTest, AllRowsAtFaultAreToldTogether) {
  EXPECT_THAT(
      ReadMembers("Code,Since\nXXX,1958\nFRA,1958-02-30\nDEU,1958\nDEU,1959\n"
                  "AAA,1958\n"),
      StatusIs(absl::StatusCode::kInvalidArgument,
               AllOf(HasSubstr("t.csv:2: no state bears the code 'XXX'"),
                     HasSubstr("t.csv:3: "), HasSubstr("1958-02-30"),
                     HasSubstr("t.csv:5: contradicts line 4"),
                     HasSubstr("t.csv:6: the code 'AAA' is borne by "
                               "states/AAA, states/bbb"))));
}

TEST_F(TableLayoutsTest, RowThatRepeatsAnotherIsLeftOutAndReported) {
  ASSERT_OK(ReadMembers("Code,Since\nFRA,1958\nFRA,1958\n"));
  EXPECT_EQ(facts_.told.size(), 1u);
  EXPECT_THAT(facts_.left_out.counts(),
              ElementsAre(::testing::Pair("repeats another row", 1)));
  const std::string path = folder_.path() + "/left.csv";
  ASSERT_OK(facts_.left_out.WriteTo(path));
  std::ifstream file(path);
  std::string line;
  std::getline(file, line);
  EXPECT_EQ(line, "file,line,reason,what");
  std::getline(file, line);
  EXPECT_THAT(line, HasSubstr("t.csv,3,repeats another row,FRA"));
}

TEST_F(TableLayoutsTest, FileThatWasCutAtItsHeaderIsRefused) {
  EXPECT_THAT(ReadMembers("Code,Since\n"),
              StatusIs(absl::StatusCode::kInvalidArgument,
                       HasSubstr("t.csv: has no rows below the header")));
}

TEST_F(TableLayoutsTest, MissingColumnIsNamed) {
  EXPECT_THAT(ReadMembers("Kode,Since\nFRA,1958\n"),
              StatusIs(absl::StatusCode::kInvalidArgument,
                       HasSubstr("t.csv:1: there is no column 'Code'")));
}

TEST_F(TableLayoutsTest, ParticipationTellsSignatureAndConsent) {
  ASSERT_OK(
      ReadTreaty("Code,Signed,Bound,Kind\nFRA,1992-06-13,1994-03-25,Approval\n"
                 "DEU,,1993,Accession\n"));
  std::vector<std::string> told;
  for (const auto& event : facts_.told["instruments/x"].instrument().events()) {
    told.push_back(absl::StrCat(event.id(), " ", event.date(), " ",
                                std::string(model::PartyOf(event))));
  }
  EXPECT_THAT(told, ElementsAre("list-signed-fra 1992-06-13 states/FRA",
                                "list-bound-fra 1994-03-25 states/FRA",
                                "list-bound-deu 1993 states/DEU"));
  const auto& events = facts_.told["instruments/x"].instrument().events();
  EXPECT_EQ(events[1].ratified().form(), model::v1::CONSENT_FORM_APPROVAL);
  EXPECT_EQ(events[2].acceded().form(), model::v1::CONSENT_FORM_ACCESSION);
}

TEST_F(TableLayoutsTest, KindThatIsNoneIsNamedAndWhoDidNothingIsReported) {
  EXPECT_THAT(
      ReadTreaty("Code,Signed,Bound,Kind\nFRA,,1994,Handshake\nDEU,,,\n"),
      StatusIs(absl::StatusCode::kInvalidArgument,
               HasSubstr("t.csv:2: 'Handshake' is no way to be bound")));
  EXPECT_THAT(facts_.left_out.counts(),
              ElementsAre(::testing::Pair("neither signed nor bound", 1)));
}

}  // namespace
}  // namespace comity::cli
