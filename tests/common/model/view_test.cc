#include "common/model/view.h"

#include <map>
#include <string>
#include <vector>

#include "gmock/gmock.h"
#include "gtest/gtest.h"

#include "common/model/edtf.h"
#include "tests/common/model/textproto.h"

namespace comity::model {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;

// Events by id: a accepted by old and new, b alternative by old, c rejected by
// new, d accepted by undated, e accepted and disputed by old.
class ViewTest : public ::testing::Test {
 protected:
  std::vector<std::string> Select(const View& view) {
    std::vector<std::string> ids;
    for (const v1::Event* event :
         SelectEvents(record_.membership().events(), view,
                      [this](absl::string_view source) -> std::optional<Day> {
                        const auto found = published_.find(std::string(source));
                        if (found == published_.end()) return std::nullopt;
                        return found->second;
                      })) {
      ids.push_back(event->id());
    }
    return ids;
  }

  static Day Latest(absl::string_view date) {
    return Date::Parse(date).value().latest();
  }

  const std::map<std::string, Day> published_ = {
      {"sources/old", Latest("2004")}, {"sources/new", Latest("2013-05-01")}};
  const v1::Record record_ = FromText<v1::Record>(R"pb(
    membership {
      events {
        id: "a"
        citations { source: "sources/old" }
        citations { source: "sources/new" }
      }
      events {
        id: "b"
        standing: STANDING_ALTERNATIVE
        citations { source: "sources/old" stance: STANCE_SUPPORTS }
      }
      events {
        id: "c"
        standing: STANDING_REJECTED
        citations { source: "sources/new" }
      }
      events {
        id: "d"
        standing: STANDING_ACCEPTED
        citations { source: "sources/undated" }
      }
      events {
        id: "e"
        citations { source: "sources/undated" }
        citations { source: "sources/old" stance: STANCE_DISPUTES }
      }
    })pb");
};

TEST_F(ViewTest, CanonicalViewIsTheAcceptedEvents) {
  EXPECT_THAT(Select({}), ElementsAre("a", "d", "e"));
  EXPECT_EQ(AcceptedEvents(record_.membership().events()).size(), 3u);
  EXPECT_EQ(View{}.order_policy(), OrderPolicy::kRefuse);
}

TEST_F(ViewTest, SourcesViewIsWhatTheySupportWhateverTheStanding) {
  const std::vector<std::string> old = {"sources/old"};
  const std::vector<std::string> recent = {"sources/new"};
  const std::vector<std::string> both = {"sources/old", "sources/new"};
  const std::vector<std::string> other = {"sources/other"};
  EXPECT_THAT(Select({.sources = old}), ElementsAre("a", "b"));
  EXPECT_THAT(Select({.sources = recent}), ElementsAre("a", "c"));
  EXPECT_THAT(Select({.sources = both}), ElementsAre("a", "b", "c"));
  EXPECT_THAT(Select({.sources = other}), IsEmpty());
  EXPECT_EQ(View{.sources = old}.order_policy(), OrderPolicy::kSortByEarliest);
}

TEST_F(ViewTest, EvidenceCountsOnceCertainlyPublished) {
  EXPECT_THAT(Select({.evidence_until = Latest("2004-12-30")}), IsEmpty());
  EXPECT_THAT(Select({.evidence_until = Latest("2004")}), ElementsAre("a"));
  EXPECT_THAT(Select({.evidence_until = kMaxDay}), ElementsAre("a"));
}

TEST_F(ViewTest, UnderACutTheSourcesAskedMustBeThemselvesPublished) {
  const std::vector<std::string> recent = {"sources/new"};
  EXPECT_THAT(Select({.sources = recent, .evidence_until = Latest("2010")}),
              IsEmpty());
  EXPECT_THAT(Select({.sources = recent, .evidence_until = Latest("2013")}),
              ElementsAre("a", "c"));
}

TEST(PublishedByTest, LatestDayOfTheDateOrNothing) {
  v1::Source source;
  EXPECT_EQ(PublishedBy(source), std::nullopt);
  source.set_published("2013~");
  EXPECT_EQ(PublishedBy(source)->ToString(), "2013-12-31");
  source.set_published("201X");
  EXPECT_EQ(PublishedBy(source), std::nullopt);
}

}  // namespace
}  // namespace comity::model
