// The contract's terms as a person reads them, and running text.
#include "cli/ask/terms.h"

#include <gmock/gmock.h>

#include "cli/ask/paragraph.h"

#include "tests/cli/ask/answers.h"

namespace comity::cli {
namespace {

TEST(TermsTest, EnumValuesLoseTheirPrefix) {
  EXPECT_EQ(Words(model::v1::MEMBERSHIP_STATUS_DIALOGUE_PARTNER),
            "dialogue partner");
  EXPECT_EQ(Words(query::v1::VERDICT_POSSIBLY), "possibly");
  EXPECT_EQ(Words(model::v1::MEMBERSHIP_STATUS_UNSPECIFIED), "");
  EXPECT_EQ(Words(static_cast<query::v1::Verdict>(99)), "");
}

TEST(TermsTest, WordsOfArgumentsLeadBackToValues) {
  const auto words = EnumWordList<model::v1::MembershipStatus>();
  EXPECT_THAT(words, testing::Contains("dialogue-partner"));
  EXPECT_THAT(words, testing::Not(testing::Contains("unspecified")));
  EXPECT_EQ(EnumOfWord<model::v1::MembershipStatus>("dialogue-partner"),
            model::v1::MEMBERSHIP_STATUS_DIALOGUE_PARTNER);
  EXPECT_EQ(EnumOfWord<model::v1::MembershipStatus>("king"),
            model::v1::MEMBERSHIP_STATUS_UNSPECIFIED);
}

TEST(TermsTest, ShortIdIsThatOfARecordBelowNoOther) {
  EXPECT_EQ(ShortId("sources/charter"), "charter");
  EXPECT_EQ(ShortId("organizations/sco/institutions/rats"),
            "organizations/sco/institutions/rats");
  EXPECT_EQ(ShortId(""), "");
}

TEST(TermsTest, EnglishShortLabelIsShown) {
  const auto labels = FromText<query::v1::OfficeHolderDescription>(R"(
    office_labels { language: 'fr' text: 'Présidence' }
    office_labels { language: 'en' text: 'Presidency' kind: LABEL_KIND_ALIAS }
    office_labels { language: 'en' text: 'Chair' kind: LABEL_KIND_SHORT })");
  EXPECT_EQ(LabelText(labels.office_labels()), "Chair");
}

TEST(ParagraphTest, LinesFitAndHang) {
  Terminal narrow;
  narrow.width = 14;
  EXPECT_EQ(Paragraph(narrow, "a: ", Style::kPlain, "one two three four"),
            "a: one two\n"
            "   three four\n");
  EXPECT_EQ(Paragraph(narrow, "a: ", Style::kPlain, ""), "");
}

}  // namespace
}  // namespace comity::cli
