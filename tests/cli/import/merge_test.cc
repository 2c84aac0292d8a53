// An importer owns what cites its sources alone; everything else stays, and
// where it stood.
#include "cli/import/merge.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace comity::cli {
namespace {

using ::testing::ElementsAre;

// A membership with events "id source[,source]".
model::v1::Record Make(
    const std::vector<std::pair<std::string, std::vector<std::string>>>&
        events) {
  model::v1::Record record;
  record.set_name("organizations/a/memberships/AAA");
  for (const auto& [id, sources] : events) {
    auto* event = record.mutable_membership()->add_events();
    event->set_id(id);
    for (const auto& source : sources) {
      event->add_citations()->set_source("sources/" + source);
    }
  }
  return record;
}

std::vector<std::string> Ids(const model::v1::Record& record) {
  std::vector<std::string> ids;
  for (const auto& event : record.membership().events()) {
    ids.push_back(event.id());
  }
  return ids;
}

const std::set<std::string>& Owned() {
  static const auto& owned = *new std::set<std::string>{"sources/own"};
  return owned;
}

TEST(MergeTest, OwnEventsAreReplacedWhereTheyStood) {
  const auto stored = Make({{"x", {"other"}},
                            {"old-1", {"own"}},
                            {"old-2", {"own"}},
                            {"y", {"other"}}});
  const auto merged =
      ReplaceOwnEvents(Make({{"new", {"own"}}}), stored, Owned());
  EXPECT_THAT(Ids(merged), ElementsAre("x", "new", "y"));
}

TEST(MergeTest, FirstImportStandsAfterTheOthers) {
  const auto merged = ReplaceOwnEvents(Make({{"new", {"own"}}}),
                                       Make({{"x", {"other"}}}), Owned());
  EXPECT_THAT(Ids(merged), ElementsAre("x", "new"));
}

TEST(MergeTest, EventThatSomebodyElseSupportsTooIsNotOwn) {
  const auto merged = ReplaceOwnEvents(
      Make({{"new", {"own"}}}), Make({{"shared", {"own", "other"}}}), Owned());
  EXPECT_THAT(Ids(merged), ElementsAre("shared", "new"));
}

TEST(MergeTest, SameIdIsTheSameEvent) {
  const auto merged = ReplaceOwnEvents(
      Make({{"a", {"own"}}}), Make({{"a", {"own", "other"}}, {"b", {"other"}}}),
      Owned());
  EXPECT_THAT(Ids(merged), ElementsAre("a", "b"));
}

TEST(MergeTest, CitationThatSomebodyAddedToAnEventStays) {
  const auto wanted = Make({{"a", {"own"}}});
  const auto stored = Make({{"a", {"own", "other"}}});
  const auto merged = ReplaceOwnEvents(wanted, stored, Owned());
  EXPECT_EQ(merged.SerializeAsString(), stored.SerializeAsString());
}

TEST(MergeTest, ImportingAgainInAnyOrderChangesNothing) {
  const std::set<std::string> theirs = {"sources/other"};
  const auto own = Make({{"a", {"own"}}, {"b", {"own"}}});
  const auto other = Make({{"x", {"other"}}});
  auto stored = ReplaceOwnEvents(other, own, theirs);
  for (int i = 0; i < 3; ++i) {
    EXPECT_THAT(Ids(stored), ElementsAre("a", "b", "x"));
    stored = i % 2 == 0 ? ReplaceOwnEvents(own, stored, Owned())
                        : ReplaceOwnEvents(other, stored, theirs);
  }
}

}  // namespace
}  // namespace comity::cli
