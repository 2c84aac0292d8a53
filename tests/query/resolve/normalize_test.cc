#include "query/resolve/normalize.h"

#include <string>

#include "gmock/gmock.h"
#include "gtest/gtest.h"

#include "common/platform/error.h"
#include "tests/support/status_matchers.h"

namespace comity::query {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;

TEST(NormalizeTest, CaseMarksAndApostrophesDoNotCount) {
  for (const char* text : {"CÔTE D’IVOIRE", "Cote d'Ivoire", "côte dʼivoire",
                           "Co\u0302te d´Ivoire", "COTE DIVOIRE"}) {
    EXPECT_EQ(Normalize(text), "cote divoire") << text;
  }
}

TEST(NormalizeTest, TheTurkishLettersIAreOne) {
  EXPECT_EQ(Normalize("Türkiye"), "turkiye");
  EXPECT_EQ(Normalize("TÜRKİYE"), "turkiye");
  EXPECT_EQ(Normalize("KIBRIS"), Normalize("Kıbrıs"));
}

TEST(NormalizeTest, FoldsFullyAndNotLetterByLetter) {
  EXPECT_EQ(Normalize("ΕΛΛΆΣ"), Normalize("Ελλάς"));  // the final sigma
  EXPECT_EQ(Normalize("Weißrussland"), "weissrussland");
}

TEST(NormalizeTest, FullWidthFormsAreThePlainOnes) {
  EXPECT_EQ(Normalize("ＩＮＤＩＡ　＆　Ｃｏ"), "india and co");
}

TEST(NormalizeTest, ArabicWithoutVowelSignsHamzaOnAlefAndTatweel) {
  EXPECT_EQ(Normalize("الأُرْدُنّ"), Normalize("الاردن"));
  EXPECT_EQ(Normalize("مصـــر"), Normalize("مصر"));
  EXPECT_EQ(Normalize("ﻣﺼﺮ"), Normalize("مصر"));  // presentation forms
}

TEST(NormalizeTest, MarksThatAreLettersStay) {
  EXPECT_NE(Normalize("ガーナ"), Normalize("カーナ"));
  EXPECT_NE(Normalize("हिंदी"), Normalize("हद"));
  EXPECT_EQ(Normalize("中国"), "中国");
  EXPECT_EQ(Normalize("대한민국"), "대한민국");
}

TEST(NormalizeTest, PunctuationIsOneSpaceAndNoneAtTheEnds) {
  EXPECT_EQ(Normalize("  Guinea--Bissau (West\tAfrica) "),
            "guinea bissau west africa");
  EXPECT_EQ(Normalize("Bosnia & Herzegovina"), "bosnia and herzegovina");
  EXPECT_EQ(Normalize("?!"), "");
}

TEST(NormalizeTest, InitialsAreOneWord) {
  EXPECT_EQ(Normalize("U.S.A."), "usa");
  EXPECT_EQ(Normalize("D.R.Congo"), "dr congo");
  EXPECT_EQ(Normalize("St. Lucia"), "st lucia");
  EXPECT_EQ(Normalize("St.Lucia"), "st lucia");
}

TEST(NormalizeTest, ALeadingArticleIsDropped) {
  EXPECT_EQ(Normalize("The Gambia"), "gambia");
  EXPECT_EQ(Normalize("the"), "the");
  EXPECT_EQ(Normalize("Theland"), "theland");
}

TEST(NormalizeTest, IsItsOwnFixedPoint) {
  for (const char* text : {"CÔTE D’IVOIRE", "TÜRKİYE", "Ελλάς", "الأُرْدُنّ",
                           "ガーナ", "U.S.A.", "대한민국", "The Gambia"}) {
    EXPECT_EQ(Normalize(Normalize(text)), Normalize(text)) << text;
  }
}

TEST(NormalizeTest, BytesThatAreNotUtf8AreNoLetters) {
  EXPECT_EQ(Normalize("a\xff\xfe"
                      "b"),
            "a b");
}

TEST(LatinFormsTest, PutsOtherScriptsIntoLatinWithoutSpaces) {
  EXPECT_THAT(LatinForms("Россия"), ElementsAre("rossia", "rossiya"));
  EXPECT_THAT(LatinForms("中国"), ElementsAre("zhongguo"));
  EXPECT_THAT(LatinForms("ΕΛΛΑΔΑ"), ElementsAre("ellada"));
  EXPECT_THAT(LatinForms("საქართველო"), ElementsAre("sakartvelo"));
}

TEST(LatinFormsTest, WritesLatinLettersPlainly) {
  EXPECT_THAT(LatinForms("Łódź"), ElementsAre("lodz"));
  EXPECT_THAT(LatinForms("Burkina Faso"), ElementsAre("burkinafaso"));
  EXPECT_THAT(LatinForms("--"), IsEmpty());
}

TEST(NormalizeInvertedTest, TurnsATextRoundAtItsOnlyComma) {
  EXPECT_EQ(NormalizeInverted("Korea, Republic of"), "republic of korea");
  EXPECT_EQ(NormalizeInverted("Congo, The Democratic Republic of the"),
            "democratic republic of the congo");
  EXPECT_EQ(NormalizeInverted("Korea"), "");
  EXPECT_EQ(NormalizeInverted("Bonaire, Sint Eustatius, Saba"), "");
}

TEST(IsAlphabeticTest, IsForScriptsThatWriteVowels) {
  EXPECT_TRUE(IsAlphabetic("guinea bissau 2"));
  EXPECT_TRUE(IsAlphabetic("россия"));
  EXPECT_FALSE(IsAlphabetic("مصر"));
  EXPECT_FALSE(IsAlphabetic("中国"));
  EXPECT_FALSE(IsAlphabetic("オーストリア"));
}

TEST(LetterCountTest, CountsCodePointsAndNoSpaces) {
  EXPECT_EQ(LetterCount("uk"), 2);
  EXPECT_EQ(LetterCount("el salvador"), 10);
  EXPECT_EQ(LetterCount("中国"), 2);
}

TEST(CheckNameTest, RefusesWhatIsNoText) {
  for (const std::string text : {"", " \t", "\u3000", "a\xff"}) {
    EXPECT_EQ(platform::ReasonOf(CheckName(text)),
              model::v1::REASON_FIELD_INVALID)
        << text;
  }
  EXPECT_OK(CheckName(std::string(512, 'a')));
  EXPECT_EQ(platform::ReasonOf(CheckName(std::string(513, 'a'))),
            model::v1::REASON_TOO_LARGE);
}

}  // namespace
}  // namespace comity::query
