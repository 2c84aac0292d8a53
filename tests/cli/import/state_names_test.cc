// What a pack's tables and CLDR's labels do to states.
#include "cli/import/state_names.h"

#include <fstream>

#include <gmock/gmock.h>
#include <google/protobuf/text_format.h>
#include <gtest/gtest.h>

#include "absl/strings/str_cat.h"

#include "tests/support/status_matchers.h"
#include "tests/support/temp_folder.h"

namespace comity::cli {
namespace {

using ::comity::test_support::IsOk;
using ::comity::test_support::StatusIs;
using ::comity::test_support::TempFolder;
using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::SizeIs;

model::v1::Record MakeState(const std::string& name, const std::string& body) {
  model::v1::Record record;
  record.set_name(name);
  EXPECT_TRUE(google::protobuf::TextFormat::ParseFromString(
      body, record.mutable_state()));
  return record;
}

model::v1::Label MakeLabel(const std::string& language, const std::string& text,
                           model::v1::LabelKind kind) {
  model::v1::Label label;
  label.set_language(language);
  label.set_text(text);
  label.set_kind(kind);
  return label;
}

// "en SHORT Name valid", a line a label.
std::vector<std::string> LabelsOf(const model::v1::Record& record) {
  std::vector<std::string> lines;
  for (const auto& label : record.state().labels()) {
    lines.push_back(absl::StrCat(
        label.language(), " ",
        model::v1::LabelKind_Name(label.kind()).substr(11), " ", label.text(),
        label.valid().empty() ? "" : " ", label.valid()));
  }
  return lines;
}

class StateNamesTest : public ::testing::Test {
 protected:
  StateNamesTest() {
    records_.push_back(MakeState("states/RUS", R"(
      labels { language: "en" text: "Russian Federation" kind: LABEL_KIND_SHORT })"));
    records_.push_back(MakeState("states/SWZ", R"(
      labels { language: "en" text: "Eswatini" kind: LABEL_KIND_SHORT }
      labels { language: "en" text: "Kingdom of Eswatini"
               kind: LABEL_KIND_OFFICIAL }
      labels { language: "fr" text: "Swaziland" kind: LABEL_KIND_ALIAS }
      labels { language: "it" text: "Swaziland" kind: LABEL_KIND_SHORT })"));
  }

  const model::v1::Record& Russia() const { return records_[0]; }
  const model::v1::Record& Eswatini() const { return records_[1]; }

  std::string Write(const std::string& text) {
    const std::string path = folder_.path() + "/table.csv";
    std::ofstream(path) << text;
    return path;
  }

  absl::Status AddNames(const std::string& rows) {
    return AddNamesFromTable(
        Write("state,language,text,kind,valid,source,locator\n" + rows),
        records_);
  }

  std::vector<model::v1::Record> records_;
  TempFolder folder_;
};

class CldrLabelsTest : public StateNamesTest {
 protected:
  void Add(std::initializer_list<std::string> english_short) {
    pack::v1::CldrNames config;
    config.set_source("sources/cldr");
    config.mutable_english_short()->Assign(english_short.begin(),
                                           english_short.end());
    const CldrLabels labels = {
        {"RU",
         {MakeLabel("en", "Russia", model::v1::LABEL_KIND_SHORT),
          MakeLabel("ru", "Россия", model::v1::LABEL_KIND_SHORT),
          MakeLabel("xx", "F.R.", model::v1::LABEL_KIND_ALIAS),
          MakeLabel("yy", "RU", model::v1::LABEL_KIND_ALIAS)}}};
    AddCldrNames(config, {{"RU", "states/RUS"}, {"FR", "states/FRA"}}, labels,
                 records_);
  }
};

TEST_F(CldrLabelsTest, EnglishShortNameStays) {
  Add({});
  EXPECT_THAT(LabelsOf(Russia()),
              ElementsAre("en SHORT Russian Federation", "en ALIAS Russia",
                          "ru SHORT Россия", "yy ALIAS RU"));
}

TEST_F(CldrLabelsTest, UnlessThePackSaysThatAnotherIsUsual) {
  Add({"RU"});
  EXPECT_THAT(LabelsOf(Russia()),
              ElementsAre("en SHORT Russia", "en ALIAS Russian Federation",
                          "ru SHORT Россия", "yy ALIAS RU"));
}

TEST_F(CldrLabelsTest, AbbreviationThatIsTheCodeOfAnotherIsLeftOut) {
  Add({});
  for (const auto& label : Russia().state().labels()) {
    EXPECT_NE(label.text(), "F.R.");
  }
}

TEST_F(CldrLabelsTest, StateCitesItsTerritory) {
  Add({});
  ASSERT_THAT(Russia().state().citations(), SizeIs(1));
  EXPECT_EQ(Russia().state().citations(0).source(), "sources/cldr");
  EXPECT_EQ(Russia().state().citations(0).locator(), "territory RU");
  EXPECT_THAT(Eswatini().state().citations(), SizeIs(0));
}

TEST_F(StateNamesTest, DatedNameDatesAliasesInOtherLanguages) {
  ASSERT_THAT(AddNames("SWZ,en,Swaziland,SHORT,../2018-04-19,sources/a,x\n"),
              IsOk());
  // Italian has it as the plain name: there, it is in use.
  EXPECT_THAT(
      LabelsOf(Eswatini()),
      ElementsAre("en SHORT Eswatini", "en OFFICIAL Kingdom of Eswatini",
                  "en SHORT Swaziland ../2018-04-19",
                  "fr ALIAS Swaziland ../2018-04-19", "it SHORT Swaziland"));
}

TEST_F(StateNamesTest, RowCorrectsTheSameTextOnceAndThenAdds) {
  ASSERT_THAT(
      AddNames("SWZ,en,Kingdom of Eswatini,ALIAS,1968/1970,sources/a,\n"
               "SWZ,en,Kingdom of Eswatini,ALIAS,1980/1981,sources/a,\n"),
      IsOk());
  EXPECT_THAT(
      LabelsOf(Eswatini()),
      ElementsAre("en SHORT Eswatini", "en ALIAS Kingdom of Eswatini 1968/1970",
                  "en ALIAS Kingdom of Eswatini 1980/1981",
                  "fr ALIAS Swaziland", "it SHORT Swaziland"));
}

TEST_F(StateNamesTest, UndatedShortNameTakesThePlaceOfTheOneBefore) {
  ASSERT_THAT(AddNames("RUS,en,Russia,SHORT,,sources/a;sources/b,x;y\n"),
              IsOk());
  EXPECT_THAT(LabelsOf(Russia()),
              ElementsAre("en SHORT Russia", "en ALIAS Russian Federation"));
  ASSERT_THAT(Russia().state().citations(), SizeIs(2));
  EXPECT_EQ(Russia().state().citations(1).source(), "sources/b");
  EXPECT_EQ(Russia().state().citations(1).locator(), "y");
}

TEST_F(StateNamesTest, MistakesAreNamedWithTheirLine) {
  EXPECT_THAT(AddNames("XYZ,en,Name,SHORT,,sources/a,\n"),
              StatusIs(absl::StatusCode::kInvalidArgument,
                       HasSubstr("table.csv:2: the pack has no state 'XYZ'")));
  EXPECT_THAT(
      AddNames("RUS,en,Name,LONG,,sources/a,\n"),
      StatusIs(absl::StatusCode::kInvalidArgument, HasSubstr("'LONG'")));
  EXPECT_THAT(AddNames("RUS,en,Name,SHORT,,sources/a;sources/b,x\n"),
              StatusIs(absl::StatusCode::kInvalidArgument,
                       HasSubstr("as many locators as sources")));
}

TEST_F(StateNamesTest, CodesOfTheCorrelatesOfWarMayChangeHands) {
  ASSERT_THAT(AddCowCodes(Write("code,abbreviation,state,valid\n"
                                "365,RUS,RUS,../1922-12-29\n"
                                "365,RUS,RUS,1991-12-26/..\n"
                                "572,SWA,SWZ,\n"),
                          "sources/cow", records_),
              IsOk());
  ASSERT_THAT(Russia().state().codes(), SizeIs(2));
  EXPECT_EQ(Russia().state().codes(1).system(), model::v1::CODE_SYSTEM_COW);
  EXPECT_EQ(Russia().state().codes(1).value(), "365");
  EXPECT_EQ(Russia().state().codes(1).valid(), "1991-12-26/..");
  ASSERT_THAT(Russia().state().citations(), SizeIs(1));
  EXPECT_EQ(Russia().state().citations(0).locator(), "state 365");
}

}  // namespace
}  // namespace comity::cli
