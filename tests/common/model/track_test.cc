#include "common/model/track.h"

#include <string>
#include <vector>

#include "absl/strings/str_cat.h"
#include "gmock/gmock.h"
#include "gtest/gtest.h"

#include "tests/common/model/textproto.h"

namespace comity::model {
namespace {

using ::testing::ElementsAre;

DayRange Days(const char* date) { return Date::Parse(date)->bounds(); }

Track TrackOf(const Events& events) {
  const absl::Span<const v1::Event* const> span = events;
  return Track({span.begin(), span.end()});
}

std::vector<std::string> Payloads(const Track& track) {
  std::vector<std::string> dates;
  for (int i = 0; i < track.size(); ++i) {
    dates.push_back(track.event(i)->date());
  }
  return dates;
}

constexpr char kGiven[] = "mandate_given { topic: 'topics/a' }";
constexpr char kEnded[] = "mandate_ended { topic: 'topics/a' }";

TEST(TrackTest, KeepsTheOrderGivenWhereTheDatesAllowIt) {
  const Events events = {{"2004", kGiven}, {"2004-03", kEnded}};
  const Track track = TrackOf(events);
  EXPECT_THAT(Payloads(track), ElementsAre("2004", "2004-03"));
  // Tightened: what came before March ended by its last day.
  EXPECT_EQ(track.bounds(0).last, Days("2004-03-31").last);
}

TEST(TrackTest, TakesContradictingEventsByTheirEarliestDay) {
  const Events events = {{"2010", kEnded}, {"2004", kGiven}};
  EXPECT_THAT(Payloads(TrackOf(events)), ElementsAre("2004", "2010"));
}

TEST(TrackTest, ADateThatDoesNotParseIsUnknown) {
  const Events events = {{"last year", kGiven}};
  EXPECT_EQ(TrackOf(events).bounds(0), (DayRange{kMinDay, kMaxDay}));
}

TEST(TrackTest, HoldsFromItsEventToTheDayBeforeTheNext) {
  const Events events = {{"2004", kGiven}, {"2010-05-01", kEnded}};
  const Track track = TrackOf(events);
  const auto given = [&track](int place) {
    return place >= 0 && track.event(place)->has_mandate_given();
  };
  EXPECT_EQ(track.During(Days("2003"), given).at_some_time, Certainty::kNone);
  // The source knows only the year.
  EXPECT_EQ(track.During(Days("2004-03-01"), given).at_some_time,
            Certainty::kPossible);
  EXPECT_EQ(track.During(Days("2005"), given).throughout, Certainty::kCertain);
  EXPECT_EQ(track.During(Days("2010-04-30"), given).throughout,
            Certainty::kCertain);
  EXPECT_EQ(track.During(Days("2010-05-01"), given).at_some_time,
            Certainty::kNone);
  EXPECT_EQ(track.During(Days("2010"), given).at_some_time,
            Certainty::kCertain);
  EXPECT_EQ(track.During(Days("2010"), given).throughout, Certainty::kNone);
}

TEST(TrackTest, TwoStatesThatBothHoldThroughoutAreOneProperty) {
  const Events events = {{"2004", kGiven}, {"[2005..2007]", kGiven}};
  const Track track = TrackOf(events);
  const Track::Firmness firmness = track.During(
      Days("2006"), [](int place) { return place == 0 || place == 1; });
  EXPECT_EQ(firmness.throughout, Certainty::kCertain);
}

TEST(TrackTest, QualifiedDatesMarkThePlacesTheyBound) {
  const Events events = {{"2004", kGiven}, {"2006~", kEnded}, {"2009", kGiven}};
  const Track track = TrackOf(events);
  EXPECT_TRUE(track.AnyQualified({0, 0}));  // ends at a qualified date
  EXPECT_TRUE(track.AnyQualified({1, 1}));
  EXPECT_FALSE(track.AnyQualified({2, 2}));
}

TEST(TrackTest, AnEmptyTrackIsBeforeItsFirstEventForEver) {
  const Track track;
  EXPECT_TRUE(track.empty());
  EXPECT_EQ(track.During(Days("2000"), [](int place) { return place < 0; })
                .throughout,
            Certainty::kCertain);
}

}  // namespace
}  // namespace comity::model
