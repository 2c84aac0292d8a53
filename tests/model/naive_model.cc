#include "tests/model/naive_model.h"

namespace comity::naive {
namespace {

using model::v1::Event;
using model::v1::MembershipStatus;

constexpr char kNone[] = "none";
constexpr char kUnknown[] = "unknown";
constexpr char kSuspended[] = "MEMBERSHIP_STATUS_SUSPENDED";

// Puts the events from `next` on onto every day that is allowed, none before
// `not_before`.
void Extend(const std::vector<NaiveEvent>& events, size_t next, int not_before,
            std::vector<int>& days, std::vector<Story>& stories) {
  if (next == events.size()) {
    Story story;
    for (int day = 0; day < kDays; ++day) {
      int newest = -1;
      for (size_t i = 0; i < days.size(); ++i) {
        if (days[i] <= day) newest = static_cast<int>(i);
      }
      story.push_back(newest);
    }
    stories.push_back(story);
    return;
  }
  for (int day = events[next].earliest; day <= events[next].latest; ++day) {
    if (day < not_before) continue;
    days.push_back(day);
    Extend(events, next + 1, day, days, stories);
    days.pop_back();
  }
}

}  // namespace

Held HeldAfter(const std::vector<NaiveEvent>& events, int place) {
  if (place < 0) {
    // A story that begins with anything but an entry has an untold beginning.
    const bool told = events.empty() || events[0].payload == Event::kAdmitted ||
                      events[0].payload == Event::kStatusUnknown;
    return told ? kNone : kUnknown;
  }
  const NaiveEvent& event = events[place];
  switch (event.payload) {
    case Event::kAdmitted:
    case Event::kStatusChanged:
      return MembershipStatus_Name(event.status);
    case Event::kSuspended:
      return kSuspended;
    case Event::kStatusUnknown:
      return kUnknown;
    case Event::kReinstated: {
      if (event.status != model::v1::MEMBERSHIP_STATUS_UNSPECIFIED) {
        return MembershipStatus_Name(event.status);
      }
      int before = place - 1;
      while (HeldAfter(events, before) == kSuspended) --before;
      const Held restored = HeldAfter(events, before);
      return restored == kNone ? kUnknown : restored;
    }
    default:
      return kNone;
  }
}

bool MayFollow(const std::vector<NaiveEvent>& events, int place) {
  // Whoever judges a whole story may not begin it in the middle.
  const Held held = place == 0 ? kNone : HeldAfter(events, place - 1);
  const NaiveEvent& event = events[place];
  const bool same = held == MembershipStatus_Name(event.status);
  if (held == kUnknown || event.payload == Event::kStatusUnknown) return true;
  if (event.payload == Event::kAdmitted) return !same;
  if (event.payload == Event::kReinstated) return held == kSuspended;
  if (held == kNone) return false;
  if (event.payload == Event::kSuspended) return held != kSuspended;
  if (event.payload == Event::kStatusChanged) return !same;
  return true;  // whoever holds something may leave
}

std::vector<Story> AllStories(const std::vector<NaiveEvent>& events) {
  std::vector<Story> stories;
  std::vector<int> days;
  Extend(events, 0, kBefore, days, stories);
  return stories;
}

}  // namespace comity::naive
