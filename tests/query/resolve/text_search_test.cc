// Checks the search by counting against a comparison with every text.
#include "query/resolve/text_search.h"

#include <map>
#include <random>
#include <string>
#include <vector>

#include "gmock/gmock.h"
#include "gtest/gtest.h"

#include "query/resolve/normalize.h"
#include "query/resolve/similarity.h"
#include "tests/query/resolve/name_records.h"

namespace comity::query {
namespace {

using ::testing::IsEmpty;
using ::testing::UnorderedElementsAre;

std::vector<std::string> Containing(const Names& names,
                                    absl::string_view part) {
  std::vector<std::string> found;
  TextSearch(names.index()).ForEachContaining(part, [&](const NameText& text) {
    found.push_back(text.text);
  });
  return found;
}

TEST(TextSearchTest, FindsPartsThatAreWholeWords) {
  Names names;
  names.Put("states/A", StateCalled({"South Korea", "Korean Empire"}));
  names.Put("states/B", StateCalled({"Korea", "Republic of Korea (South)"}));
  names.Commit();
  EXPECT_THAT(Containing(names, "korea"),
              UnorderedElementsAre("south korea", "republic of korea south"));
  EXPECT_THAT(Containing(names, "of korea"),
              UnorderedElementsAre("republic of korea south"));
  EXPECT_THAT(Containing(names, "korea of"), IsEmpty());
  EXPECT_THAT(Containing(names, "empire of"), IsEmpty());
}

TEST(TextSearchTest, FindsJustTheTextsThatReachTheDice) {
  const unsigned seed = std::random_device()();
  SCOPED_TRACE(testing::Message() << "seed " << seed);
  std::mt19937 random(seed);
  const auto word = [&random] {
    std::string text;
    const size_t length = 1 + random() % 12;
    for (size_t i = 0; i < length; ++i) {
      text += random() % 8 == 0 && i > 0 ? ' ' : "abcd"[random() % 4];
    }
    return text;
  };
  Names names;
  std::map<std::string, std::vector<Trigram>> all;
  std::vector<std::string> labels;
  for (int i = 0; i < 500; ++i) {
    labels.push_back(word());
    const std::string normalized = Normalize(labels.back());
    all[normalized] = TrigramsOf(normalized);
  }
  names.Put("states/A", StateCalled(labels));
  names.Commit();

  TextSearch search(names.index());
  for (int i = 0; i < 300; ++i) {
    const std::string asked = Normalize(word());
    const double dice_min = 0.3 + 0.1 * static_cast<double>(random() % 7);
    std::map<std::string, double> expected;
    for (const auto& [text, trigrams] : all) {
      const double dice = Dice(TrigramsOf(asked), trigrams);
      if (dice >= dice_min) expected[text] = dice;
    }
    std::map<std::string, double> found;
    search.ForEachSimilar(asked, dice_min,
                          [&](const NameText& text, double dice) {
                            EXPECT_TRUE(found.emplace(text.text, dice).second);
                          });
    ASSERT_EQ(found, expected) << asked << " " << dice_min;
  }
}

}  // namespace
}  // namespace comity::query
