// The texts that are a name or code as a whole.
#include "query/resolve/resolver.h"

#include <string>

#include "gmock/gmock.h"
#include "gtest/gtest.h"

#include "common/platform/error.h"
#include "tests/query/resolve/name_records.h"

namespace comity::query {
namespace {

std::string Code(const char* system, const char* value,
                 const char* valid = "") {
  return absl::StrCat("codes { system: CODE_SYSTEM_", system, " value: '",
                      value, "' valid: '", valid, "' } ");
}

class ResolverTest : public ::testing::Test {
 protected:
  std::string Today(absl::string_view text) {
    return Resolved(names_.On("2026-01-01"), text);
  }

  Names names_;
};

TEST_F(ResolverTest, ALabelOfOneRecordIsExactWhateverItsCaseAndMarks) {
  names_.Put("states/CIV", StateCalled({"Côte d'Ivoire"}));
  names_.Commit();
  EXPECT_EQ(Today("COTE D’IVOIRE"), "EXACT states/CIV");
  EXPECT_EQ(Today("Ivory Coast"), "NOT_FOUND");
}

TEST_F(ResolverTest, AnExactLabelIsNotMadeAmbiguousByLongerOnes) {
  names_.Put("states/GIN", StateCalled({"Guinea"}));
  names_.Put("states/GNQ", StateCalled({"Equatorial Guinea"}));
  names_.Put("states/PNG", StateCalled({"Papua New Guinea"}));
  names_.Put("states/COG", StateCalled({"Congo"}));
  names_.Put("states/COD",
             StateCalled({"Congo, The Democratic Republic of the"}));
  names_.Put("states/NER", StateCalled({"Niger"}));
  names_.Put("states/NGA", StateCalled({"Nigeria"}));
  names_.Commit();
  EXPECT_EQ(Today("Guinea"), "EXACT states/GIN");
  EXPECT_EQ(Today("Congo"), "EXACT states/COG");
  EXPECT_EQ(Today("Democratic Republic of the Congo"), "EXACT states/COD");
  EXPECT_EQ(Today("Niger"), "EXACT states/NER");
  EXPECT_EQ(Today("Nigeria"), "EXACT states/NGA");
}

TEST_F(ResolverTest, ALabelOfTwoRecordsIsAmbiguousWhateverItsKind) {
  names_.Put("states/COG", StateCalled({"Congo"}));
  names_.Put("states/COD",
             "state { labels { language: 'en' text: 'Congo' "
             "kind: LABEL_KIND_ALIAS } }");
  names_.Commit();
  EXPECT_EQ(Today("Congo"), "AMBIGUOUS states/COD states/COG");
}

TEST_F(ResolverTest, ALabelHoldsOnTheDaysOfItsValidity) {
  names_.Put("states/SWZ",
             "state { labels { language: 'en' text: 'Swaziland' "
             "valid: '1968/2018-04-18' } labels { language: 'en' "
             "text: 'Eswatini' valid: '2018-04-19/..' } }");
  names_.Commit();
  EXPECT_EQ(Resolved(names_.On("2015"), "Swaziland"), "EXACT states/SWZ");
  EXPECT_EQ(Resolved(names_.On("2015"), "Eswatini"), "NOT_FOUND (states/SWZ)");
  EXPECT_EQ(Resolved(names_.On("2018"), "Swaziland"), "EXACT states/SWZ");
  // It tells where the name went, and decides nothing.
  EXPECT_EQ(Today("Swaziland"), "NOT_FOUND (states/SWZ)");
}

TEST_F(ResolverTest, PossibleUseCountsAndIsMarked) {
  names_.Put("states/SWZ",
             "state { labels { language: 'en' text: 'Swaziland' "
             "valid: '1968/2018' } }");
  names_.Commit();
  const auto answer =
      NameResolver(names_.On("2018-06-01")).Resolve("Swaziland");
  ASSERT_EQ(answer->outcome, v1::RESOLVE_OUTCOME_EXACT);
  EXPECT_EQ(answer->candidates[0].in_use, model::Certainty::kPossible);
  EXPECT_EQ(answer->candidates[0].match, v1::MATCH_KIND_LABEL);
  EXPECT_EQ(answer->candidates[0].label->text(), "Swaziland");
  EXPECT_EQ(answer->candidates[0].score, 1);
}

TEST_F(ResolverTest, ALabelOutOfUseDoesNotStandAgainstOneInUse) {
  names_.Put("states/COD",
             "state { labels { language: 'en' text: 'Congo' "
             "valid: '../1971' } }");
  names_.Put("states/COG", StateCalled({"Congo"}));
  names_.Commit();
  EXPECT_EQ(Today("Congo"), "EXACT states/COG (states/COD)");
}

TEST_F(ResolverTest, LabelsOfRenamingsHoldAsTheViewFoldsThem) {
  names_.Put(
      "organizations/sco",
      "organization { events { date: '1996' renamed { labels { language: 'en' "
      "text: 'Shanghai Five' } } } events { date: '2001-06-15' renamed { "
      "labels { language: 'en' text: 'SCO' } } } events { date: '2005' "
      "standing: STANDING_REJECTED renamed { labels { language: 'en' "
      "text: 'Shanghai Pact' } } } }");
  names_.Commit();
  EXPECT_EQ(Resolved(names_.On("2000"), "shanghai five"),
            "EXACT organizations/sco");
  EXPECT_EQ(Resolved(names_.On("2000"), "SCO"),
            "NOT_FOUND (organizations/sco)");
  EXPECT_EQ(Today("sco"), "EXACT organizations/sco");
  EXPECT_EQ(Today("Shanghai Pact"), "NOT_FOUND (organizations/sco)");
}

TEST_F(ResolverTest, CodesAreWholeTextsAndLettersInCapitals) {
  names_.Put("states/IND",
             "state { " + Code("ISO_ALPHA2", "IN") + Code("ISO_ALPHA3", "IND") +
                 Code("ISO_NUMERIC", "356") + Code("M49", "356") + "}");
  names_.Put("states/UKR",
             "state { labels { language: 'en' text: 'Ukraine' } " +
                 Code("ISO_ALPHA2", "UA") + "}");
  names_.Commit();
  EXPECT_EQ(Today("IN"), "EXACT states/IND");
  EXPECT_EQ(Today(" IND\n"), "EXACT states/IND");
  EXPECT_EQ(Today("356"), "EXACT states/IND");  // of two systems
  for (const char* text : {"in", "In", "Uk", "UK", "IN UA", "0356", "ua"}) {
    EXPECT_EQ(Today(text), "NOT_FOUND") << text;
  }
}

TEST_F(ResolverTest, CodesOfTwoSystemsMayNameTwoStates) {
  names_.Put("states/ZAF", "state { " + Code("ISO_NUMERIC", "710") + "}");
  names_.Put("states/CHN", "state { " + Code("COW", "710") + "}");
  names_.Commit();
  EXPECT_EQ(Today("710"), "AMBIGUOUS states/CHN states/ZAF");
  NameQuestion question = names_.On("2026");
  question.code_system = model::v1::CODE_SYSTEM_COW;
  EXPECT_EQ(Resolved(question, "710"), "EXACT states/CHN");
  EXPECT_EQ(Resolved(question, "IND"), "NOT_FOUND");
}

TEST_F(ResolverTest, ANamedSystemTakesCodesOfAnyCaseAndNoLabels) {
  names_.Put("states/IND", "state { labels { language: 'en' text: 'India' } " +
                               Code("ISO_ALPHA2", "IN") + "}");
  names_.Commit();
  NameQuestion question = names_.On("2026");
  question.code_system = model::v1::CODE_SYSTEM_ISO_ALPHA2;
  EXPECT_EQ(Resolved(question, "in"), "EXACT states/IND");
  EXPECT_EQ(Resolved(question, "India"), "NOT_FOUND");
}

TEST_F(ResolverTest, ACodeThatIsAnothersLabelIsAmbiguous) {
  names_.Put("states/AUS", "state { " + Code("ISO_ALPHA2", "AU") + "}");
  names_.Put("organizations/au",
             "organization { labels { language: 'en' text: 'AU' } }");
  names_.Put("states/USA", "state { labels { language: 'en' text: 'US' } " +
                               Code("ISO_ALPHA2", "US") + "}");
  names_.Commit();
  EXPECT_EQ(Today("AU"), "AMBIGUOUS organizations/au states/AUS");
  EXPECT_EQ(Today("Au"), "EXACT organizations/au");
  EXPECT_EQ(Today("US"), "EXACT states/USA");
}

TEST_F(ResolverTest, ACodeHoldsOnTheDaysOfItsValidity) {
  names_.Put("states/SUN",
             "state { " + Code("ISO_ALPHA2", "SU", "1974/1992-08-30") + "}");
  names_.Commit();
  EXPECT_EQ(Resolved(names_.On("1985"), "SU"), "EXACT states/SUN");
  EXPECT_EQ(Today("SU"), "NOT_FOUND (states/SUN)");
}

TEST_F(ResolverTest, ANameOfARecordThatExistsIsExact) {
  names_.Put("states/IND", StateCalled({"India"}));
  names_.Put("sources/charter", "source { title: 'Charter' }");
  names_.Commit();
  EXPECT_EQ(Today("states/IND"), "EXACT states/IND");
  EXPECT_EQ(Today("sources/charter"), "EXACT sources/charter");
  EXPECT_EQ(Today("states/PAK"), "NOT_FOUND");
  names_.Delete("states/IND");
  names_.Commit();
  EXPECT_EQ(Today("states/IND"), "NOT_FOUND");
}

TEST_F(ResolverTest, ALanguageTakesItsNarrowerOnesAndTextsOfNone) {
  names_.Put("states/BRA",
             "state { labels { language: 'pt-BR' text: 'Brasil' } "
             "labels { language: 'und' text: 'BRA' } "
             "labels { language: 'ptx' text: 'Brazil' } }");
  names_.Commit();
  NameQuestion question = names_.On("2026");
  question.language = "PT";
  EXPECT_EQ(Resolved(question, "Brasil"), "EXACT states/BRA");
  EXPECT_EQ(Resolved(question, "bra"), "EXACT states/BRA");
  EXPECT_EQ(Resolved(question, "Brazil"), "NOT_FOUND");
  question.language = "pt-BR";
  EXPECT_EQ(Resolved(question, "Brasil"), "EXACT states/BRA");
  question.language = "pt-PT";
  EXPECT_EQ(Resolved(question, "Brasil"), "NOT_FOUND");
}

TEST_F(ResolverTest, OtherKindsThanThoseAskedAreNotThere) {
  names_.Put("states/GUM", StateCalled({"Guam"}));
  names_.Put("organizations/guam",
             "organization { labels { language: 'en' text: 'GUAM' } }");
  names_.Commit();
  EXPECT_EQ(Today("Guam"), "AMBIGUOUS organizations/guam states/GUM");
  NameQuestion question = names_.On("2026");
  question.kinds = {model::v1::RECORD_KIND_STATE};
  EXPECT_EQ(Resolved(question, "Guam"), "EXACT states/GUM");
  EXPECT_EQ(Resolved(question, "organizations/guam"), "NOT_FOUND");
}

TEST_F(ResolverTest, TextsThatAreNoneAreRefused) {
  names_.Commit();
  const auto answer = NameResolver(names_.On("2026")).Resolve(" ");
  EXPECT_EQ(platform::ReasonOf(answer.status()),
            model::v1::REASON_FIELD_INVALID);
  EXPECT_EQ(Today("?"), "NOT_FOUND");
}

}  // namespace
}  // namespace comity::query
