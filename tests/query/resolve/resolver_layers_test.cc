// Names at other revisions, and of records laid over the register. A basis
// replays the same answer (Q3), so nothing may depend on how the index came to
// be.
#include <algorithm>
#include <random>
#include <string>
#include <vector>

#include "gmock/gmock.h"
#include "gtest/gtest.h"

#include "query/resolve/resolver.h"
#include "tests/query/resolve/name_records.h"

namespace comity::query {
namespace {

TEST(ResolverRevisionTest, AnswersAsOfTheRevision) {
  Names names;
  names.Put("states/KAZ", StateCalled({"Kazakhstan"}));
  names.Commit();
  names.Put("states/KAZ", StateCalled({"Qazaqstan"}));
  names.Put("states/ATA", StateCalled({"Antarctica"}));
  names.Commit();
  NameQuestion question = names.On("2026");
  EXPECT_EQ(Resolved(question, "Kazakhstan"), "NOT_FOUND");
  EXPECT_EQ(Resolved(question, "Qazaqstan"), "EXACT states/KAZ");
  question.revision = 1;
  EXPECT_EQ(Resolved(question, "Kazakhstan"), "EXACT states/KAZ");
  EXPECT_EQ(Resolved(question, "Kazakstan"), "FUZZY states/KAZ");
  EXPECT_EQ(Resolved(question, "Qazaqstan"), "NOT_FOUND");
  EXPECT_EQ(Resolved(question, "Antartica"), "NOT_FOUND");
  EXPECT_EQ(Resolved(question, "states/ATA"), "NOT_FOUND");
}

class ResolverLaidOverTest : public ::testing::Test {
 protected:
  ResolverLaidOverTest() {
    names_.Put("states/MKD", StateCalled({"Macedonia"}));
    names_.Put("states/GRC", StateCalled({"Greece"}));
    names_.Commit();
  }

  std::string Resolve(absl::string_view text) {
    NameQuestion question = names_.On("2026");
    question.laid_over = &over_.index();
    return Resolved(question, text);
  }

  Names names_;
  Names over_;
};

TEST_F(ResolverLaidOverTest, RecordsLaidOverStandBesideTheRegister) {
  over_.Put("states/ATL", StateCalled({"Atlantis", "Greece"}));
  EXPECT_EQ(Resolve("Atlantis"), "EXACT states/ATL");
  EXPECT_EQ(Resolve("Atlanntis"), "FUZZY states/ATL");
  EXPECT_EQ(Resolve("states/ATL"), "EXACT states/ATL");
  EXPECT_EQ(Resolve("Macedonia"), "EXACT states/MKD");
  EXPECT_EQ(Resolve("Greece"), "AMBIGUOUS states/ATL states/GRC");
}

TEST_F(ResolverLaidOverTest, ARecordLaidOverHidesItsOther) {
  over_.Put("states/MKD", StateCalled({"North Macedonia"}));
  EXPECT_EQ(Resolve("North Macedonia"), "EXACT states/MKD");
  EXPECT_EQ(Resolve("Macedonia"), "NOT_FOUND states/MKD");
  EXPECT_EQ(Resolve("states/MKD"), "EXACT states/MKD");
}

TEST_F(ResolverLaidOverTest, ADeletionLaidOverHidesTheRecord) {
  over_.Delete("states/MKD");
  EXPECT_EQ(Resolve("Macedonia"), "NOT_FOUND");
  EXPECT_EQ(Resolve("states/MKD"), "NOT_FOUND");
}

// Q3: two replicas that came to a revision in different ways answer alike.
TEST(ResolverOrderTest, AnswersDoNotDependOnTheOrderOfFilling) {
  const unsigned seed = std::random_device()();
  SCOPED_TRACE(testing::Message() << "seed " << seed);
  std::mt19937 random(seed);
  std::vector<std::pair<std::string, std::string>> records;
  for (int i = 0; i < 40; ++i) {
    std::vector<std::string> labels;
    for (int j = 0; j < 3; ++j) {
      labels.push_back(absl::StrCat("Union of ", 1 + random() % 20, " states ",
                                    random() % 3));
    }
    records.emplace_back(absl::StrCat("states/x", 1000 + i),
                         StateCalled(labels));
  }
  const auto answers = [&records] {
    Names names;
    for (const auto& [name, body] : records) names.Put(name, body);
    names.Commit();
    std::vector<std::string> all;
    for (const char* text : {"Union of", "Union of 7 states 1", "Unjon of",
                             "Union of 21 states", "states"}) {
      all.push_back(Resolved(names.On("2026"), text));
    }
    return all;
  };
  const std::vector<std::string> expected = answers();
  for (int round = 0; round < 10; ++round) {
    std::shuffle(records.begin(), records.end(), random);
    ASSERT_EQ(answers(), expected);
  }
}

}  // namespace
}  // namespace comity::query
