// Against a model that tries every choice of days.
#include "common/model/stretches.h"

#include <algorithm>
#include <random>
#include <set>
#include <string>
#include <vector>

#include "absl/strings/str_cat.h"
#include "gtest/gtest.h"

#include "common/model/track.h"
#include "tests/common/model/textproto.h"

namespace comity::model {
namespace {

constexpr int kDays = 7;  // of January 2001
constexpr int kSeed = 4711;

Day DayAt(int i) { return Day(absl::CivilDay(2001, 1, 1) + i); }

struct Story {
  std::vector<DayRange> bounds;
  std::vector<v1::Event> events;
  MembershipTimeline timeline;
};

// Up to four events with bounds that allow their order.
Story RandomStory(std::mt19937& random) {
  const std::vector<const char*> payloads = {
      "admitted { status: MEMBERSHIP_STATUS_MEMBER }",
      "admitted { status: MEMBERSHIP_STATUS_OBSERVER }",
      "withdrew {}",
      "suspended {}",
      "reinstated {}",
      "status_unknown {}"};
  std::uniform_int_distribution<int> day(0, kDays - 1);
  for (;;) {
    Story story;
    const size_t count = random() % 5;
    for (size_t i = 0; i < count; ++i) {
      int first = day(random);
      int last = day(random);
      if (first > last) std::swap(first, last);
      story.bounds.push_back({DayAt(first), DayAt(last)});
      story.events.push_back(
          FromText<v1::Event>(payloads[random() % payloads.size()]));
      story.events.back().set_date(absl::StrCat(
          "[", DayAt(first).ToString(), "..", DayAt(last).ToString(), "]"));
    }
    std::vector<const v1::Event*> events;
    for (const v1::Event& event : story.events) events.push_back(&event);
    auto timeline = MembershipTimeline::Build(events);
    if (!timeline.ok()) continue;
    story.timeline = *std::move(timeline);
    return story;
  }
}

// For each day the places that may be the newest, by trying every choice.
void TryAll(const Story& story, std::vector<Day>& chosen,
            std::vector<std::set<int>>& possible) {
  if (chosen.size() == story.bounds.size()) {
    for (int d = 0; d < kDays; ++d) {
      const auto happened =
          std::count_if(chosen.begin(), chosen.end(),
                        [d](Day day) { return day <= DayAt(d); });
      possible[static_cast<size_t>(d)].insert(static_cast<int>(happened) - 1);
    }
    return;
  }
  const DayRange bounds = story.bounds[chosen.size()];
  for (Day day = bounds.first; day <= bounds.last; day = day.Next()) {
    if (!chosen.empty() && day < chosen.back()) continue;
    chosen.push_back(day);
    TryAll(story, chosen, possible);
    chosen.pop_back();
  }
}

Certainty Strongest(bool certain, bool possible) {
  return certain    ? Certainty::kCertain
         : possible ? Certainty::kPossible
                    : Certainty::kNone;
}

void CompareOn(const Story& story, const std::vector<std::set<int>>& possible,
               int from, int to) {
  std::set<int> expected;  // places that some day may end at
  for (int d = from; d <= to; ++d) {
    expected.insert(possible[static_cast<size_t>(d)].begin(),
                    possible[static_cast<size_t>(d)].end());
  }
  std::set<int> visited;
  int last_before = -2;
  ForEachStretch(
      story.timeline, {DayAt(from), DayAt(to)}, [&](const Stretch& stretch) {
        ASSERT_GT(stretch.places.first, last_before);
        last_before = stretch.places.last;
        const auto within = [&stretch](int place) {
          return place >= stretch.places.first && place <= stretch.places.last;
        };
        for (const int place : expected) {
          if (!within(place)) continue;
          visited.insert(place);
          ASSERT_TRUE(story.timeline.outcome(place).SameStatus(
              story.timeline.outcome(stretch.bearing)));
        }
        bool certain_some = false, possible_some = false;
        bool certain_each = true, possible_each = true;
        for (int d = from; d <= to; ++d) {
          const std::set<int>& places = possible[static_cast<size_t>(d)];
          const bool all = std::all_of(places.begin(), places.end(), within);
          const bool any = std::any_of(places.begin(), places.end(), within);
          certain_some |= all;
          possible_some |= any;
          certain_each &= all;
          possible_each &= any;
        }
        ASSERT_EQ(stretch.at_some_time, Strongest(certain_some, possible_some));
        ASSERT_EQ(stretch.throughout, Strongest(certain_each, possible_each));
        ASSERT_NE(stretch.at_some_time, Certainty::kNone);
      });
  ASSERT_EQ(visited, expected);
}

TEST(StretchesTest, AgreeWithEveryChoiceOfDays) {
  std::mt19937 random(kSeed);
  for (int round = 0; round < 10000; ++round) {
    SCOPED_TRACE(absl::StrCat("seed ", kSeed, ", round ", round));
    const Story story = RandomStory(random);
    std::vector<std::set<int>> possible(kDays);
    std::vector<Day> chosen;
    TryAll(story, chosen, possible);
    for (int from = 0; from < kDays; ++from) {
      for (int to = from; to < kDays; ++to) {
        CompareOn(story, possible, from, to);
        if (HasFatalFailure()) return;
      }
    }
  }
}

TEST(StretchesTest, AnEmptyTimelineIsOneStretchOfNothing) {
  int visits = 0;
  ForEachStretch(MembershipTimeline(), {kMinDay, kMaxDay},
                 [&](const Stretch& s) {
                   ++visits;
                   EXPECT_EQ(s.places, (IndexRange{-1, -1}));
                   EXPECT_EQ(s.at_some_time, Certainty::kCertain);
                   EXPECT_EQ(s.throughout, Certainty::kCertain);
                 });
  EXPECT_EQ(visits, 1);
}

}  // namespace
}  // namespace comity::model
