// The texts that are no name or code, but near to one.
#include <string>
#include <utility>

#include "gmock/gmock.h"
#include "gtest/gtest.h"

#include "query/resolve/resolver.h"
#include "tests/query/resolve/name_records.h"

namespace comity::query {
namespace {

class ResolverNearTest : public ::testing::Test {
 protected:
  std::string Today(absl::string_view text) {
    return Resolved(names_.On("2026-01-01"), text);
  }

  Names names_;
};

TEST_F(ResolverNearTest, ASlipForOneRecordIsFuzzy) {
  names_.Put("states/KAZ", StateCalled({"Kazakhstan"}));
  names_.Put("states/DEU", StateCalled({"Germany"}));
  names_.Put("organizations/sco",
             "organization { labels { language: 'en' "
             "text: 'Shanghai Cooperation Organisation' } }");
  names_.Commit();
  EXPECT_EQ(Today("Kazakstan"), "FUZZY states/KAZ");
  EXPECT_EQ(Today("Germny"), "FUZZY states/DEU");
  EXPECT_EQ(Today("Shanghai Cooperation Organization"),
            "FUZZY organizations/sco");
}

TEST_F(ResolverNearTest, APartOfTwoRecordsLabelsIsAmbiguous) {
  names_.Put("states/KOR", StateCalled({"South Korea", "Korea, Republic of"}));
  names_.Put(
      "states/PRK",
      StateCalled({"North Korea", "Korea, Democratic People's Republic of"}));
  names_.Commit();
  EXPECT_EQ(Today("Korea"), "AMBIGUOUS states/KOR states/PRK");
  EXPECT_EQ(Today("Korean"), "NOT_FOUND");
}

TEST_F(ResolverNearTest, APartOfOneRecordsLabelIsNotItsName) {
  names_.Put("states/GNQ", StateCalled({"Equatorial Guinea"}));
  names_.Commit();
  const auto answer = NameResolver(names_.On("2026")).Resolve("Guinea");
  ASSERT_EQ(answer->outcome, v1::RESOLVE_OUTCOME_NOT_FOUND);
  ASSERT_EQ(answer->candidates.size(), 1U);
  EXPECT_EQ(answer->candidates[0].match, v1::MATCH_KIND_PART);
}

TEST_F(ResolverNearTest, NoStateIsEverASlipForAnother) {
  for (const auto& [one, other] :
       {std::pair("Niger", "Nigeria"), std::pair("Austria", "Australia"),
        std::pair("Iran", "Iraq"), std::pair("Slovakia", "Slovenia"),
        std::pair("Dominica", "Dominican Republic"),
        std::pair("Mali", "Malawi"), std::pair("Guinea", "Guyana"),
        std::pair("Gambia", "Zambia"), std::pair("Ireland", "Iceland"),
        std::pair("North Korea", "South Korea"),
        std::pair("Republic of China", "People's Republic of China"),
        std::pair("Congo", "Democratic Republic of the Congo"),
        std::pair("Sudan", "South Sudan"), std::pair("Uk", "Ukraine")}) {
    for (const auto& [asked, there] :
         {std::pair(one, other), std::pair(other, one)}) {
      Names names;
      names.Put("states/AAA", StateCalled({there}));
      names.Commit();
      const auto answer = NameResolver(names.On("2026")).Resolve(asked);
      EXPECT_EQ(answer->outcome, v1::RESOLVE_OUTCOME_NOT_FOUND)
          << asked << " for " << there;
    }
  }
}

TEST_F(ResolverNearTest, ATextBetweenTwoRecordsIsNeither) {
  names_.Put("states/NER", StateCalled({"Niger"}));
  names_.Put("states/NGA", StateCalled({"Nigeria"}));
  names_.Put("states/SVK", StateCalled({"Slovakia"}));
  names_.Put("states/SVN", StateCalled({"Slovenia"}));
  names_.Commit();
  EXPECT_EQ(Today("Nigera"), "AMBIGUOUS states/NER states/NGA");
  EXPECT_EQ(Today("Slovekia"), "NOT_FOUND states/SVK states/SVN");
}

TEST_F(ResolverNearTest, ASlipThatIsPartOfAnothersLabelIsAmbiguous) {
  names_.Put("states/MDG", StateCalled({"Madagascar"}));
  names_.Put("organizations/mada",
             "organization { labels { language: 'en' "
             "text: 'Friends of Madagscar' } }");
  names_.Commit();
  EXPECT_EQ(Today("Madagscar"), "AMBIGUOUS states/MDG organizations/mada");
}

TEST_F(ResolverNearTest, UnderFourLettersNothingIsNear) {
  names_.Put("states/GBR", StateCalled({"UK of Great Britain"}));
  names_.Put("states/TWN",
             "state { labels { text: '越南国' language: 'zh' } }");
  names_.Commit();
  EXPECT_EQ(Today("Uk"), "NOT_FOUND");
  EXPECT_EQ(Today("越南"), "NOT_FOUND");
}

TEST_F(ResolverNearTest, ATransliterationIsFuzzyAndNeverExact) {
  names_.Put("states/RUS",
             "state { labels { language: 'ru' text: 'Россия' } }");
  names_.Put("states/CHN", "state { labels { language: 'zh' text: '中国' } }");
  names_.Put("states/UZB", StateCalled({"Oʻzbekiston"}));
  names_.Commit();
  EXPECT_EQ(Today("россия"), "EXACT states/RUS");
  EXPECT_EQ(Today("Rossiya"), "FUZZY states/RUS");
  EXPECT_EQ(Today("Rossia"), "FUZZY states/RUS");
  EXPECT_EQ(Today("Zhong Guo"), "FUZZY states/CHN");
  EXPECT_EQ(Today("Озбекистон"), "FUZZY states/UZB");
  const auto answer = NameResolver(names_.On("2026")).Resolve("Rossiya");
  EXPECT_EQ(answer->candidates[0].match, v1::MATCH_KIND_TRANSLITERATION);
  EXPECT_LT(answer->candidates[0].score, 1);
}

TEST_F(ResolverNearTest, ATransliterationOfTwoRecordsIsAmbiguous) {
  names_.Put("states/NER", "state { labels { language: 'ru' text: 'Нигер' } }");
  names_.Put("states/NGA",
             "state { labels { language: 'mn' text: 'Нигерь' } }");
  names_.Commit();
  EXPECT_EQ(Today("Niger"), "AMBIGUOUS states/NER states/NGA");
}

TEST_F(ResolverNearTest, LabelsOutOfUseAreHintsOnly) {
  names_.Put("states/SWZ",
             "state { labels { language: 'en' text: 'Swaziland' "
             "valid: '1968/2018-04-18' } }");
  names_.Commit();
  EXPECT_EQ(Resolved(names_.On("2015"), "Swazland"), "FUZZY states/SWZ");
  EXPECT_EQ(Today("Swazland"), "NOT_FOUND (states/SWZ)");
}

TEST_F(ResolverNearTest, ListsTheTenBestOfEachRecordOnce) {
  for (int i = 0; i < 30; ++i) {
    names_.Put(absl::StrCat("organizations/o", 10 + i),
               absl::StrCat("organization { labels { text: 'Union of O", i,
                            "' } labels { text: 'The Union of O", i,
                            " and more' } }"));
  }
  names_.Commit();
  const auto answer = NameResolver(names_.On("2026")).Resolve("Union of");
  EXPECT_EQ(answer->outcome, v1::RESOLVE_OUTCOME_AMBIGUOUS);
  ASSERT_EQ(answer->candidates.size(), kNameCandidatesMax);
  for (size_t i = 0; i < answer->candidates.size(); ++i) {
    EXPECT_EQ(answer->candidates[i].record->name,
              absl::StrCat("organizations/o", 10 + i));
  }
}

}  // namespace
}  // namespace comity::query
