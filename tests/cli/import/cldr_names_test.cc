// Names of territories from CLDR: a small tree of files, and the real package.
#include "cli/import/cldr_names.h"

#include <filesystem>
#include <fstream>

#include <gmock/gmock.h>
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
using ::testing::IsEmpty;

class CldrNamesTest : public ::testing::Test {
 protected:
  void SetUp() override {
    std::filesystem::create_directories(folder_.path() + "/main");
    std::filesystem::create_directories(folder_.path() + "/supplemental");
    std::ofstream(folder_.path() + "/supplemental/supplementalData.xml")
        << "<supplementalData><parentLocales>"
           "<parentLocale parent='root' locales='zz_Abcd'/>"
           "<parentLocale parent='xx' locales='yy'/>"
           "</parentLocales></supplementalData>";
  }

  void WriteLocale(const std::string& id, const std::string& identity,
                   const std::string& territories) {
    std::ofstream(folder_.path() + "/main/" + id + ".xml")
        << "<?xml version='1.0' encoding='UTF-8' ?>\n"
           "<!DOCTYPE ldml SYSTEM "
           "'../../common/dtd/ldml.dtd'>\n<ldml><identity>"
        << identity << "</identity><localeDisplayNames><territories>"
        << territories << "</territories></localeDisplayNames></ldml>";
  }

  // "xx-YY SHORT Name", a line a label of the territory.
  std::vector<std::string> Read(const std::string& territory) {
    auto labels = ReadCldrLabels(folder_.path());
    EXPECT_THAT(labels.status(), IsOk());
    std::vector<std::string> lines;
    if (!labels.ok()) return lines;
    for (const auto& label : (*labels)[territory]) {
      lines.push_back(absl::StrCat(
          label.language(),
          label.kind() == model::v1::LABEL_KIND_SHORT ? " SHORT " : " ALIAS ",
          label.text()));
    }
    return lines;
  }

  TempFolder folder_;
};

TEST_F(CldrNamesTest, PlainNameIsShortAndTheOthersAreAliases) {
  WriteLocale("xx", "<language type='xx'/>",
              "<territory type='CD' alt='variant'>Third</territory>"
              "<territory type='CD' alt='short'>Second</territory>"
              "<territory type='CD'>A &amp; B</territory>"
              "<territory type='001'>World</territory>");
  EXPECT_THAT(Read("CD"), ElementsAre("xx SHORT A & B", "xx ALIAS Second",
                                      "xx ALIAS Third"));
}

TEST_F(CldrNamesTest, LanguageIsWhatTheFileSaysOfItself) {
  const std::string name = "<territory type='CD'>Name</territory>";
  WriteLocale("zz_Abcd", "<language type='zz'/><script type='Abcd'/>", name);
  WriteLocale(
      "xx_ZZ_OLD",
      "<language type='xx'/><territory type='ZZ'/><variant type='OLD'/>", name);
  EXPECT_THAT(Read("CD"),
              ElementsAre("xx-ZZ-old SHORT Name", "zz-Abcd SHORT Name"));
}

TEST_F(CldrNamesTest, InheritedNameIsLeftOut) {
  WriteLocale("xx", "<language type='xx'/>",
              "<territory type='CD'>Same</territory>"
              "<territory type='EF'>Old</territory>");
  // xx_Abcd has no file: xx_Abcd_ZZ inherits from xx past it. yy inherits from
  // xx by a rule, and zz_Abcd from nobody.
  const std::string same = "<territory type='CD'>Same</territory>";
  WriteLocale("xx_Abcd_ZZ", "<language type='xx'/><territory type='ZZ'/>",
              same + "<territory type='EF'>New</territory>");
  WriteLocale("yy", "<language type='yy'/>", same);
  WriteLocale("zz", "<language type='zz'/>", same);
  WriteLocale("zz_Abcd", "<language type='zz'/><script type='Abcd'/>", same);
  EXPECT_THAT(Read("CD"), ElementsAre("xx SHORT Same", "zz SHORT Same",
                                      "zz-Abcd SHORT Same"));
  EXPECT_THAT(Read("EF"), ElementsAre("xx SHORT Old", "xx-ZZ SHORT New"));
}

TEST_F(CldrNamesTest, DraftIsPassedOverUntilContributed) {
  WriteLocale("xx", "<language type='xx'/>",
              "<territory type='CD' draft='unconfirmed'>No</territory>"
              "<territory type='EF' draft='provisional'>No</territory>"
              "<territory type='GH' draft='contributed'>Yes</territory>");
  EXPECT_THAT(Read("CD"), IsEmpty());
  EXPECT_THAT(Read("EF"), IsEmpty());
  EXPECT_THAT(Read("GH"), ElementsAre("xx SHORT Yes"));
}

TEST_F(CldrNamesTest, TextStandsOnceInALanguage) {
  WriteLocale("xx", "<language type='xx'/>",
              "<territory type='CD'>Name</territory>"
              "<territory type='CD' alt='short'>Name</territory>");
  EXPECT_THAT(Read("CD"), ElementsAre("xx SHORT Name"));
}

TEST_F(CldrNamesTest, BrokenFileIsNamed) {
  std::ofstream(folder_.path() + "/main/xx.xml") << "<ldml><identity>";
  EXPECT_THAT(
      ReadCldrLabels(folder_.path()).status(),
      StatusIs(absl::StatusCode::kInvalidArgument, HasSubstr("main/xx.xml")));
}

TEST_F(CldrNamesTest, PackageThatIsNotThereIsNamed) {
  EXPECT_THAT(
      ReadCldrLabels(folder_.path() + "/none").status(),
      StatusIs(absl::StatusCode::kNotFound, HasSubstr("unicode-cldr-core")));
}

TEST(CldrPackageTest, HasStatesAndRegionsInManyLanguages) {
  auto labels = ReadCldrLabels();
  ASSERT_THAT(labels.status(), IsOk());
  const auto has = [&](const char* territory, const char* language,
                       const char* text) {
    for (const auto& label : (*labels)[territory]) {
      if (label.language() == language && label.text() == text) return true;
    }
    return false;
  };
  EXPECT_GT((*labels)["DE"].size(), 150u);
  EXPECT_TRUE(has("DE", "de", "Deutschland"));
  EXPECT_TRUE(has("DE", "ru", "Германия"));
  EXPECT_TRUE(has("JP", "zh-Hant", "日本"));
  EXPECT_TRUE(has("155", "fr", "Europe de l’Ouest"));
  EXPECT_FALSE(has("DE", "de-AT", "Deutschland"));
}

}  // namespace
}  // namespace comity::cli
